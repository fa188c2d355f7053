// SPDX-License-Identifier: Apache-2.0
#include "services/intake/intake_rpc.h"

#include <algorithm>
#include <utility>

#include "services/alignment/alignment_proto.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/intake/get_change_request.h"
#include "services/intake/intake_proto.h"
#include "services/intake/list_change_requests.h"
#include "services/intake/submit_change_request.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

// Who submits waits this long for the check, and gets the assessment later if it takes longer.
constexpr absl::Duration kPatience = absl::Milliseconds(800);

using AlignmentStub = alignment::v1::AlignmentService::Stub;

ListChangeRequestsInput FromProto(const v1::ListChangeRequestsRequest& request) {
  ListChangeRequestsInput input;
  input.parent = request.parent();
  for (int state : request.states()) input.states.push_back(static_cast<State>(state));
  input.customer = request.customer();
  input.submitter = request.submitter();
  input.outcome = static_cast<review::Outcome>(request.outcome());
  input.page_size = request.page_size();
  input.page_token = request.page_token();
  return input;
}

}  // namespace

absl::StatusOr<alignment::Assessment> AlignmentChecker::Check(const alignment::Wish& wish) {
  alignment::v1::CheckAlignmentRequest request;
  request.set_parent("products/" + wish.product);
  *request.mutable_change_request() = alignment::DraftOf(wish);
  ZUSAGE_ASSIGN_OR_RETURN(
      const type::v1::Assessment assessment,
      (alignment_.AskForItself<alignment::v1::CheckAlignmentRequest, type::v1::Assessment>(
          &AlignmentStub::CheckAlignment, request)));
  return alignment::FromProto(assessment);
}

std::optional<alignment::Assessment> AlignmentChecker::Check(
    const rpc::Call& call, const v1::SubmitChangeRequestRequest& request, int64_t position) {
  alignment::v1::CheckAlignmentRequest check;
  check.set_parent(request.parent());
  check.set_known_position(position);
  *check.mutable_change_request() = request.change_request();
  rpc::Call hurried = call;
  hurried.deadline = std::min(call.deadline, clock_.Now() + kPatience);
  const absl::StatusOr<type::v1::Assessment> answer =
      alignment_.Ask<alignment::v1::CheckAlignmentRequest, type::v1::Assessment>(
          hurried, &AlignmentStub::CheckAlignment, check);
  if (!answer.ok()) {
    Log(Severity::kDebug, "not_checked_yet", {{"error", std::string(answer.status().message())}});
    return std::nullopt;
  }
  absl::StatusOr<alignment::Assessment> assessment = alignment::FromProto(*answer);
  if (!assessment.ok()) return std::nullopt;
  return *std::move(assessment);
}

IntakeRpc::IntakeRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                     RandomSource& random, AlignmentChecker& checker)
    : path_(v1::IntakeService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random),
      checker_(checker) {}

int64_t IntakeRpc::StrategyPosition(const std::string& product) {
  int64_t position = 0;
  // Without it the check may only use the version before, which the operation would drop.
  const absl::Status read = store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(position, storage::StrategyRepository::CurrentPosition(tx, product));
    return absl::OkStatus();
  });
  return read.ok() ? position : 0;
}

grpc::ServerUnaryReactor* IntakeRpc::SubmitChangeRequest(
    Context* context, const v1::SubmitChangeRequestRequest* request,
    v1::SubmitChangeRequestResponse* response) {
  using Submitted = rpc::Effect<v1::SubmitChangeRequestResponse>;
  return path_.Mutate(
      "SubmitChangeRequest", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Submitted> {
        ZUSAGE_ASSIGN_OR_RETURN(Draft draft, intake::FromProto(in.parent(), in.change_request()));
        return Submitted([this, &call, draft = std::move(draft),
                          assessment = checker_.Check(call, in, StrategyPosition(in.parent()))](
                             storage::Unit& unit, auto& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const SubmittedChangeRequest submitted,
              intake::SubmitChangeRequest(unit, call.caller, draft, assessment, random_));
          *out.mutable_change_request() = ToProto(submitted.view, unit.commit_time());
          *out.mutable_guidance() = ToProto(submitted.guidance);
          return absl::OkStatus();
        });
      },
      rpc::Waits::kForPeer);
}

grpc::ServerUnaryReactor* IntakeRpc::GetChangeRequest(Context* context,
                                                      const v1::GetChangeRequestRequest* request,
                                                      type::v1::ChangeRequest* response) {
  return path_.Read("GetChangeRequest", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                                                intake::GetChangeRequest(tx, in.name()));
                        out = ToProto(view, clock_.Now());
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* IntakeRpc::ListChangeRequests(
    Context* context, const v1::ListChangeRequestsRequest* request,
    v1::ListChangeRequestsResponse* response) {
  return path_.Read("ListChangeRequests", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ChangeRequestPage page,
                            intake::ListChangeRequests(tx, call.caller, FromProto(in)));
                        out.Clear();
                        for (const storage::RequestView& view : page.change_requests) {
                          *out.add_change_requests() = ToProto(view, clock_.Now(), Detail::kList);
                        }
                        out.set_next_page_token(page.next_page_token);
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::intake
