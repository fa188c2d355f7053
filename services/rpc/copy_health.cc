// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/copy_health.h"

namespace zusage::rpc {

bool CopyHealth::IsAway(absl::Time now) const {
  return absl::ToUnixMicros(now) < away_until_us_.load(std::memory_order_relaxed);
}

bool CopyHealth::Enter(absl::Time now) {
  int64_t until = away_until_us_.load(std::memory_order_relaxed);
  if (until == 0) return true;
  if (absl::ToUnixMicros(now) < until) return false;
  return away_until_us_.compare_exchange_strong(until, absl::ToUnixMicros(now + kAwayFor));
}

// Nothing is written where nothing changes: every call comes by here.
void CopyHealth::NoteAnswer() {
  if (silences_.load(std::memory_order_relaxed) != 0) silences_ = 0;
  if (away_until_us_.load(std::memory_order_relaxed) != 0) away_until_us_ = 0;
}

void CopyHealth::NoteRefusal(absl::Time now) {
  away_until_us_ = absl::ToUnixMicros(now + kAwayFor);
}

bool CopyHealth::NoteSilence(absl::Time now) {
  if (++silences_ < kMaxSilences) return false;
  NoteRefusal(now);
  return true;
}

}  // namespace zusage::rpc
