// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_LEAF_READER_H_
#define ZUSAGE_STORAGE_JOURNAL_LEAF_READER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/journal/leaf.h"

namespace zusage::storage {

// The headers of at most `limit` entries after position `after`, in their order. Errors: DATA_LOSS
// for what cannot be decoded.
absl::StatusOr<std::vector<Leaf>> LeavesAfter(ReadTransaction& tx, int64_t after, int limit);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_LEAF_READER_H_
