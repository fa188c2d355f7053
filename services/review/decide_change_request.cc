// SPDX-License-Identifier: Apache-2.0
#include "services/review/decide_change_request.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"
#include "services/review/may_decide.h"
#include "services/review/route_request.h"
#include "storage/customer_repository.h"
#include "storage/decision_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::review {
namespace {

absl::Status CheckCustomers(storage::ReadTransaction& tx, const Decision& decision) {
  if (!decision.approval.has_value()) return absl::OkStatus();
  const std::vector<std::string>& customers = decision.approval->customers.customers;
  FieldErrors errors;
  for (size_t i = 0; i < customers.size(); ++i) {
    const auto known = storage::CustomerRepository::Find(tx, customers[i]);
    if (!known.ok()) return known.status();
    if (known->has_value()) continue;
    errors.Add("approval.customers.customers[" + std::to_string(i) + "]", kUnknownCustomer,
               {{"customer", customers[i]}});
  }
  return errors.status();
}

}  // namespace

absl::StatusOr<storage::RequestView> DecideChangeRequest(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const DecideChangeRequestInput& input,
                                                         RandomSource& random) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                          storage::LoadRequestView(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> parts,
                          PartsOf(tx, view.history));
  ZUSAGE_RETURN_IF_ERROR(CheckNotOwn(caller, view.request, parts));
  ZUSAGE_ASSIGN_OR_RETURN(std::string owner, DecidesFor(caller, view, parts, unit.commit_time()));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, view.head.head));
  ZUSAGE_RETURN_IF_ERROR(CheckState(view.head, intake::Event::kDecided));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, view.request.product));
  ZUSAGE_ASSIGN_OR_RETURN(
      Decision decision,
      Complete(input.decision, input.name, CustomersOf(view.request, parts), view.history.items,
               *strategy.document, DayOf(unit.commit_time(), view.zone)));
  ZUSAGE_RETURN_IF_ERROR(CheckCustomers(tx, decision));
  decision.decider = caller.subject();
  decision.on_behalf_of = std::move(owner);
  if (decision.approval.has_value()) {
    decision.approval->name =
        view.request.product + "/approvals/" + NewId(unit.commit_time(), random);
  }
  unit.Describe("DecideChangeRequest", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::DecisionRepository::Add(unit, view.head, decision));
  return storage::LoadRequestView(tx, input.name, unit.commit_time());
}

}  // namespace zusage::review
