// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_
#define ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_

#include <grpcpp/grpcpp.h>

#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::strategy {

// StrategyService. Asks no peers.
class StrategyRpc final : public v1::StrategyService::CallbackService {
 public:
  // Both must outlive it.
  StrategyRpc(rpc::Plumbing& plumbing, storage::Store& store);

  grpc::ServerUnaryReactor* PublishStrategy(grpc::CallbackServerContext* context,
                                            const v1::PublishStrategyRequest* request,
                                            v1::Strategy* response) override;
  grpc::ServerUnaryReactor* GetStrategy(grpc::CallbackServerContext* context,
                                        const v1::GetStrategyRequest* request,
                                        v1::Strategy* response) override;
  grpc::ServerUnaryReactor* ListStrategies(grpc::CallbackServerContext* context,
                                           const v1::ListStrategiesRequest* request,
                                           v1::ListStrategiesResponse* response) override;

 private:
  storage::Store& store_;
  rpc::CallPath path_;
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_
