// SPDX-License-Identifier: Apache-2.0
#include "services/review/revoke_approval.h"

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/promises_without_ground.h"
#include "services/review/domain/approval_terms.h"
#include "services/review/domain/errors.h"
#include "storage/decision_repository.h"

namespace zusage::review {
namespace {

absl::Status CheckRevocable(const storage::RequestView& view, std::string_view approval,
                            absl::Time now) {
  ApprovalState state = ApprovalState::kUnspecified;
  for (size_t i = 0; i < view.history.decisions.size(); ++i) {
    const std::optional<Approval>& candidate = view.history.decisions[i].approval;
    if (candidate.has_value() && candidate->name == approval) {
      state = StateOf(view.history, i, now, view.zone);
    }
  }
  if (state == ApprovalState::kInForce || state == ApprovalState::kLapsed) return absl::OkStatus();
  return Error(kApprovalNotInForce,
               {{"resource", std::string(approval)}, {"state", std::string(NameOf(state))}});
}

}  // namespace

absl::StatusOr<RevokedApproval> RevokeApproval(storage::Unit& unit, const directory::Caller& caller,
                                               const RevokeApprovalInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string request,
                          storage::DecisionRepository::RequestOfApproval(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view, storage::LoadRequestView(tx, request));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, request, view.head.head));
  ZUSAGE_RETURN_IF_ERROR(CheckRevocable(view, input.name, unit.commit_time()));
  unit.Describe("RevokeApproval", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(
      storage::DecisionRepository::AddRevocation(unit, view.head,
                                                 {.approval = input.name,
                                                  .request = request,
                                                  .reason = input.reason,
                                                  .revoked_by = caller.subject()}));
  RevokedApproval revoked;
  ZUSAGE_ASSIGN_OR_RETURN(revoked.view, storage::LoadRequestView(tx, request, unit.commit_time()));
  ZUSAGE_ASSIGN_OR_RETURN(revoked.promises_without_ground,
                          commitments::PromisesWithoutGround(tx, revoked.view.history,
                                                             unit.position(), unit.commit_time()));
  return revoked;
}

}  // namespace zusage::review
