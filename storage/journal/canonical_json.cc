// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/canonical_json.h"

#include <array>
#include <charconv>
#include <cmath>

namespace zusage::storage {
namespace {

template <typename Number>
void AppendNumber(Number number, std::string& out) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void AppendEscape(char c, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[c & 15];
  }
}

// The length of the well-formed sequence of two to four bytes at the start of `text`; 0 if there is
// none (Unicode table 3-7).
size_t SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto continues = [&](size_t i) { return (byte(i) & 0xc0) == 0x80; };
  const unsigned first = byte(0);
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const bool overlong = first == 0xe0 && byte(1) < 0xa0;
    const bool surrogate = first == 0xed && byte(1) > 0x9f;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const bool overlong = first == 0xf0 && byte(1) < 0x90;
    const bool beyond = first == 0xf4 && byte(1) > 0x8f;
    return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

constexpr std::array<bool, 256> MakeVerbatim() {
  std::array<bool, 256> verbatim{};
  for (int byte = 0x20; byte < 0x80; ++byte) verbatim[byte] = byte != '"' && byte != '\\';
  return verbatim;
}

// ASCII that needs no escape. A table, as this is asked for every byte that is journalled.
constexpr std::array<bool, 256> kVerbatim = MakeVerbatim();

bool IsVerbatim(char c) { return kVerbatim[static_cast<unsigned char>(c)]; }

}  // namespace

void AppendJson(int64_t number, std::string& out) { AppendNumber(number, out); }

bool AppendJson(double number, std::string& out) {
  if (!std::isfinite(number)) return false;
  AppendNumber(number + 0.0, out);  // which makes of -0.0 the zero that databases make of it
  return true;
}

bool AppendJson(std::string_view text, std::string& out) {
  out += '"';
  size_t copied = 0;
  size_t at = 0;
  while (at < text.size()) {
    if (IsVerbatim(text[at])) {
      ++at;
    } else if (static_cast<unsigned char>(text[at]) >= 0x80) {
      const size_t length = SequenceLength(text.substr(at));
      if (length == 0) return false;
      at += length;
    } else {
      if (text[at] == '\0') return false;
      out.append(text, copied, at - copied);
      AppendEscape(text[at], out);
      copied = ++at;
    }
  }
  out.append(text, copied);
  out += '"';
  return true;
}

}  // namespace zusage::storage
