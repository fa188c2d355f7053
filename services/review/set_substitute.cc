// SPDX-License-Identifier: Apache-2.0
#include "services/review/set_substitute.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"
#include "services/review/own_absence.h"
#include "storage/deciders.h"
#include "storage/strategy_repository.h"
#include "storage/substitute_repository.h"
#include "storage/visible_products.h"

namespace zusage::review {
namespace {

// The earliest day that it is now where both manage a product; nothing if there is no such product.
absl::StatusOr<std::optional<Date>> TodayOfBoth(storage::ReadTransaction& tx,
                                                const SetSubstituteInput& input, absl::Time now) {
  const directory::Caller everybody{
      .grants = {{directory::Role::kLeader, std::string(directory::kAllProducts)}}};
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(tx, everybody, {directory::Role::kLeader}, directory::kAllProducts));
  storage::Deciders deciders(tx);
  std::optional<Date> today;
  for (const std::string& product : products) {
    ZUSAGE_ASSIGN_OR_RETURN(const bool one, deciders.IsManager(input.principal, product));
    ZUSAGE_ASSIGN_OR_RETURN(const bool other, deciders.IsManager(input.substitute, product));
    if (!one || !other) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                            storage::StrategyRepository::Current(tx, product));
    const Date day =
        DayOf(now, ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone()));
    today = today.has_value() ? std::min(*today, day) : day;
  }
  return today;
}

absl::Status CheckDays(const SetSubstituteInput& input, Date today) {
  if (input.last_day < input.first_day) {
    return FieldError(
        "last_day", kEndsBeforeItBegins,
        {{"first_day", FormatDate(input.first_day)}, {"last_day", FormatDate(input.last_day)}});
  }
  if (input.first_day < today) {
    return FieldError("first_day", kAbsencePast,
                      {{"value", FormatDate(input.first_day)}, {"today", FormatDate(today)}});
  }
  return absl::OkStatus();
}

absl::Status CheckNoOther(storage::ReadTransaction& tx, const SetSubstituteInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Substitute> others,
                          storage::SubstituteRepository::Of(tx, input.principal, input.first_day));
  for (const Substitute& other : others) {
    if (other.first_day > input.last_day) continue;
    return Error(kAbsenceOverlaps, {{"substitute", other.substitute},
                                    {"first_day", FormatDate(other.first_day)},
                                    {"last_day", FormatDate(other.last_day)},
                                    {"resource", other.name}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Substitute> SetSubstitute(storage::Unit& unit, const directory::Caller& caller,
                                         const SetSubstituteInput& input, RandomSource& random) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_RETURN_IF_ERROR(CheckOwnAbsence(caller, input.principal));
  if (input.principal == input.substitute) {
    return FieldError("substitute", kSubstitutesThemselves, {{"principal", input.principal}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> today,
                          TodayOfBoth(tx, input, unit.commit_time()));
  if (!today.has_value()) {
    return FieldError("substitute", kNoCommonProduct,
                      {{"principal", input.principal}, {"substitute", input.substitute}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckDays(input, *today));
  ZUSAGE_RETURN_IF_ERROR(CheckNoOther(tx, input));
  const Substitute substitute{
      .name = input.principal + "/substitutes/" + NewId(unit.commit_time(), random),
      .principal = input.principal,
      .substitute = input.substitute,
      .first_day = input.first_day,
      .last_day = input.last_day,
      .set_by = caller.subject()};
  unit.Describe("SetSubstitute", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::SubstituteRepository::Record(unit, substitute));
  return substitute;
}

}  // namespace zusage::review
