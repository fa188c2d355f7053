// SPDX-License-Identifier: Apache-2.0
#include "services/journal/list_entries.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/base/status_macros.h"
#include "services/journal/domain/access.h"
#include "services/journal/domain/page_size.h"

namespace zusage::journal {
namespace {

// Read at once, so that no more is read than fits into a page.
constexpr int64_t kReadAtOnce = 64;

// Adds what follows the page until it has `size` entries, or as many as fit, or there are no more.
absl::Status Fill(storage::ReadTransaction& tx, const storage::JournalRepository& entries,
                  const Filter& filter, const Access& access, int64_t size, Page& page) {
  do {
    const int64_t missing = size - static_cast<int64_t>(page.entries.size());
    ZUSAGE_ASSIGN_OR_RETURN(
        Page more, entries.List(tx, page.position, std::min(missing, kReadAtOnce), filter, access));
    page.entries.insert(page.entries.end(), std::make_move_iterator(more.entries.begin()),
                        std::make_move_iterator(more.entries.end()));
    page.position = more.position;
    page.head_position = more.head_position;
    if (Shorten(page)) return absl::OkStatus();
  } while (static_cast<int64_t>(page.entries.size()) < size && page.position < page.head_position);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Page> ListEntries(storage::Store& store, const storage::JournalRepository& entries,
                                 const directory::Caller& caller, const ListEntriesQuery& query) {
  const int64_t asked = query.page_size > 0 ? query.page_size : kDefaultPageSize;
  const int64_t size = std::min(asked, kMaxPageSize);
  const Filter filter{.resource = query.resource_name, .operations = {}, .tables = {}};
  Page page;
  ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) {
    page = {.entries = {},
            .after_position = query.after_position,
            .position = query.after_position,
            .head_position = 0};
    return Fill(tx, entries, filter, AccessOf(caller), size, page);
  }));
  return page;
}

}  // namespace zusage::journal
