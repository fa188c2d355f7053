// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_COPY_HEALTH_H_
#define ZUSAGE_SERVICES_RPC_COPY_HEALTH_H_

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"

namespace zusage::rpc {

// What is known of one copy of a peer from how it answered: so that a copy that hangs costs a few
// callers their patience, and not all of them. Thread-safe.
class CopyHealth {
 public:
  // How long a copy that is away is not asked again.
  static constexpr absl::Duration kAwayFor = absl::Seconds(1);
  // A copy that leaves so many questions in a row without an answer is away.
  static constexpr int kMaxSilences = 3;

  // Whether nobody is to ask it at `now`.
  bool IsAway(absl::Time now) const;
  // Whether the caller may ask it at `now`. Of a copy that was away for kAwayFor, one caller
  // finds out whether it is back; to the others it stays away for as long again.
  bool Enter(absl::Time now);

  // It answered, whatever it said.
  void NoteAnswer();
  // It cannot be reached, and is away from `now` on.
  void NoteRefusal(absl::Time now);
  // It did not answer for as long as one may expect it to; says whether it is away for that.
  bool NoteSilence(absl::Time now);

 private:
  std::atomic<int64_t> away_until_us_{0};  // 0 if it is not away
  std::atomic<int> silences_{0};           // in a row
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_COPY_HEALTH_H_
