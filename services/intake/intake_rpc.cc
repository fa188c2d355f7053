// SPDX-License-Identifier: Apache-2.0
#include "services/intake/intake_rpc.h"

#include <utility>

#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/intake/get_change_request.h"
#include "services/intake/intake_proto.h"
#include "services/intake/list_change_requests.h"
#include "services/intake/submit_change_request.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

void Fill(const SubmittedChangeRequest& submitted, v1::SubmitChangeRequestResponse& out) {
  *out.mutable_change_request() = ToProto(submitted.view, submitted.view.request.create_time);
  *out.mutable_guidance() = ToProto(submitted.guidance);
}

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

IntakeRpc::IntakeRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                     RandomSource& random, CallChecker& checker)
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

std::shared_ptr<const alignment::EncodedAssessment> IntakeRpc::Assess(const rpc::Call& call,
                                                                      const Draft& draft) {
  // What has just been published is on its way to the check: only who can wait, waits for it.
  const bool may_wait = call.again || checker_.MayWait(draft.product);
  absl::StatusOr<alignment::Assessment> assessment =
      checker_.Check(call, WishOf(draft), may_wait ? StrategyPosition(draft.product) : 0);
  if (!assessment.ok()) {
    Log(Severity::kDebug, "not_checked_yet",
        {{"error", std::string(assessment.status().message())}});
    return nullptr;
  }
  return std::make_shared<const alignment::EncodedAssessment>(*std::move(assessment));
}

grpc::ServerUnaryReactor* IntakeRpc::SubmitChangeRequest(
    Context* context, const v1::SubmitChangeRequestRequest* request,
    v1::SubmitChangeRequestResponse* response) {
  using Submitted = rpc::Effect<v1::SubmitChangeRequestResponse>;
  return path_.Mutate(
      "SubmitChangeRequest", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<Submitted> {
        ZUSAGE_ASSIGN_OR_RETURN(Draft draft, intake::FromProto(in.parent(), in.change_request()));
        std::shared_ptr<const alignment::EncodedAssessment> assessment = Assess(call, draft);
        return Submitted(
            [this, &call, draft = std::move(draft), assessment = std::move(assessment)](
                storage::Unit& unit, auto& out) -> absl::Status {
              const absl::StatusOr<SubmittedChangeRequest> submitted = intake::SubmitChangeRequest(
                  unit, call.caller, draft, assessment,
                  call.again ? IfOutdated::kCheckLater : IfOutdated::kRefuse, random_);
              if (absl::IsAborted(submitted.status())) return rpc::PrepareAgain();
              ZUSAGE_RETURN_IF_ERROR(submitted.status());
              Fill(*submitted, out);
              return absl::OkStatus();
            });
      },
      checker_.MayWait(request->parent()) ? rpc::Waits::kForPeer : rpc::Waits::kNo,
      [](storage::ReadTransaction& tx, int64_t position, auto& out) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(const SubmittedChangeRequest submitted,
                                RetellSubmission(tx, position));
        Fill(submitted, out);
        return absl::OkStatus();
      });
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
