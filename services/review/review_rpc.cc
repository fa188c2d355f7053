// SPDX-License-Identifier: Apache-2.0
#include "services/review/review_rpc.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/intake/intake_proto.h"
#include "services/review/decide_change_request.h"
#include "services/review/list_reviews.h"
#include "services/review/review_proto.h"
#include "services/review/revoke_approval.h"

namespace zusage::review {

ReviewRpc::ReviewRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                     RandomSource& random)
    : path_(v1::ReviewService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random) {}

grpc::ServerUnaryReactor* ReviewRpc::ListReviews(Context* context,
                                                 const v1::ListReviewsRequest* request,
                                                 v1::ListReviewsResponse* response) {
  return path_.Read("ListReviews", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ReviewPage page,
                            review::ListReviews(tx, call.caller,
                                                {.parent = in.parent(),
                                                 .owner = in.owner(),
                                                 .overdue_only = in.overdue_only(),
                                                 .page_size = in.page_size(),
                                                 .page_token = in.page_token()},
                                                clock_.Now()));
                        out.Clear();
                        for (const storage::RequestView& view : page.reviews) {
                          *out.add_reviews() = intake::ToProto(view, page.now);
                        }
                        out.set_next_page_token(page.next_page_token);
                        out.set_total_size(page.total_size);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* ReviewRpc::DecideChangeRequest(
    Context* context, const v1::DecideChangeRequestRequest* request,
    type::v1::ChangeRequest* response) {
  using Decided = rpc::Effect<type::v1::ChangeRequest>;
  return path_.Mutate("DecideChangeRequest", context, request, response,
                      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Decided> {
                        DecideChangeRequestInput input{.name = in.name(), .etag = in.etag()};
                        ZUSAGE_ASSIGN_OR_RETURN(input.decision, FromProto(in));
                        return Decided([this, &call, input = std::move(input)](
                                           storage::Unit& unit, auto& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(
                              const storage::RequestView view,
                              review::DecideChangeRequest(unit, call.caller, input, random_));
                          out = intake::ToProto(view, unit.commit_time());
                          return absl::OkStatus();
                        });
                      });
}

grpc::ServerUnaryReactor* ReviewRpc::RevokeApproval(Context* context,
                                                    const v1::RevokeApprovalRequest* request,
                                                    v1::RevokeApprovalResponse* response) {
  using Revoked = rpc::Effect<v1::RevokeApprovalResponse>;
  return path_.Mutate(
      "RevokeApproval", context, request, response,
      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Revoked> {
        return Revoked([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const RevokedApproval revoked,
              review::RevokeApproval(
                  unit, call.caller,
                  {.name = in.name(), .reason = in.reason(), .etag = in.etag()}));
          out.Clear();
          *out.mutable_change_request() = intake::ToProto(revoked.view, unit.commit_time());
          for (const std::string& promise : revoked.promises_without_ground) {
            out.add_promises_without_ground(promise);
          }
          return absl::OkStatus();
        });
      });
}

}  // namespace zusage::review
