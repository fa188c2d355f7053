// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_LIST_ENTRIES_H_
#define ZUSAGE_SERVICES_JOURNAL_LIST_ENTRIES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/journal/domain/entry.h"
#include "storage/journal/journal_repository.h"
#include "storage/store.h"

namespace zusage::journal {

inline constexpr int64_t kDefaultPageSize = 100;
inline constexpr int64_t kMaxPageSize = 1000;

struct ListEntriesQuery {
  int64_t after_position = 0;
  std::string resource_name;  // empty for all
  int64_t page_size = 0;      // kDefaultPageSize if 0, at most kMaxPageSize
};

// Entries in order of position, each with the parts that the caller may see. A page is full unless
// it is the last, when its position is the head's, or as many as fit into a message. Errors: those
// of the store.
absl::StatusOr<Page> ListEntries(storage::Store& store, const storage::JournalRepository& entries,
                                 const directory::Caller& caller, const ListEntriesQuery& query);

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_LIST_ENTRIES_H_
