// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/value_formats.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"

namespace zusage::tables {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kNarrowSpace = "\u202F";

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }
std::string_view Std(absl::string_view text) { return {text.data(), text.size()}; }
std::string_view Trimmed(std::string_view text) {
  return Std(absl::StripAsciiWhitespace(Absl(text)));
}

// `text` with every kind of blank as a plain one.
std::string WithPlainBlanks(std::string_view text) {
  std::string plain;
  for (size_t i = 0; i < text.size();) {
    size_t length = 0;
    for (const std::string_view blank : {kNoBreakSpace, kNarrowSpace}) {
      if (text.substr(i, blank.size()) == blank) length = blank.size();
    }
    plain += length > 0 ? ' ' : text[i];
    i += std::max<size_t>(length, 1);
  }
  return plain;
}

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// "1234" of "1.234"; nothing if groups are not of three digits.
std::optional<std::string> WithoutThousands(std::string_view whole, char mark) {
  std::string digits;
  size_t from = 0;
  for (bool first = true;; first = false) {
    const size_t to = whole.find(mark, from);
    const std::string_view group = whole.substr(from, to == whole.npos ? to : to - from);
    const bool only = first && to == whole.npos;
    const bool sized = only || (first ? !group.empty() && group.size() <= 3 : group.size() == 3);
    if (!sized || !AllDigits(group)) return std::nullopt;
    digits += group;
    if (to == whole.npos) return digits;
    from = to + 1;
  }
}

// A number without blanks around it, sign and percent included.
std::optional<std::string> ReadPlain(std::string_view text, const NumberFormat& format) {
  std::string number;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    if (text[0] == '-') number = "-";
    text.remove_prefix(1);
  }
  const size_t point = text.find(format.decimal);
  const std::string_view fraction =
      point == text.npos ? std::string_view() : text.substr(point + 1);
  const std::optional<std::string> whole =
      WithoutThousands(text.substr(0, point), format.thousands);
  if (!whole.has_value() || !AllDigits(fraction) || (whole->empty() && fraction.empty())) {
    return std::nullopt;
  }
  number += whole->empty() ? "0" : *whole;
  if (!fraction.empty()) number += "." + std::string(fraction);
  return number;
}

// Takes the currency from either end of an amount; "" if there is none.
std::string TakeCurrency(std::string_view& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSigns = {
      {{"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"$", ""}}};
  for (const auto& [sign, code] : kSigns) {
    if (absl::StartsWith(Absl(text), Absl(sign))) {
      text = Trimmed(text.substr(sign.size()));
      return std::string(code);
    }
    if (absl::EndsWith(Absl(text), Absl(sign))) {
      text = Trimmed(text.substr(0, text.size() - sign.size()));
      return std::string(code);
    }
  }
  const auto is_code = [](std::string_view code) {
    return code.size() == 3 && std::all_of(code.begin(), code.end(), absl::ascii_isupper);
  };
  std::string code;
  if (is_code(text.substr(0, 3))) {
    code = text.substr(0, 3);
    text = Trimmed(text.substr(3));
  } else if (text.size() > 3 && is_code(text.substr(text.size() - 3))) {
    code = text.substr(text.size() - 3);
    text = Trimmed(text.substr(0, text.size() - 3));
  }
  return code;
}

// Takes `least` to `most` digits from the start of `text`.
std::optional<int> TakeDigits(std::string_view& text, size_t least, size_t most) {
  size_t length = 0;
  int value = 0;
  while (length < most && length < text.size() && absl::ascii_isdigit(text[length])) {
    value = value * 10 + (text[length++] - '0');
  }
  if (length < least) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

size_t RunLength(std::string_view pattern) {
  return std::min(pattern.find_first_not_of(pattern[0]), pattern.size());
}

// One part of a pattern, "MM" or a sign, against the text.
bool TakePart(std::string_view part, std::string_view& text, std::array<int, 3>& day) {
  const size_t field = std::string_view("YMD").find(part[0]);
  if (field == std::string_view::npos) {
    if (text.substr(0, part.size()) != part) return false;
    text.remove_prefix(part.size());
    return true;
  }
  const std::optional<int> digits = TakeDigits(text, part.size(), std::max<size_t>(2, part.size()));
  if (!digits.has_value()) return false;
  day[field] = *digits + (part == "YY" ? 2000 : 0);
  return true;
}

// Nothing, or what may stand behind a day: a time.
bool IsTimeOrNothing(std::string_view rest) {
  if (rest.empty()) return true;
  return (rest[0] == ' ' || rest[0] == 'T' || rest[0] == ',') && rest.size() > 1 &&
         rest.find_first_of("0123456789") != rest.npos;
}

std::optional<Date> ReadDayBy(std::string_view pattern, std::string_view text) {
  std::array<int, 3> day = {};
  while (!pattern.empty()) {
    const bool field = std::string_view("YMD").find(pattern[0]) != pattern.npos;
    const size_t length = field ? RunLength(pattern) : 1;
    if (!TakePart(pattern.substr(0, length), text, day)) return std::nullopt;
    pattern.remove_prefix(length);
  }
  if (!IsTimeOrNothing(text)) return std::nullopt;
  const Date date(day[0], day[1], day[2]);
  const bool exists = date.year() == day[0] && date.month() == day[1] && date.day() == day[2];
  return exists ? std::optional<Date>(date) : std::nullopt;
}

}  // namespace

std::optional<NumberFormat> NumberFormatOf(std::string_view example) {
  const std::string plain = WithPlainBlanks(example);
  if (plain.size() != 8 || !AllDigits(plain.substr(2, 3)) || plain[0] != '1') return std::nullopt;
  const NumberFormat format = {plain[5], plain[1]};
  const bool decimal_known = format.decimal == '.' || format.decimal == ',';
  const bool thousands_known = std::string_view("., '").find(format.thousands) != plain.npos;
  if (!decimal_known || !thousands_known || format.decimal == format.thousands) return std::nullopt;
  return format;
}

std::string ExampleOf(const NumberFormat& format) {
  return std::string("1") + format.thousands + "234" + format.decimal + "56";
}

std::optional<std::string> ReadNumber(std::string_view text, const NumberFormat& format) {
  const std::string plain = WithPlainBlanks(text);
  std::string_view rest = Trimmed(plain);
  const bool percent = !rest.empty() && rest.back() == '%';
  if (percent) rest = Trimmed(rest.substr(0, rest.size() - 1));
  std::optional<std::string> number = ReadPlain(rest, format);
  double value = 0;
  if (!percent || !number.has_value() || !absl::SimpleAtod(*number, &value)) return number;
  number = std::to_string(value / 100);
  number->erase(number->find_last_not_of('0') + 1);
  if (number->back() == '.') number->pop_back();
  return number;
}

std::optional<std::string> ReadAmount(std::string_view text, const NumberFormat& format,
                                      std::string_view currency) {
  const std::string plain = WithPlainBlanks(text);
  std::string_view rest = Trimmed(plain);
  std::string code = TakeCurrency(rest);
  if (code.empty()) code = Trimmed(currency);
  const std::optional<std::string> number = ReadPlain(rest, format);
  double value = 0;
  if (code.empty() || !number.has_value() || !absl::SimpleAtod(*number, &value) ||
      std::abs(value) > 1e15) {
    return std::nullopt;
  }
  return std::to_string(std::llround(value)) + " " + code;
}

bool IsDayPattern(std::string_view pattern) {
  std::array<int, 3> seen = {};
  while (!pattern.empty()) {
    const size_t field = std::string_view("YMD").find(pattern[0]);
    const size_t length = field == pattern.npos ? 1 : RunLength(pattern);
    if (field != pattern.npos) {
      const bool sized = field == 0 ? length == 2 || length == 4 : length <= 2;
      if (!sized || ++seen[field] > 1) return false;
    } else if (absl::ascii_isalnum(pattern[0])) {
      return false;
    }
    pattern.remove_prefix(length);
  }
  return seen == std::array<int, 3>{1, 1, 1};
}

std::optional<Date> ReadDay(std::string_view text, const std::vector<std::string>& patterns) {
  const std::string plain = WithPlainBlanks(text);
  for (const std::string& pattern : patterns) {
    if (const auto day = ReadDayBy(pattern, Trimmed(plain)); day.has_value()) return day;
  }
  return ReadDayBy("YYYY-MM-DD", Trimmed(plain));
}

std::optional<bool> ReadYesOrNo(std::string_view text) {
  const std::string word = absl::AsciiStrToLower(Absl(Trimmed(text)));
  for (const std::string_view yes : {"true", "yes", "y", "1", "x", "ja", "j", "wahr"}) {
    if (word == yes) return true;
  }
  for (const std::string_view no : {"false", "no", "n", "0", "nein", "falsch"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

}  // namespace zusage::tables
