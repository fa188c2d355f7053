// SPDX-License-Identifier: Apache-2.0
#include "storage/rehearsal.h"

#include <algorithm>

namespace zusage::storage {

Rehearsal::Rehearsal(ReadTransaction& tx, const Store::Head& head, absl::Time now)
    : tx_(tx), position_(head.position + 1), commit_time_(std::max(head.commit_time, now)) {}

absl::StatusOr<int64_t> Rehearsal::Insert(const FactTable& table, absl::Span<const Value> values,
                                          const KeyOwners& owners) {
  return position_ * kFactsPerEntry + facts_++;
}

}  // namespace zusage::storage
