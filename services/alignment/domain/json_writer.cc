// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/json_writer.h"

#include <unicode/utf8.h>

#include <charconv>
#include <cmath>

namespace zusage::alignment {
namespace {

void Escape(unsigned char c, std::string& json) {
  constexpr std::string_view kHex = "0123456789abcdef";
  json.push_back('\\');
  if (c == '"' || c == '\\') {
    json.push_back(static_cast<char>(c));
  } else {
    json += "u00";
    json.push_back(kHex[c >> 4]);
    json.push_back(kHex[c & 15]);
  }
}

}  // namespace

void JsonWriter::Value(double number) {
  Separate();
  char digits[32];
  const std::to_chars_result result =
      std::to_chars(digits, digits + sizeof(digits), std::isfinite(number) ? number : 0);
  json_.append(digits, static_cast<size_t>(result.ptr - digits));
}

// Bytes that are no UTF-8 become U+FFFD, so that what was written can be read.
void JsonWriter::Quote(std::string_view text) {
  json_.push_back('"');
  size_t copied = 0;
  for (size_t i = 0; i < text.size();) {
    const size_t start = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, text.size(), c);
    if (c >= 0x20 && c != '"' && c != '\\') continue;
    json_.append(text, copied, start - copied);
    copied = i;
    if (c < 0) {
      json_ += "\xEF\xBF\xBD";
    } else {
      Escape(static_cast<unsigned char>(c), json_);
    }
  }
  json_.append(text, copied);
  json_.push_back('"');
}

}  // namespace zusage::alignment
