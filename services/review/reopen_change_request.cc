// SPDX-License-Identifier: Apache-2.0
#include "services/review/reopen_change_request.h"

#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/review/may_decide.h"
#include "services/review/route_request.h"
#include "storage/decision_repository.h"

namespace zusage::review {
namespace {

// What it was merged into has less reach from now on.
absl::Status TellTarget(storage::Unit& unit, const std::string& target) {
  if (target.empty()) return absl::OkStatus();
  unit.Touch(target);
  return storage::RequestRepository::MarkForRecheck(unit, target);
}

}  // namespace

absl::StatusOr<storage::RequestView> ReopenChangeRequest(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const ReopenChangeRequestInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                          storage::LoadRequestView(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> parts,
                          PartsOf(tx, view.history));
  ZUSAGE_RETURN_IF_ERROR(CheckNotOwn(caller, view.request, parts));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, view.head.head));
  ZUSAGE_RETURN_IF_ERROR(CheckState(view.head, intake::Event::kReopened));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, view.request.product));
  ZUSAGE_ASSIGN_OR_RETURN(
      intake::Routing routing,
      RouteRequest(tx, view.request, parts, strategy, view.assessment.get(), unit.commit_time()));
  routing.cause = intake::RoutingCause::kReopened;
  routing.assigned_by = caller.subject();
  unit.Describe("ReopenChangeRequest", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::DecisionRepository::AddReopening(
      unit, view.head, {.reason = input.reason, .reopened_by = caller.subject()}));
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::AddRouting(unit, view.head, routing));
  // The strategy may be another one than it was checked by.
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::MarkForRecheck(unit, input.name));
  ZUSAGE_RETURN_IF_ERROR(TellTarget(unit, view.merged_into));
  return storage::LoadRequestView(tx, input.name, unit.commit_time());
}

}  // namespace zusage::review
