// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_WATCH_ENTRIES_H_
#define ZUSAGE_SERVICES_JOURNAL_WATCH_ENTRIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/journal/domain/entry.h"
#include "storage/journal/journal_repository.h"
#include "storage/store.h"

namespace zusage::journal {

// Entries in one message of the stream: enough to be fast, few enough to stay far below a message's
// size limit.
inline constexpr int64_t kWatchedAtOnce = 64;

struct WatchEntriesQuery {
  int64_t after_position = 0;
  std::vector<std::string> operations;  // empty for all
  std::vector<std::string> tables;      // facts of these alone; empty for all
};

// The next batch of a stream: the entries after `after_position` that fit, in order, with the parts
// that the caller may see. Does not wait; may be empty. The stream goes on from Page::position, at
// once while that is below Page::head_position, else when the store has news. Errors: the store's.
absl::StatusOr<Page> WatchEntries(storage::Store& store, const storage::JournalRepository& entries,
                                  const directory::Caller& caller, const WatchEntriesQuery& query);

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_WATCH_ENTRIES_H_
