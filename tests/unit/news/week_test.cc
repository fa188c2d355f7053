// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/week.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zusage::news {
namespace {

absl::TimeZone Zone(const std::string& name) { return *ParseTimeZone(name); }

TEST(WeekTest, RunsFromMondayToSunday) {
  const absl::TimeZone berlin = Zone("Europe/Berlin");
  for (int day = 12; day <= 18; ++day) {
    const Week week = WeekOf(Date(2026, 1, day), berlin);
    EXPECT_EQ(week.first_day, Date(2026, 1, 12));
    EXPECT_EQ(week.last_day, Date(2026, 1, 18));
  }
  EXPECT_EQ(WeekOf(Date(2026, 1, 11), berlin).last_day, Date(2026, 1, 11));
  EXPECT_EQ(zusage::FormatTime(WeekOf(Date(2026, 1, 15), berlin).begin),
            "2026-01-11T23:00:00.000000Z");
  EXPECT_EQ(zusage::FormatTime(WeekOf(Date(2026, 1, 15), berlin).end),
            "2026-01-18T22:59:59.999999Z");
}

TEST(WeekTest, IsAnHourShorterOrLongerWhenClocksChange) {
  const absl::TimeZone berlin = Zone("Europe/Berlin");
  const Week spring = WeekOf(Date(2026, 3, 29), berlin);
  const Week autumn = WeekOf(Date(2026, 10, 25), berlin);
  EXPECT_EQ(spring.end - spring.begin + absl::Microseconds(1), absl::Hours(167));
  EXPECT_EQ(autumn.end - autumn.begin + absl::Microseconds(1), absl::Hours(169));
  EXPECT_EQ(zusage::FormatTime(MailTimeOf(spring, berlin)), "2026-03-30T05:00:00.000000Z");
  EXPECT_EQ(zusage::FormatTime(MailTimeOf(autumn, berlin)), "2026-10-26T06:00:00.000000Z");
}

TEST(WeekTest, SundayWithoutMidnightIsPartOfIt) {
  // In Beirut clocks go from midnight to one o'clock.
  const absl::TimeZone beirut = Zone("Asia/Beirut");
  const Week week = WeekOf(Date(2026, 3, 29), beirut);
  EXPECT_EQ(week.end - week.begin + absl::Microseconds(1), absl::Hours(167));
  EXPECT_EQ(DayOf(week.end, beirut), week.last_day);
}

TEST(WeekTest, LastWholeWeekIsOver) {
  const absl::TimeZone berlin = Zone("Europe/Berlin");
  const Week week = WeekOf(Date(2026, 1, 15), berlin);
  EXPECT_EQ(LastWholeWeek(week.end, berlin).first_day, Date(2026, 1, 5));
  EXPECT_EQ(LastWholeWeek(week.end + absl::Microseconds(1), berlin), week);
}

TEST(WeekTest, WeeksFollowEachOtherWithoutGaps) {
  EXPECT_TRUE(rc::check("the next week begins a microsecond after", [] {
    const absl::TimeZone zone =
        Zone(*rc::gen::element<std::string>("UTC", "Europe/Berlin", "America/Sao_Paulo",
                                            "Asia/Beirut", "Pacific/Apia", "Asia/Kathmandu"));
    const Date day = Date(2005, 1, 1) + *rc::gen::inRange(0, 12'000);
    const Week week = WeekOf(day, zone);
    const Week next = WeekOf(week.last_day + 1, zone);
    RC_ASSERT(week.end + absl::Microseconds(1) == next.begin);
    RC_ASSERT(week.first_day <= day && day <= week.last_day);
    RC_ASSERT(LastWholeWeek(next.begin, zone) == week);
    RC_ASSERT(MailTimeOf(week, zone) > week.end);
  }));
}

}  // namespace
}  // namespace zusage::news
