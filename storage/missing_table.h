// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_MISSING_TABLE_H_
#define ZUSAGE_STORAGE_MISSING_TABLE_H_

#include "absl/status/status.h"
#include "absl/strings/cord.h"

namespace zusage::storage {

inline constexpr char kMissingTableMark[] = "zusage.storage/missing_table";

// For drivers: the error of a statement that names a table which is not there. To callers it is an
// internal error like any other.
inline absl::Status MissingTable(absl::Status error) {
  error.SetPayload(kMissingTableMark, absl::Cord());
  return error;
}

// Whether a statement failed for that, and not for a right that it lacks or anything else.
inline bool IsMissingTable(const absl::Status& error) {
  return error.GetPayload(kMissingTableMark).has_value();
}

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_MISSING_TABLE_H_
