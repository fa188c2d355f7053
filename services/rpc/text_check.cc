// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/text_check.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace zusage::rpc {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101u;
constexpr uint64_t kHighBits = 0x8080808080808080u;

// Whether all eight bytes are from 0x20 to 0x7E. For bytes below 0x80, adding 0x01 sets the high
// bit of 0x7F alone, and subtracting 0x20 borrows into the high bit of what is below 0x20; the
// first test sees to it that no byte is above.
bool ArePrintableAscii(uint64_t bytes) {
  if ((bytes & kHighBits) != 0) return false;
  const uint64_t above = bytes + kOnes;
  const uint64_t below = (bytes | kHighBits) - kOnes * 0x20;
  return (above & kHighBits) == 0 && (below & kHighBits) == kHighBits;
}

bool IsCleanAscii(unsigned char c) {
  return c >= 0x20 ? c != 0x7F : c == '\t' || c == '\n' || c == '\r';
}

// The length of the well-formed character that starts at `at` with a byte from 0x80 on; 0 if it is
// none, or a control character.
size_t LengthOfCharacter(const unsigned char* at, size_t left) {
  const auto is_tail = [&](size_t i, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return i < left && at[i] >= low && at[i] <= high;
  };
  const unsigned char lead = at[0];
  if (lead == 0xC2) return is_tail(1, 0xA0) ? 2 : 0;  // U+0080 to U+009F are control characters
  if (lead > 0xC2 && lead <= 0xDF) return is_tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;   // overlong
    const unsigned char high = lead == 0xED ? 0x9F : 0xBF;  // surrogates
    return is_tail(1, low, high) && is_tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;   // overlong
    const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;  // beyond U+10FFFF
    return is_tail(1, low, high) && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool IsCleanText(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = at + text.size();
  while (at < end) {
    if (end - at >= 8) {
      uint64_t bytes;
      std::memcpy(&bytes, at, sizeof(bytes));
      if (ArePrintableAscii(bytes)) {
        at += 8;
        continue;
      }
    }
    if (*at < 0x80) {
      if (!IsCleanAscii(*at)) return false;
      ++at;
      continue;
    }
    const size_t length = LengthOfCharacter(at, static_cast<size_t>(end - at));
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace zusage::rpc
