// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/issue_clearance.h"

#include <array>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "services/commitments/check_clearance.h"
#include "services/commitments/domain/errors.h"
#include "services/commitments/knowledge.h"
#include "storage/clearance_repository.h"

namespace zusage::commitments {
namespace {

// By Standing, as the contract calls them.
constexpr std::array<std::string_view, 6> kStandingNames = {
    "UNSPECIFIED", "COVERED", "EXCEEDS", "PENDING", "UNREQUESTED", "AGAINST_DECISION"};

absl::StatusOr<absl::Time> ExpiryOf(const IssueClearanceInput& input, absl::Time now) {
  const absl::Time expires = input.expire_time.value_or(now + kClearanceDefault);
  if (expires < now + kClearanceShortest || expires > now + kClearanceLongest) {
    return FieldError("expire_time", kExpiryOutOfRange);
  }
  return expires;
}

// What the answer rests on, and what must be said along.
void RestOn(const AllowanceTerms& terms, IssuedClearance& clearance) {
  clearance.basis_kind = terms.kind;
  clearance.basis = terms.name;
  clearance.conditions_of = terms.conditions_of;
  for (const review::Condition& condition : terms.conditions) {
    if (condition.state == review::Condition::State::kOpen) {
      clearance.conditions.push_back(condition);
    }
  }
}

}  // namespace

absl::StatusOr<ClearanceView> IssueClearance(storage::Unit& unit, const directory::Caller& caller,
                                             const IssueClearanceInput& input,
                                             RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const absl::Time expire_time, ExpiryOf(input, unit.commit_time()));
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(CheckedClearance checked,
                          CheckClearance(knowledge, {.product = input.product,
                                                     .customer = input.customer,
                                                     .item = input.item,
                                                     .by = input.by,
                                                     .quantity = input.quantity}));
  if (!checked.answer.may_promise()) {
    const auto standing = static_cast<size_t>(checked.answer.standing.standing);
    return Error(kNotCleared, {{"standing", std::string(kStandingNames[standing])}});
  }
  IssuedClearance clearance{
      .name = absl::StrCat(input.product, "/clearances/", NewId(unit.commit_time(), random)),
      .product = input.product,
      .customer = input.customer,
      .item = input.item,
      .quantity = input.quantity,
      .by = input.by,
      .issued_to = caller.subject(),
      .recorded_by = caller.principal,
      .issue_time = unit.commit_time(),
      .expire_time = expire_time,
      .position = unit.position()};
  RestOn(*checked.answer.allowance, clearance);
  unit.Describe("IssueClearance", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::ClearanceRepository::Add(unit, clearance));
  return ClearanceView{std::move(clearance), std::move(checked.answer.guidance)};
}

}  // namespace zusage::commitments
