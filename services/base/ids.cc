// SPDX-License-Identifier: Apache-2.0
#include "services/base/ids.h"

#include <sys/random.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace zusage {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kIdLength = 26;

// A system call for each id would cost more than the rest of it, so bytes are read in blocks.
constexpr size_t kBlock = 4096;

void FillFromKernel(char* bytes, size_t size) {
  while (size > 0) {
    const ssize_t got = getrandom(bytes, size, 0);
    if (got < 0) std::abort();  // EINTR cannot happen below 256 bytes; anything else is fatal.
    bytes += got;
    size -= static_cast<size_t>(got);
  }
}

}  // namespace

void SystemRandom::Fill(void* bytes, size_t size) {
  thread_local char block[kBlock];
  thread_local size_t used = kBlock;
  if (size > kBlock) return FillFromKernel(static_cast<char*>(bytes), size);
  if (kBlock - used < size) {
    for (size_t at = 0; at < kBlock; at += 256) FillFromKernel(block + at, 256);
    used = 0;
  }
  std::memcpy(bytes, block + used, size);
  std::memset(block + used, 0, size);  // what was handed out is not kept
  used += size;
}

std::string NewId(absl::Time now, RandomSource& random) {
  unsigned char bits[16];
  const uint64_t millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (int i = 0; i < 6; ++i) bits[i] = static_cast<unsigned char>(millis >> (40 - 8 * i));
  random.Fill(bits + 6, 10);
  std::string id(kIdLength, '0');
  // 128 bits in 26 digits of 5: the first digit holds the top 3.
  unsigned __int128 value = 0;
  for (unsigned char byte : bits) value = value << 8 | byte;
  for (size_t i = kIdLength; i-- > 0; value >>= 5)
    id[i] = kAlphabet[static_cast<size_t>(value & 31)];
  return id;
}

bool IsId(std::string_view text) {
  if (text.size() != kIdLength || text[0] > '7') return false;
  return text.find_first_not_of(kAlphabet) == text.npos;
}

std::string RandomBytes(size_t size, RandomSource& random) {
  std::string bytes(size, '\0');
  random.Fill(bytes.data(), size);
  return bytes;
}

}  // namespace zusage
