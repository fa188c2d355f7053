// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/week.h"

namespace zusage::news {
namespace {

constexpr int kMailHour = 7;

absl::Time StartOf(Date day, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilSecond(day), zone);
}

}  // namespace

Week WeekOf(Date day, absl::TimeZone zone) {
  Week week;
  week.first_day = absl::PrevWeekday(day + 1, absl::Weekday::monday);
  week.last_day = week.first_day + 6;
  week.begin = StartOf(week.first_day, zone);
  week.end = StartOf(week.first_day + 7, zone) - absl::Microseconds(1);
  return week;
}

Week LastWholeWeek(absl::Time now, absl::TimeZone zone) {
  return WeekOf(DayOf(now, zone) - 7, zone);
}

absl::Time MailTimeOf(const Week& week, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilHour(week.last_day + 1) + kMailHour, zone);
}

}  // namespace zusage::news
