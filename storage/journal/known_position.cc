// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/known_position.h"

#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

absl::StatusOr<absl::Time> CommitTimeOf(ReadTransaction& tx, int64_t position) {
  absl::Time commit_time = absl::UnixEpoch();
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT commit_time FROM journal_entries WHERE position = :position",
               {{"position", position}}, [&](const Row& row) {
                 commit_time = absl::FromUnixMicros(row.Int(0));
                 return absl::OkStatus();
               }));
  return commit_time;
}

}  // namespace

absl::StatusOr<Store::Head> NewestEntry(ReadTransaction& tx) {
  Store::Head head;
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT position, commit_time FROM journal_head WHERE id = 1", {},
                                  [&](const Row& row) {
                                    head = {row.Int(0), absl::FromUnixMicros(row.Int(1))};
                                    return absl::OkStatus();
                                  }));
  return head;
}

// Nearly always the answer is `last` itself, so it is tried first. Commit times rise with
// positions: the rest is bisection.
absl::StatusOr<Store::Head> EntryKnownAt(ReadTransaction& tx, absl::Time time, int64_t last) {
  if (last <= 0) return Store::Head{};
  ZUSAGE_ASSIGN_OR_RETURN(const absl::Time last_time, CommitTimeOf(tx, last));
  if (last_time <= time) return Store::Head{last, last_time};
  Store::Head known;
  int64_t unknown = last;
  while (unknown - known.position > 1) {
    const int64_t middle = known.position + (unknown - known.position) / 2;
    ZUSAGE_ASSIGN_OR_RETURN(const absl::Time middle_time, CommitTimeOf(tx, middle));
    if (middle_time <= time) {
      known = {middle, middle_time};
    } else {
      unknown = middle;
    }
  }
  return known;
}

}  // namespace zusage::storage
