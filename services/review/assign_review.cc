// SPDX-License-Identifier: Apache-2.0
#include "services/review/assign_review.h"

#include <algorithm>
#include <utility>

#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"
#include "services/review/may_decide.h"
#include "services/review/route_request.h"
#include "storage/deciders.h"

namespace zusage::review {
namespace {

absl::Status CheckOwner(storage::ReadTransaction& tx, std::string_view owner,
                        const storage::RequestView& view) {
  const std::string name(owner);
  storage::Deciders deciders(tx);
  ZUSAGE_ASSIGN_OR_RETURN(const bool manages, deciders.IsManager(owner, view.request.product));
  if (!manages) {
    return FieldError("owner", kNotAProductManager,
                      {{"principal", name}, {"product", view.request.product}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> parts,
                          PartsOf(tx, view.history));
  const bool handed_in =
      HandedIn(owner, view.request) ||
      std::ranges::any_of(parts, [&](const auto& part) { return HandedIn(owner, part); });
  if (handed_in) return FieldError("owner", kOwnerSubmitted, {{"principal", name}});
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<storage::RequestView> AssignReview(storage::Unit& unit,
                                                  const directory::Caller& caller,
                                                  const AssignReviewInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                          storage::LoadRequestView(tx, input.name));
  ZUSAGE_RETURN_IF_ERROR(CheckEtagIfGiven(input.etag, view.head));
  ZUSAGE_RETURN_IF_ERROR(CheckState(view.head, intake::Event::kDecided));
  ZUSAGE_RETURN_IF_ERROR(CheckOwner(tx, input.owner, view));
  intake::Routing routing = view.routing;
  routing.owner = input.owner;
  routing.cause = intake::RoutingCause::kAssigned;
  routing.assigned_by = caller.subject();
  routing.note = input.note;
  unit.Describe("AssignReview", {caller.principal, caller.on_behalf_of});
  unit.Touch(input.owner);
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::AddRouting(unit, view.head, routing));
  return storage::LoadRequestView(tx, input.name, unit.commit_time());
}

}  // namespace zusage::review
