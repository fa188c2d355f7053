// SPDX-License-Identifier: Apache-2.0
//
//   Knowledge knowledge;
//   AlignmentRpc service(plumbing, knowledge);
//   PeerLearningSource source(journal_peer, strategy_peer);
//   …                                     // the server serves, the peers are connected
//   Learner learner(source, knowledge);   // ready when knowledge.caught_up()
#ifndef ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_RPC_H_
#define ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_RPC_H_

#include <grpcpp/grpcpp.h>

#include "services/alignment/knowledge.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"

namespace zusage::alignment {

// AlignmentService. Only computes; needs no store.
class AlignmentRpc final : public v1::AlignmentService::CallbackService {
 public:
  // Both must outlive it.
  AlignmentRpc(rpc::Plumbing& plumbing, const Knowledge& knowledge);

  grpc::ServerUnaryReactor* CheckAlignment(grpc::CallbackServerContext* context,
                                           const v1::CheckAlignmentRequest* request,
                                           type::v1::Assessment* response) override;
  grpc::ServerUnaryReactor* PreviewStrategy(grpc::CallbackServerContext* context,
                                            const v1::PreviewStrategyRequest* request,
                                            v1::PreviewStrategyResponse* response) override;
  grpc::ServerUnaryReactor* ProposePreparation(
      grpc::CallbackServerContext* context, const v1::ProposePreparationRequest* request,
      strategy::v1::StrategyPreparation* response) override;
  grpc::ServerUnaryReactor* QueryFeasibility(grpc::CallbackServerContext* context,
                                             const v1::QueryFeasibilityRequest* request,
                                             v1::QueryFeasibilityResponse* response) override;
  grpc::ServerUnaryReactor* ListSimilarChangeRequests(
      grpc::CallbackServerContext* context, const v1::ListSimilarChangeRequestsRequest* request,
      v1::ListSimilarChangeRequestsResponse* response) override;
  grpc::ServerUnaryReactor* GetCheckInfo(grpc::CallbackServerContext* context,
                                         const v1::GetCheckInfoRequest* request,
                                         v1::CheckInfo* response) override;

 private:
  // Whether a call about `product` may have to wait for what is on its way here.
  rpc::Waits WaitsFor(const std::string& product, int64_t known_position = 0) const;

  const Knowledge& knowledge_;
  rpc::CallPath path_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_ALIGNMENT_RPC_H_
