// SPDX-License-Identifier: Apache-2.0
#include "services/journal/watch_entries.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/journal/domain/access.h"
#include "services/journal/domain/page_size.h"

namespace zusage::journal {

absl::StatusOr<Page> WatchEntries(storage::Store& store, const storage::JournalRepository& entries,
                                  const directory::Caller& caller, const WatchEntriesQuery& query) {
  const Filter filter{.resource = "", .operations = query.operations, .tables = query.tables};
  Page page;
  ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(
        page, entries.List(tx, query.after_position, kWatchedAtOnce, filter, AccessOf(caller)));
    return absl::OkStatus();
  }));
  Shorten(page);
  return page;
}

}  // namespace zusage::journal
