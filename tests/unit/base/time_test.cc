// SPDX-License-Identifier: Apache-2.0
#include "services/base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace zusage {
namespace {

TEST(DateTest, DaysThatExistAreRead) {
  EXPECT_EQ(ParseDate("2026-11-21"), Date(2026, 11, 21));
  EXPECT_EQ(ParseDate("2024-02-29"), Date(2024, 2, 29));
  EXPECT_EQ(ParseDate("0001-01-01"), Date(1, 1, 1));
}

TEST(DateTest, DaysThatDoNotExistAreNot) {
  for (const char* text :
       {"2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31", "2026-1-1",
        "2026/01/01", "", "20260101", "2026-01-011", "-026-01-01", "2026-01-1x", "0000-01-01"}) {
    EXPECT_FALSE(ParseDate(text).has_value()) << text;
  }
}

RC_GTEST_PROP(DateTest, WhatIsWrittenIsRead, ()) {
  const Date date = Date(1, 1, 1) + *rc::gen::inRange(0, 3650000);
  RC_ASSERT(ParseDate(FormatDate(date)) == date);
}

TEST(TimeTest, TimesAreWrittenInUtcWithMicroseconds) {
  EXPECT_EQ(zusage::FormatTime(absl::FromUnixMicros(1768467600000001)),
            "2026-01-15T09:00:00.000001Z");
}

TEST(TimeTest, DayEndsInItsZone) {
  const absl::TimeZone berlin = *ParseTimeZone("Europe/Berlin");
  // The clock goes back on this day, which has 25 hours.
  EXPECT_EQ(zusage::FormatTime(EndOfDay(Date(2026, 10, 25), berlin)),
            "2026-10-25T22:59:59.999999Z");
  EXPECT_EQ(zusage::FormatTime(EndOfDay(Date(2026, 7, 1), absl::UTCTimeZone())),
            "2026-07-01T23:59:59.999999Z");
}

TEST(TimeTest, DayOfATimeDependsOnTheZone) {
  const absl::Time time = absl::FromUnixSeconds(1782864000);  // 2026-07-01 00:00 UTC
  EXPECT_EQ(DayOf(time, absl::UTCTimeZone()), Date(2026, 7, 1));
  EXPECT_EQ(DayOf(time, *ParseTimeZone("America/New_York")), Date(2026, 6, 30));
}

TEST(TimeZoneTest, EmptyIsUtcAndUnknownIsNothing) {
  EXPECT_EQ(ParseTimeZone(""), absl::UTCTimeZone());
  EXPECT_FALSE(ParseTimeZone("Europe/Atlantis").has_value());
}

TEST(QuarterTest, QuarterIsReadInThreeForms) {
  const Quarter expected{2026, 4};
  for (const char* text : {"2026-Q4", "Q4 2026", "2026Q4", " 2026-q4 ", "Q4-2026", "2026 Q4"}) {
    EXPECT_EQ(ParseQuarter(text), expected) << text;
  }
  for (const char* text : {"2026-Q5", "2026-Q0", "2026", "Q4", "", "26-Q4", "soon", "xxxx-Q1"}) {
    EXPECT_FALSE(ParseQuarter(text).has_value()) << text;
  }
  EXPECT_EQ(FormatQuarter(expected), "2026-Q4");
}

TEST(QuarterTest, CalendarQuarterHasItsDays) {
  const Quarter quarter{2026, 4};
  EXPECT_EQ(quarter.first_day(), Date(2026, 10, 1));
  EXPECT_EQ(quarter.last_day(), Date(2026, 12, 31));
}

TEST(QuarterTest, FiscalYearIsNamedAfterTheYearItEndsIn) {
  EXPECT_EQ(QuarterOf(Date(2026, 10, 1), 10), (Quarter{2027, 1}));
  EXPECT_EQ(QuarterOf(Date(2026, 9, 30), 10), (Quarter{2026, 4}));
  EXPECT_EQ((Quarter{2027, 1}).first_day(10), Date(2026, 10, 1));
}

RC_GTEST_PROP(QuarterTest, EveryDayLiesInItsQuarter, ()) {
  const Date date = Date(1990, 1, 1) + *rc::gen::inRange(0, 30000);
  const int month = *rc::gen::inRange(1, 13);
  const Quarter quarter = QuarterOf(date, month);
  RC_ASSERT(quarter.first_day(month) <= date);
  RC_ASSERT(date <= quarter.last_day(month));
}

}  // namespace
}  // namespace zusage
