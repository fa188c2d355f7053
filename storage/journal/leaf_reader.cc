// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/leaf_reader.h"

#include <utility>

#include "services/base/status_macros.h"

namespace zusage::storage {

absl::StatusOr<std::vector<Leaf>> LeavesAfter(ReadTransaction& tx, int64_t after, int limit) {
  std::vector<Leaf> leaves;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT leaf FROM journal_entries WHERE position > :after ORDER BY position LIMIT :limit",
      {{"after", after}, {"limit", int64_t{limit}}}, [&](const Row& row) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(Leaf leaf, DecodeLeaf(row.Bytes(0)));
        leaves.push_back(std::move(leaf));
        return absl::OkStatus();
      }));
  return leaves;
}

}  // namespace zusage::storage
