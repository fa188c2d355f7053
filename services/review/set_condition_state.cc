// SPDX-License-Identifier: Apache-2.0
#include "services/review/set_condition_state.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "services/base/status_macros.h"
#include "services/commitments/promises_without_ground.h"
#include "services/review/domain/approval_terms.h"
#include "services/review/domain/errors.h"
#include "services/review/may_decide.h"
#include "services/review/route_request.h"
#include "storage/decision_repository.h"

namespace zusage::review {
namespace {

absl::Status CheckCondition(const storage::RequestView& view, const SetConditionStateInput& input,
                            absl::Time now) {
  const std::vector<Decision>& decisions = view.history.decisions;
  const auto given = std::ranges::find_if(decisions, [&](const Decision& decision) {
    return decision.approval.has_value() && decision.approval->name == input.name;
  });
  if (given == decisions.end()) return absl::InternalError("an approval without its decision");
  const ApprovalState state =
      StateOf(view.history, static_cast<size_t>(given - decisions.begin()), now, view.zone);
  if (state != ApprovalState::kInForce && state != ApprovalState::kLapsed) {
    return Error(kApprovalOver, {{"resource", input.name}, {"state", std::string(NameOf(state))}});
  }
  const std::vector<Condition>& conditions = given->approval->conditions;
  const bool known = std::ranges::any_of(
      conditions, [&](const Condition& condition) { return condition.id == input.condition; });
  if (known) return absl::OkStatus();
  const std::string ids =
      conditions.empty()
          ? "-"
          : absl::StrJoin(conditions, ", ",
                          [](std::string* out, const Condition& one) { *out += one.id; });
  return FieldError("condition", kNotACondition, {{"value", input.condition}, {"allowed", ids}});
}

}  // namespace

absl::StatusOr<ConditionStateSet> SetConditionState(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    const SetConditionStateInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string request,
                          storage::DecisionRepository::RequestOfApproval(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view, storage::LoadRequestView(tx, request));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> parts,
                          PartsOf(tx, view.history));
  ZUSAGE_RETURN_IF_ERROR(CheckNotOwn(caller, view.request, parts));
  ZUSAGE_RETURN_IF_ERROR(CheckEtagIfGiven(input.etag, view.head));
  ZUSAGE_RETURN_IF_ERROR(CheckCondition(view, input, unit.commit_time()));
  unit.Describe("SetConditionState", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(
      storage::DecisionRepository::AddConditionChange(unit, view.head,
                                                      {.approval = input.name,
                                                       .condition = input.condition,
                                                       .state = input.state,
                                                       .note = input.note,
                                                       .changed_by = caller.subject()}));
  ConditionStateSet set;
  ZUSAGE_ASSIGN_OR_RETURN(set.view, storage::LoadRequestView(tx, request, unit.commit_time()));
  ZUSAGE_ASSIGN_OR_RETURN(set.promises_without_ground,
                          commitments::PromisesWithoutGround(tx, set.view.history, unit.position(),
                                                             unit.commit_time()));
  return set;
}

}  // namespace zusage::review
