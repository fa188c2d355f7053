// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_MARK_NOTICES_READ_H_
#define ZUSAGE_SERVICES_NEWS_MARK_NOTICES_READ_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::news {

struct MarkNoticesReadInput {
  std::vector<std::string> names;  // "principals/…/notices/01J…"
  std::string up_to;               // the same; all up to and with it
};

// Marks some of the caller's notices as read, and returns how many were not. Those that are read
// keep the time at which they were. It changes no fact. Errors: NO_NOTICES if neither is given;
// NOT_FOUND for a notice that is not the caller's, and then none is marked.
absl::StatusOr<int> MarkNoticesRead(storage::Unit& unit, const directory::Caller& caller,
                                    const MarkNoticesReadInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_MARK_NOTICES_READ_H_
