// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_TABLES_TABLE_WRITER_H_
#define ZUSAGE_CLIENTS_TABLES_TABLE_WRITER_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/time.h"

namespace zusage::tables {

// What stands in a cell: nothing, text, a whole number, a number, yes or no, a day, a moment.
using Cell = std::variant<std::monostate, std::string, int64_t, double, bool, Date, absl::Time>;

// How wide a column is shown, in characters.
struct ColumnHead {
  std::string name;
  int width = 12;
};

// A table that is written row by row and never held. Not thread-safe.
class TableWriter {
 public:
  virtual ~TableWriter() = default;
  // Once, and first.
  virtual absl::Status Begin(const std::vector<ColumnHead>& columns) = 0;
  virtual absl::Status Add(const std::vector<Cell>& row) = 0;
  // Once, and last: only now is the table whole.
  virtual absl::Status Finish() = 0;
};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_TABLE_WRITER_H_
