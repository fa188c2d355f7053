// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/proto_values.h"

#include <cmath>
#include <cstdio>

#include "absl/strings/str_cat.h"

namespace zusage::cli {

type::v1::Date ToProto(Date date) {
  type::v1::Date proto;
  proto.set_year(static_cast<int32_t>(date.year()));
  proto.set_month(date.month());
  proto.set_day(date.day());
  return proto;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  const int64_t us = absl::ToUnixMicros(time);
  const int64_t seconds = us >= 0 ? us / 1'000'000 : -((-us + 999'999) / 1'000'000);
  google::protobuf::Timestamp proto;
  proto.set_seconds(seconds);
  proto.set_nanos(static_cast<int32_t>(us - seconds * 1'000'000) * 1000);
  return proto;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

std::string ForPeople(const type::v1::Date& date) {
  if (date.year() == 0) return "";
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year(), date.month(), date.day());
  return text;
}

std::string ForPeople(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0 && time.nanos() == 0) return "";
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", FromProto(time), absl::UTCTimeZone());
}

std::string DayForPeople(const google::protobuf::Timestamp& time) {
  return ForPeople(time).substr(0, sizeof "2026-03-04" - 1);
}

std::string ForPeople(const type::v1::Money& money) {
  if (money.currency_code().empty()) return "";
  std::string digits = std::to_string(money.units());
  for (int at = static_cast<int>(digits.size()) - 3; at > (money.units() < 0 ? 1 : 0); at -= 3) {
    digits.insert(static_cast<size_t>(at), ",");
  }
  return digits + " " + money.currency_code();
}

std::string ForPeople(const type::v1::Quantity& quantity) {
  if (quantity.value() == 0 && quantity.unit().empty()) return "";
  std::string text = absl::StrCat(quantity.value());
  if (!quantity.unit().empty()) text += " " + quantity.unit();
  return text;
}

std::string In(Language language, const type::v1::Text& text) {
  const bool german = language == Language::kGerman;
  const std::string& wanted = german ? text.de() : text.en();
  return wanted.empty() ? (german ? text.en() : text.de()) : wanted;
}

std::string Percent(double share) { return absl::StrCat(std::lround(share * 100), " %"); }

}  // namespace zusage::cli
