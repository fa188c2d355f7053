// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_
#define ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_

#include <grpcpp/grpcpp.h>

#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "services/strategy/element_ages.h"
#include "services/strategy/retired_elements.h"
#include "services/strategy/wish_judge_rpc.h"
#include "storage/store.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::strategy {

// StrategyService. Asks the alignment role, and only about strategies that are not published: how
// open requests would be judged, and what could be added.
class StrategyRpc final : public v1::StrategyService::CallbackService {
 public:
  // All must outlive it.
  StrategyRpc(rpc::Plumbing& plumbing, storage::Store& store, rpc::Peer& alignment);

  grpc::ServerUnaryReactor* PublishStrategy(grpc::CallbackServerContext* context,
                                            const v1::PublishStrategyRequest* request,
                                            v1::Strategy* response) override;
  grpc::ServerUnaryReactor* GetStrategy(grpc::CallbackServerContext* context,
                                        const v1::GetStrategyRequest* request,
                                        v1::Strategy* response) override;
  grpc::ServerUnaryReactor* CompareStrategies(grpc::CallbackServerContext* context,
                                              const v1::CompareStrategiesRequest* request,
                                              v1::StrategyDifference* response) override;
  grpc::ServerUnaryReactor* AcknowledgeStrategy(grpc::CallbackServerContext* context,
                                                const v1::AcknowledgeStrategyRequest* request,
                                                v1::Acknowledgement* response) override;
  grpc::ServerUnaryReactor* ListAcknowledgements(
      grpc::CallbackServerContext* context, const v1::ListAcknowledgementsRequest* request,
      v1::ListAcknowledgementsResponse* response) override;
  grpc::ServerUnaryReactor* PrepareStrategy(grpc::CallbackServerContext* context,
                                            const v1::PrepareStrategyRequest* request,
                                            v1::StrategyPreparation* response) override;
  grpc::ServerUnaryReactor* ListStrategies(grpc::CallbackServerContext* context,
                                           const v1::ListStrategiesRequest* request,
                                           v1::ListStrategiesResponse* response) override;

 private:
  absl::Status AddWhatPeopleWant(storage::ReadTransaction& tx, const directory::Caller& caller,
                                 const storage::PublishedStrategy& strategy, v1::Strategy& out);

  storage::Store& store_;
  PeerWishJudge::Alignment alignment_;
  RetiredElements retired_;
  ElementAges ages_;
  rpc::CallPath path_;
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_STRATEGY_RPC_H_
