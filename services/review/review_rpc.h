// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_REVIEW_RPC_H_
#define ZUSAGE_SERVICES_REVIEW_REVIEW_RPC_H_

#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::review {

// ReviewService over the operations of this folder.
class ReviewRpc final : public v1::ReviewService::CallbackService {
 public:
  // All must outlive it.
  ReviewRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
            RandomSource& random);

  using Context = grpc::CallbackServerContext;
  grpc::ServerUnaryReactor* ListReviews(Context* context, const v1::ListReviewsRequest* request,
                                        v1::ListReviewsResponse* response) override;
  grpc::ServerUnaryReactor* DecideChangeRequest(Context* context,
                                                const v1::DecideChangeRequestRequest* request,
                                                type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* RevokeApproval(Context* context,
                                           const v1::RevokeApprovalRequest* request,
                                           v1::RevokeApprovalResponse* response) override;
  grpc::ServerUnaryReactor* AssignReview(Context* context, const v1::AssignReviewRequest* request,
                                         type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* AskForEvidence(Context* context,
                                           const v1::AskForEvidenceRequest* request,
                                           type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* MergeChangeRequests(Context* context,
                                                const v1::MergeChangeRequestsRequest* request,
                                                v1::MergeChangeRequestsResponse* response) override;
  grpc::ServerUnaryReactor* ReopenChangeRequest(Context* context,
                                                const v1::ReopenChangeRequestRequest* request,
                                                type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* SetConditionState(Context* context,
                                              const v1::SetConditionStateRequest* request,
                                              v1::SetConditionStateResponse* response) override;
  grpc::ServerUnaryReactor* GetApproval(Context* context, const v1::GetApprovalRequest* request,
                                        v1::ApprovalRecord* response) override;
  grpc::ServerUnaryReactor* ListApprovals(Context* context, const v1::ListApprovalsRequest* request,
                                          v1::ListApprovalsResponse* response) override;
  grpc::ServerUnaryReactor* SetSubstitute(Context* context, const v1::SetSubstituteRequest* request,
                                          v1::Substitute* response) override;
  grpc::ServerUnaryReactor* EndSubstitute(Context* context, const v1::EndSubstituteRequest* request,
                                          v1::Substitute* response) override;
  grpc::ServerUnaryReactor* ListSubstitutes(Context* context,
                                            const v1::ListSubstitutesRequest* request,
                                            v1::ListSubstitutesResponse* response) override;

 private:
  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
};

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_REVIEW_RPC_H_
