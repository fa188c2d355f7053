// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SCHEMA_H_
#define ZUSAGE_STORAGE_SCHEMA_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "storage/migrate.h"

namespace zusage::storage {

enum class SqlType { kInt, kText, kReal, kBlob };

// A table as the migrations make it, whatever the engine.
struct SchemaTable {
  struct Column {
    std::string name;
    SqlType type;
  };
  std::string name;
  std::vector<Column> columns;
};

// The tables that `migrations` create, in their order. Understands what our own migrations say:
// CREATE TABLE with a column a line, its name first and then its type, and ALTER TABLE … ADD COLUMN
// on one line.
std::vector<SchemaTable> TablesOf(absl::Span<const Migration> migrations);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SCHEMA_H_
