// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_BASE_IDS_H_
#define ZUSAGE_SERVICES_BASE_IDS_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/time/time.h"

namespace zusage {

// Where randomness comes from. Thread-safe.
class RandomSource {
 public:
  virtual ~RandomSource() = default;
  // Fills `size` bytes at `bytes` with random ones fit for secrets.
  virtual void Fill(void* bytes, size_t size) = 0;
};

// The kernel's random numbers, read in blocks.
class SystemRandom final : public RandomSource {
 public:
  void Fill(void* bytes, size_t size) override;
};

// A new id: 26 characters of Crockford's base 32 (0-9 A-Z without I L O U): 48 bits of Unix
// milliseconds, then 80 random bits. Ids sort by time.
std::string NewId(absl::Time now, RandomSource& random);

// Whether `text` has the form of NewId().
bool IsId(std::string_view text);

// `size` random bytes.
std::string RandomBytes(size_t size, RandomSource& random);

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_IDS_H_
