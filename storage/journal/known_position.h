// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_KNOWN_POSITION_H_
#define ZUSAGE_STORAGE_JOURNAL_KNOWN_POSITION_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"
#include "storage/store.h"

namespace zusage::storage {

// The newest entry that a reader sees; 0 and the epoch if there is none. Within a mutation the
// entries of its batch do not count: ask the Unit.
absl::StatusOr<Store::Head> NewestEntry(ReadTransaction& tx);

// The newest entry not after position `last` that was committed at `time` or earlier: what was
// known at that time; 0 and the epoch if there is none. Entries up to `last` must be visible to
// `tx`.
absl::StatusOr<Store::Head> EntryKnownAt(ReadTransaction& tx, absl::Time time, int64_t last);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_KNOWN_POSITION_H_
