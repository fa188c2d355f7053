// SPDX-License-Identifier: Apache-2.0
#include "services/review/review_rpc.h"

#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/intake/intake_proto.h"
#include "services/review/ask_for_evidence.h"
#include "services/review/assign_review.h"
#include "services/review/decide_change_request.h"
#include "services/review/end_substitute.h"
#include "services/review/get_approval.h"
#include "services/review/list_approvals.h"
#include "services/review/list_reviews.h"
#include "services/review/list_substitutes.h"
#include "services/review/merge_change_requests.h"
#include "services/review/reopen_change_request.h"
#include "services/review/review_proto.h"
#include "services/review/revoke_approval.h"
#include "services/review/set_condition_state.h"
#include "services/review/set_substitute.h"
#include "services/values/proto_values.h"

namespace zusage::review {

namespace {

v1::ApprovalRecord RecordToProto(const GivenApproval& given, absl::Time now) {
  const storage::RequestView& view = given.view;
  const Decision& decision = view.history.decisions[given.decision];
  v1::ApprovalRecord out;
  *out.mutable_approval() =
      ApprovalToProto(view.history, given.decision, now, view.zone, view.load);
  out.set_change_request(view.request.name);
  out.set_title(view.request.title);
  out.set_reason(decision.reason);
  out.set_decider(decision.decider);
  out.set_etag(EtagOf(view.request.name, view.head.head));
  return out;
}

}  // namespace

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
                                                 .differing_only = in.differing_only(),
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

grpc::ServerUnaryReactor* ReviewRpc::AssignReview(Context* context,
                                                  const v1::AssignReviewRequest* request,
                                                  type::v1::ChangeRequest* response) {
  using Done = rpc::Effect<type::v1::ChangeRequest>;
  return path_.Mutate(
      "AssignReview", context, request, response,
      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
        return Done([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const storage::RequestView view,
              review::AssignReview(
                  unit, call.caller,
                  {.name = in.name(), .owner = in.owner(), .note = in.note(), .etag = in.etag()}));
          out = intake::ToProto(view, unit.commit_time());
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* ReviewRpc::AskForEvidence(Context* context,
                                                    const v1::AskForEvidenceRequest* request,
                                                    type::v1::ChangeRequest* response) {
  using Done = rpc::Effect<type::v1::ChangeRequest>;
  return path_.Mutate("AskForEvidence", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
                        return Done([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                                                  review::AskForEvidence(unit, call.caller,
                                                                         {.name = in.name(),
                                                                          .question = in.question(),
                                                                          .etag = in.etag()}));
                          out = intake::ToProto(view, unit.commit_time());
                          return absl::OkStatus();
                        });
                      });
}

grpc::ServerUnaryReactor* ReviewRpc::MergeChangeRequests(
    Context* context, const v1::MergeChangeRequestsRequest* request,
    v1::MergeChangeRequestsResponse* response) {
  using Done = rpc::Effect<v1::MergeChangeRequestsResponse>;
  return path_.Mutate(
      "MergeChangeRequests", context, request, response,
      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
        MergeChangeRequestsInput input{.name = in.name(),
                                       .etag = in.etag(),
                                       .into = in.into(),
                                       .items = {},
                                       .reason = in.reason()};
        for (const v1::ItemMapping& one : in.items())
          input.items.push_back({one.item(), one.into()});
        return Done(
            [&call, input = std::move(input)](storage::Unit& unit, auto& out) -> absl::Status {
              ZUSAGE_ASSIGN_OR_RETURN(const MergedChangeRequests merged,
                                      review::MergeChangeRequests(unit, call.caller, input));
              out.Clear();
              *out.mutable_merged() = intake::ToProto(merged.merged, unit.commit_time());
              *out.mutable_change_request() = intake::ToProto(merged.target, unit.commit_time());
              return absl::OkStatus();
            });
      });
}

grpc::ServerUnaryReactor* ReviewRpc::ReopenChangeRequest(
    Context* context, const v1::ReopenChangeRequestRequest* request,
    type::v1::ChangeRequest* response) {
  using Done = rpc::Effect<type::v1::ChangeRequest>;
  return path_.Mutate("ReopenChangeRequest", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
                        return Done([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(
                              const storage::RequestView view,
                              review::ReopenChangeRequest(
                                  unit, call.caller,
                                  {.name = in.name(), .etag = in.etag(), .reason = in.reason()}));
                          out = intake::ToProto(view, unit.commit_time());
                          return absl::OkStatus();
                        });
                      });
}

grpc::ServerUnaryReactor* ReviewRpc::SetConditionState(Context* context,
                                                       const v1::SetConditionStateRequest* request,
                                                       v1::SetConditionStateResponse* response) {
  using Done = rpc::Effect<v1::SetConditionStateResponse>;
  return path_.Mutate(
      "SetConditionState", context, request, response,
      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
        return Done([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const ConditionStateSet set,
              review::SetConditionState(unit, call.caller,
                                        {.name = in.name(),
                                         .condition = in.condition(),
                                         .state = static_cast<Condition::State>(in.state()),
                                         .note = in.note(),
                                         .etag = in.etag()}));
          out.Clear();
          *out.mutable_change_request() = intake::ToProto(set.view, unit.commit_time());
          for (const std::string& promise : set.promises_without_ground) {
            out.add_promises_without_ground(promise);
          }
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* ReviewRpc::GetApproval(Context* context,
                                                 const v1::GetApprovalRequest* request,
                                                 v1::ApprovalRecord* response) {
  return path_.Read("GetApproval", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const GivenApproval given,
                                                review::GetApproval(tx, in.name()));
                        out = RecordToProto(given, clock_.Now());
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* ReviewRpc::ListApprovals(Context* context,
                                                   const v1::ListApprovalsRequest* request,
                                                   v1::ListApprovalsResponse* response) {
  return path_.Read("ListApprovals", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        const absl::Time now = clock_.Now();
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ApprovalPage page,
                            review::ListApprovals(tx, call.caller,
                                                  {.parent = in.parent(),
                                                   .state = static_cast<ApprovalState>(in.state()),
                                                   .page_size = in.page_size(),
                                                   .page_token = in.page_token()},
                                                  now));
                        out.Clear();
                        for (const GivenApproval& given : page.approvals)
                          *out.add_approvals() = RecordToProto(given, now);
                        out.set_next_page_token(page.next_page_token);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* ReviewRpc::SetSubstitute(Context* context,
                                                   const v1::SetSubstituteRequest* request,
                                                   v1::Substitute* response) {
  using Done = rpc::Effect<v1::Substitute>;
  return path_.Mutate(
      "SetSubstitute", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
        SetSubstituteInput input{.principal = in.principal(),
                                 .substitute = in.substitute(),
                                 .first_day = {},
                                 .last_day = {}};
        ZUSAGE_ASSIGN_OR_RETURN(input.first_day, values::FromProto(in.first_day(), "first_day"));
        ZUSAGE_ASSIGN_OR_RETURN(input.last_day, values::FromProto(in.last_day(), "last_day"));
        return Done([this, &call, input = std::move(input)](storage::Unit& unit,
                                                            auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const Substitute substitute,
                                  review::SetSubstitute(unit, call.caller, input, random_));
          out = ToProto(substitute);
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* ReviewRpc::EndSubstitute(Context* context,
                                                   const v1::EndSubstituteRequest* request,
                                                   v1::Substitute* response) {
  using Done = rpc::Effect<v1::Substitute>;
  return path_.Mutate("EndSubstitute", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<Done> {
                        return Done([&call, &in](storage::Unit& unit, auto& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(
                              const Substitute substitute,
                              review::EndSubstitute(unit, call.caller, {.name = in.name()}));
                          out = ToProto(substitute);
                          return absl::OkStatus();
                        });
                      });
}

grpc::ServerUnaryReactor* ReviewRpc::ListSubstitutes(Context* context,
                                                     const v1::ListSubstitutesRequest* request,
                                                     v1::ListSubstitutesResponse* response) {
  return path_.Read("ListSubstitutes", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const SubstitutePage page,
                            review::ListSubstitutes(tx,
                                                    {.principal = in.principal(),
                                                     .page_size = in.page_size(),
                                                     .page_token = in.page_token()},
                                                    clock_.Now()));
                        out.Clear();
                        for (const Substitute& substitute : page.substitutes)
                          *out.add_substitutes() = ToProto(substitute);
                        out.set_next_page_token(page.next_page_token);
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::review
