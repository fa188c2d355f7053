// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_BASE_TIME_H_
#define ZUSAGE_SERVICES_BASE_TIME_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace zusage {

// A day in the calendar, without time or zone.
using Date = absl::CivilDay;

// Where the time comes from. Thread-safe. Rules take an absl::Time; only the outermost layer asks.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

// The day "2026-11-21", or nothing if the text is not exactly a day that exists.
std::optional<Date> ParseDate(std::string_view text);

// "2026-11-21".
std::string FormatDate(Date date);

// RFC 3339 in UTC with microseconds: "2026-11-21T08:00:00.000000Z".
std::string FormatTime(absl::Time time);

// The last microsecond of `date` in `zone`: what a date without a time means.
absl::Time EndOfDay(Date date, absl::TimeZone zone);

// The day that `time` falls on in `zone`.
Date DayOf(absl::Time time, absl::TimeZone zone);

// The zone of an IANA name such as "Europe/Berlin", or nothing if unknown. Empty means UTC.
std::optional<absl::TimeZone> ParseTimeZone(std::string_view name);

// A quarter of a year, e.g. "2026-Q4". With a fiscal year that starts in another month than January
// the quarter is named after the calendar year in which its fiscal year ends.
struct Quarter {
  int year = 0;
  int number = 0;  // 1 to 4

  // First and last day, both inclusive.
  Date first_day(int fiscal_year_start_month = 1) const;
  Date last_day(int fiscal_year_start_month = 1) const;

  friend bool operator==(const Quarter&, const Quarter&) = default;
  friend auto operator<=>(const Quarter&, const Quarter&) = default;
};

Quarter QuarterOf(Date date, int fiscal_year_start_month = 1);

// "2026-Q4", also read in the forms "Q4 2026" and "2026Q4"; nothing if it is none.
std::optional<Quarter> ParseQuarter(std::string_view text);
std::string FormatQuarter(Quarter quarter);

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_TIME_H_
