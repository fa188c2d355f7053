// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_SEEDED_RANDOM_H_
#define ZUSAGE_TESTS_SUPPORT_SEEDED_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>

#include "services/base/ids.h"

namespace zusage::testing {

// The same bytes in every run. Thread-safe.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(uint64_t seed = 1) : engine_(seed) {}

  void Fill(void* bytes, size_t size) override {
    const std::scoped_lock lock(mutex_);
    auto* const out = static_cast<unsigned char*>(bytes);
    for (size_t i = 0; i < size; ++i) out[i] = static_cast<unsigned char>(engine_());
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_SEEDED_RANDOM_H_
