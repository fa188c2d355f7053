// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_FAKE_CLOCK_H_
#define ZUSAGE_TESTS_SUPPORT_FAKE_CLOCK_H_

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "services/base/time.h"

namespace zusage::testing {

// A clock that stands still until a test moves it: 2026-01-15 09:00 UTC, a Thursday. Thread-safe.
class FakeClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::FromUnixMicros(micros_.load()); }
  void Set(absl::Time time) { micros_ = absl::ToUnixMicros(time); }
  void Advance(absl::Duration by) { micros_ += absl::ToInt64Microseconds(by); }

 private:
  std::atomic<int64_t> micros_{1768467600000000};
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_FAKE_CLOCK_H_
