// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_DOMAIN_PAGE_SIZE_H_
#define ZUSAGE_SERVICES_JOURNAL_DOMAIN_PAGE_SIZE_H_

#include <cstddef>

#include "services/journal/domain/entry.h"

namespace zusage::journal {

// What a page holds at most, unless a single entry holds more: clients take messages of 4 MiB by
// default, and the greatest entry is less than that.
inline constexpr size_t kMaxPageBytes = 1 << 20;

// Takes as many entries off the page's end as are too many for one message; the page ends with
// those that stay. Returns whether any went.
bool Shorten(Page& page);

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_DOMAIN_PAGE_SIZE_H_
