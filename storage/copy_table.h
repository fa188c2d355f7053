// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_COPY_TABLE_H_
#define ZUSAGE_STORAGE_COPY_TABLE_H_

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/schema.h"

namespace zusage::storage {

enum class IfThere {
  kFail,  // a row with the same key is an error
  kKeep,  // it stays as it is
};

// Copies all rows of `table` from one database to the same table of another, within the
// transactions under way there; returns how many it read. What is held in memory at one time is
// bounded, however large the table. `copied`, if set, is told now and then how many there were.
// Errors: the engines'.
absl::StatusOr<int64_t> CopyTable(const SchemaTable& table, ReadTransaction& from, Connection& to,
                                  IfThere if_there,
                                  const std::function<void(int64_t rows)>& copied = nullptr);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_COPY_TABLE_H_
