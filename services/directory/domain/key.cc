// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/key.h"

#include <cstdint>

namespace zusage::directory {
namespace {

constexpr std::string_view kPrefix = "zsg_";
constexpr std::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr size_t kSecretBytes = 32;
constexpr size_t kSecretDigits = 52;
constexpr size_t kChecksumDigits = 7;

// CRC-32 as in ISO 3309; bit by bit, since tokens are made rarely.
uint32_t Crc32(std::string_view bytes) {
  uint32_t crc = 0xFFFFFFFFu;
  for (unsigned char byte : bytes) {
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1u)));
  }
  return ~crc;
}

// Digits of 5 bits, highest first; the last one is filled up with zeros.
std::string Base32(std::string_view bytes) {
  std::string digits;
  uint32_t bits = 0;
  int count = 0;
  for (unsigned char byte : bytes) {
    bits = bits << 8 | byte;
    for (count += 8; count >= 5; count -= 5) digits.push_back(kAlphabet[bits >> (count - 5) & 31]);
  }
  if (count > 0) digits.push_back(kAlphabet[bits << (5 - count) & 31]);
  return digits;
}

std::string Checksum(std::string_view text) {
  const uint32_t crc = Crc32(text);
  const char bytes[] = {static_cast<char>(crc >> 24), static_cast<char>(crc >> 16),
                        static_cast<char>(crc >> 8), static_cast<char>(crc)};
  return Base32(std::string_view(bytes, sizeof bytes));
}

}  // namespace

bool IsUsable(const Key& key, absl::Time now) {
  return !key.revoke_time.has_value() && (!key.expire_time.has_value() || now < *key.expire_time);
}

std::string MakeToken(RandomSource& random) {
  std::string token(kPrefix);
  token += Base32(RandomBytes(kSecretBytes, random));
  return token + Checksum(token);
}

bool IsToken(std::string_view text) {
  constexpr size_t kSize = kPrefix.size() + kSecretDigits + kChecksumDigits;
  if (text.size() != kSize || !text.starts_with(kPrefix)) return false;
  const size_t end = kSize - kChecksumDigits;
  return text.find_first_not_of(kAlphabet, kPrefix.size()) == text.npos &&
         text.substr(end) == Checksum(text.substr(0, end));
}

}  // namespace zusage::directory
