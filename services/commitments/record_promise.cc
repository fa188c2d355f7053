// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/record_promise.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/check_item.h"
#include "services/commitments/domain/errors.h"
#include "services/directory/look_up_principal.h"
#include "services/intake/domain/change_request.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

absl::Status NotFound(std::string_view field, std::string_view resource) {
  return FieldError(field, kNotFound, {{"resource", std::string(resource)}});
}

// Whether two names mean one customer now.
absl::StatusOr<bool> AreTheSame(Knowledge& knowledge, std::string_view customer,
                                std::string_view other) {
  if (customer == other) return true;
  ZUSAGE_ASSIGN_OR_RETURN(const auto names,
                          knowledge.OtherNamesAt(customer, knowledge.view().position));
  return std::find(names.begin(), names.end(), other) != names.end();
}

// Whom it was promised to, and who said it.
absl::Status CheckPeople(Knowledge& knowledge, const Promise& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto customer,
                          storage::CustomerRepository::AsOf(knowledge.tx(), promise.customer,
                                                            knowledge.view().position));
  if (!customer.has_value()) return NotFound("promise.customer", promise.customer);
  if (!promise.deal.empty()) {
    const std::string owner = promise.deal.substr(0, promise.deal.find("/deals/"));
    ZUSAGE_ASSIGN_OR_RETURN(const bool is_theirs, AreTheSame(knowledge, promise.customer, owner));
    ZUSAGE_ASSIGN_OR_RETURN(const directory::Deal* deal, knowledge.DealOf(promise.deal));
    if (!is_theirs || deal == nullptr) return NotFound("promise.deal", promise.deal);
  }
  const auto promiser = directory::LookUpPrincipal(knowledge.tx(), promise.promised_by);
  if (absl::IsNotFound(promiser.status())) {
    return NotFound("promise.promised_by", promise.promised_by);
  }
  return promiser.status();
}

absl::StatusOr<absl::Time> ReadMadeTime(const RecordPromiseInput& input, absl::Time recording,
                                        absl::TimeZone zone) {
  if (input.made_time.has_value() && input.made_date.has_value()) {
    return FieldError("promise.made_date", kOneMadeTime);
  }
  absl::Time made = recording;
  if (input.made_time.has_value()) made = *input.made_time;
  if (input.made_date.has_value()) made = MadeTimeOf(*input.made_date, recording, zone);
  if (made > recording) {
    return FieldError(input.made_date.has_value() ? "promise.made_date" : "promise.made_time",
                      kMadeInFuture);
  }
  return made;
}

bool Has(const review::Approval& approval, const std::vector<std::string>& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const std::string& id) {
    return std::any_of(approval.conditions.begin(), approval.conditions.end(),
                       [&](const review::Condition& condition) { return condition.id == id; });
  });
}

// The approval whose conditions were said along: of those that have them all, the newest known at
// `made_position`, or else the first one after it; "" if there is none.
std::string ApprovalCarrying(const review::RequestHistory& history,
                             const std::vector<std::string>& conditions, int64_t made_position) {
  std::string found;
  for (const review::Decision& decision : history.decisions) {
    if (!decision.approval.has_value() || !Has(*decision.approval, conditions)) continue;
    if (decision.position > made_position && !found.empty()) break;
    found = decision.approval->name;
  }
  return found;
}

absl::Status ResolveConditions(Knowledge& knowledge, std::string_view field, int64_t made_position,
                               Line& line) {
  if (line.carried_conditions.empty()) return absl::OkStatus();
  if (!intake::RequestOfItem(line.item).empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const ItemPlace place,
                            knowledge.PlaceOf(line.item, knowledge.view().position));
    if (place.history != nullptr) {
      line.carried_approval =
          ApprovalCarrying(*place.history, line.carried_conditions, made_position);
    }
  }
  if (!line.carried_approval.empty()) return absl::OkStatus();
  return FieldError(field, kUnknownCondition,
                    {{"conditions", absl::StrJoin(line.carried_conditions, ", ")}});
}

absl::Status CheckLine(Knowledge& knowledge, const Promise& promise, size_t index,
                       int64_t made_position, Line& line) {
  const std::string path = absl::StrCat("promise.lines[", index, "]");
  if (!line.item.empty()) {
    ZUSAGE_RETURN_IF_ERROR(CheckItem(knowledge, path + ".item", promise.product, line.item));
  }
  return ResolveConditions(knowledge, path + ".carried_conditions", made_position, line);
}

// Checks every line, so that the recorder learns at once of all that is wrong with them.
absl::Status CheckLines(Knowledge& knowledge, Promise& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t made_position, knowledge.MadePositionOf(promise));
  FieldErrors errors;
  for (size_t i = 0; i < promise.lines.size(); ++i) {
    const absl::Status status = CheckLine(knowledge, promise, i, made_position, promise.lines[i]);
    if (!status.ok() && !DetailsOf(status).has_value()) return status;
    errors.AddAll("", status);
  }
  return errors.status();
}

// Whether `promise` can take the place of the earlier one that it names as its `index`th.
absl::Status CheckSuperseded(Knowledge& knowledge, const directory::Caller& caller,
                             const Promise& promise, size_t index) {
  const std::string field = absl::StrCat("promise.supersedes[", index, "]");
  const std::string& name = promise.supersedes[index];
  const auto first = std::find(promise.supersedes.begin(), promise.supersedes.end(), name);
  if (first != promise.supersedes.begin() + static_cast<ptrdiff_t>(index)) {
    return FieldError(field, kDuplicate, {{"value", name}});
  }
  if (ProductOf(name) != promise.product) {
    return FieldError(field, kOtherProduct, {{"item", name}, {"product", promise.product}});
  }
  absl::StatusOr<Promise> earlier =
      storage::PromiseRepository::Get(knowledge.tx(), name, knowledge.view().position);
  if (absl::IsNotFound(earlier.status())) return NotFound(field, name);
  ZUSAGE_RETURN_IF_ERROR(earlier.status());
  ZUSAGE_ASSIGN_OR_RETURN(const bool same_customer,
                          AreTheSame(knowledge, promise.customer, earlier->customer));
  if (!same_customer) {
    return FieldError(field, kOtherCustomer, {{"promise", name}, {"customer", earlier->customer}});
  }
  if (earlier->promised_by != caller.subject() &&
      !caller.HasAny({directory::Role::kPresales, directory::Role::kProductManager},
                     promise.product)) {
    return Error(kNotYourPromise, {{"promise", name}, {"promised_by", earlier->promised_by}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged,
                          JudgePromise(knowledge, *std::move(earlier), Reasons::kNo));
  return CanHappen(CourseEvent::kSuperseded, judged.course)
             ? absl::OkStatus()
             : Error(kPromiseOver, {{"promise", name}});
}

absl::Status CheckAllSuperseded(Knowledge& knowledge, const directory::Caller& caller,
                                const Promise& promise) {
  for (size_t i = 0; i < promise.supersedes.size(); ++i) {
    ZUSAGE_RETURN_IF_ERROR(CheckSuperseded(knowledge, caller, promise, i));
  }
  return absl::OkStatus();
}

Promise PromiseOf(const storage::Unit& unit, const directory::Caller& caller,
                  const RecordPromiseInput& input, RandomSource& random) {
  Promise promise{
      .name = absl::StrCat(input.product, "/promises/", NewId(unit.commit_time(), random)),
      .product = input.product,
      .customer = input.customer,
      .deal = input.deal,
      .promised_by = input.promised_by.empty() ? caller.subject() : input.promised_by,
      .recorded_by = caller.principal,
      .create_time = unit.commit_time(),
      .source = input.source,
      .supersedes = input.supersedes,
      .position = unit.position()};
  for (const LineInput& line : input.lines) {
    promise.lines.push_back({.id = std::to_string(promise.lines.size() + 1),
                             .text = line.text,
                             .item = line.item,
                             .quantity = line.quantity,
                             .due = line.due,
                             .carried_conditions = line.carried_conditions});
  }
  return promise;
}

}  // namespace

absl::StatusOr<JudgedPromise> RecordPromise(storage::Unit& unit, const directory::Caller& caller,
                                            const RecordPromiseInput& input, RandomSource& random) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                          knowledge.StrategyAt(input.product, unit.position()));
  if (strategy == nullptr) return NotFound("parent", input.product);
  Promise promise = PromiseOf(unit, caller, input, random);
  ZUSAGE_RETURN_IF_ERROR(CheckPeople(knowledge, promise));
  ZUSAGE_ASSIGN_OR_RETURN(promise.made_time,
                          ReadMadeTime(input, unit.commit_time(), CalendarOf(strategy).zone));
  if (promise.recorded_late() && promise.source.empty()) {
    return FieldError("promise.source", kSourceRequired);
  }
  ZUSAGE_RETURN_IF_ERROR(CheckLines(knowledge, promise));
  ZUSAGE_RETURN_IF_ERROR(CheckAllSuperseded(knowledge, caller, promise));
  unit.Describe("RecordPromise", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::PromiseRepository::Add(unit, promise));
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
