// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_CONTRACT_TABLE_CONTENTS_H_
#define ZUSAGE_TESTS_CONTRACT_TABLE_CONTENTS_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/connection.h"
#include "storage/schema.h"

namespace zusage::testing {

inline std::string Show(const storage::Row& row, int column, storage::SqlType type) {
  if (row.IsNull(column)) return "null";
  if (type == storage::SqlType::kInt) return absl::StrCat(row.Int(column));
  if (type == storage::SqlType::kReal) return absl::StrCat(row.Real(column));
  const std::string bytes(type == storage::SqlType::kText ? row.Text(column) : row.Bytes(column));
  return absl::StrCat("'", bytes, "'");
}

// All rows of some tables, by table, in an order of their own.
using Contents = std::map<std::string, std::vector<std::string>>;

inline Contents ContentsOf(storage::Engine& engine,
                           const std::vector<storage::SchemaTable>& tables) {
  Contents contents;
  const auto connection = engine.Connect(storage::Access::kRead).value();
  for (const storage::SchemaTable& table : tables) {
    std::string columns;
    for (const auto& column : table.columns) columns += (columns.empty() ? "" : ", ") + column.name;
    std::vector<std::string>& rows = contents[table.name];
    const absl::Status status = connection->Query(
        absl::StrCat("SELECT ", columns, " FROM ", table.name), {}, [&](const storage::Row& row) {
          std::string& shown = rows.emplace_back();
          for (size_t i = 0; i < table.columns.size(); ++i) {
            shown += Show(row, static_cast<int>(i), table.columns[i].type) + "|";
          }
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    std::ranges::sort(rows);
  }
  return contents;
}

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_CONTRACT_TABLE_CONTENTS_H_
