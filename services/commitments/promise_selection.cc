// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/promise_selection.h"

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"

namespace zusage::commitments {

bool PromiseSelection::judged() const {
  return when_made != Standing::kUnspecified || now != Standing::kUnspecified ||
         course != Course::kUnspecified || lost_ground;
}

bool PromiseSelection::Fits(const JudgedPromise& promise) const {
  return (when_made == Standing::kUnspecified || when_made == promise.when_made) &&
         (now == Standing::kUnspecified || now == promise.now) &&
         (course == Course::kUnspecified || course == promise.course.course) &&
         (!lost_ground || promise.lost_ground());
}

absl::StatusOr<storage::PromiseFilter> FilterOf(Knowledge& knowledge,
                                                const PromiseSelection& selection,
                                                const std::string& product) {
  ZUSAGE_ASSIGN_OR_RETURN(const Calendar calendar,
                          knowledge.CalendarAt(product, knowledge.view().position));
  storage::PromiseFilter filter{
      .product = product, .customer = selection.customer, .promised_by = selection.promised_by};
  if (selection.made_from.has_value()) {
    filter.made_from = absl::FromCivil(absl::CivilSecond(*selection.made_from), calendar.zone);
  }
  if (selection.made_until.has_value()) {
    filter.made_until = EndOfDay(*selection.made_until, calendar.zone);
  }
  return filter;
}

std::string Describe(const PromiseSelection& selection) {
  const auto day = [](const std::optional<Date>& date) {
    return date.has_value() ? FormatDate(*date) : std::string("-");
  };
  return absl::StrCat(selection.customer, " ", selection.promised_by, " ", day(selection.made_from),
                      " ", day(selection.made_until), " ", static_cast<int>(selection.when_made),
                      static_cast<int>(selection.now), static_cast<int>(selection.course),
                      selection.lost_ground ? "L" : "");
}

}  // namespace zusage::commitments
