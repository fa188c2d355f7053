// SPDX-License-Identifier: Apache-2.0
//
// What asking a second reader about requests and about elements has in common. Internal to the
// folder but for the budget and the figures.
#ifndef ZUSAGE_SERVICES_READER_ASKING_H_
#define ZUSAGE_SERVICES_READER_ASKING_H_

#include <atomic>
#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace zusage::reader {

// What a reader may take of one product in one day (UTC). Calls that fail count as well.
struct Budget {
  int64_t daily_calls = 200;
  int64_t daily_bytes = 2'000'000;  // of what is sent
};

// For metrics; what this process did, but for `waiting`.
struct ReaderFigures {
  std::atomic<int64_t> given{0};   // opinions
  std::atomic<int64_t> none{0};    // requests that get no opinion
  std::atomic<int64_t> reused{0};  // opinions that were known from the same question
  std::atomic<int64_t> failed{0};  // calls that gave neither opinion nor suggestions
  std::atomic<int64_t> sent_bytes{0};
  std::atomic<int64_t> over_budget{0};  // days of products that were used up
  std::atomic<int64_t> waiting{0};      // of all processes, as of the newest round
};

// A question is asked so often, if the reader is away.
inline constexpr int kMostCalls = 8;
// A reader that is away is not asked about everything that waits.
inline constexpr int kFailuresInARow = 3;
// Beyond the longest call: for what surrounds it.
inline constexpr absl::Duration kReserve = absl::Minutes(1);

// How long to wait after so many calls, at least as long as the reader wishes within reason.
absl::Duration PauseAfter(int calls, absl::Duration retry_after);

// When the day of `now` began.
absl::Time DayStart(absl::Time now);

// Whether `bytes` more in one more call about the product are beyond the budget of today. If so all
// of its questions wait for tomorrow.
absl::StatusOr<bool> WaitIfOverBudget(storage::WriteTransaction& tx, std::string_view product,
                                      int64_t bytes, const Budget& budget, absl::Time now);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_ASKING_H_
