// SPDX-License-Identifier: Apache-2.0
#include "services/base/time.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace zusage {
namespace {

// The decimal number that `text` consists of, or -1.
int ParseDigits(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int value = 0;
  for (char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> ParseDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = ParseDigits(text.substr(0, 4));
  const int month = ParseDigits(text.substr(5, 2));
  const int day = ParseDigits(text.substr(8, 2));
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const Date date(year, month, day);
  // CivilDay normalises 30 February to 2 March; a day that changes does not exist.
  if (date.year() != year || date.month() != month || date.day() != day) return std::nullopt;
  return date;
}

std::string FormatDate(Date date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
}

std::string FormatTime(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

absl::Time EndOfDay(Date date, absl::TimeZone zone) {
  return absl::FromCivil(absl::CivilSecond(date + 1), zone) - absl::Microseconds(1);
}

Date DayOf(absl::Time time, absl::TimeZone zone) { return absl::ToCivilDay(time, zone); }

std::optional<absl::TimeZone> ParseTimeZone(std::string_view name) {
  if (name.empty()) return absl::UTCTimeZone();
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(absl::string_view(name.data(), name.size()), &zone)) return std::nullopt;
  return zone;
}

Quarter QuarterOf(Date date, int fiscal_year_start_month) {
  const int shift = (date.month() - fiscal_year_start_month + 12) % 12;
  int year = static_cast<int>(date.year());
  if (fiscal_year_start_month > 1 && date.month() >= fiscal_year_start_month) ++year;
  return Quarter{year, shift / 3 + 1};
}

Date Quarter::first_day(int fiscal_year_start_month) const {
  const int start_year = fiscal_year_start_month > 1 ? year - 1 : year;
  const absl::CivilMonth first =
      absl::CivilMonth(start_year, fiscal_year_start_month) + 3 * (number - 1);
  return Date(first);
}

Date Quarter::last_day(int fiscal_year_start_month) const {
  return Date(absl::CivilMonth(first_day(fiscal_year_start_month)) + 3) - 1;
}

std::optional<Quarter> ParseQuarter(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  std::string_view year;
  std::string_view number;
  if (text.size() == 7 && (text[4] == '-' || text[4] == ' ') &&
      (text[5] == 'Q' || text[5] == 'q')) {
    year = text.substr(0, 4), number = text.substr(6);
  } else if (text.size() == 6 && (text[4] == 'Q' || text[4] == 'q')) {
    year = text.substr(0, 4), number = text.substr(5);
  } else if (text.size() == 7 && (text[0] == 'Q' || text[0] == 'q') &&
             (text[2] == ' ' || text[2] == '-')) {
    year = text.substr(3), number = text.substr(1, 1);
  } else {
    return std::nullopt;
  }
  const Quarter quarter{ParseDigits(year), ParseDigits(number)};
  if (quarter.year < 1 || quarter.number < 1 || quarter.number > 4) return std::nullopt;
  return quarter;
}

std::string FormatQuarter(Quarter quarter) {
  return absl::StrFormat("%04d-Q%d", quarter.year, quarter.number);
}

}  // namespace zusage
