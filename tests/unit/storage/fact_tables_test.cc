// SPDX-License-Identifier: Apache-2.0
#include "storage/fact_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using testing::TestStore;

std::string TypeName(ColumnType type) {
  switch (type) {
    case ColumnType::kInt:
      return "INTEGER";
    case ColumnType::kReal:
      return "REAL";
    case ColumnType::kText:
    case ColumnType::kJson:
      return "TEXT";
  }
  return "";
}

std::map<std::string, std::string> SchemaOf(TestStore& world, std::string_view table) {
  std::map<std::string, std::string> columns;
  EXPECT_TRUE(world
                  .Read([&](ReadTransaction& tx) {
                    return tx.Query("SELECT name, type FROM pragma_table_info(:name)",
                                    {{"name", table}}, [&](const Row& row) {
                                      columns.emplace(row.Text(0), row.Text(1));
                                      return absl::OkStatus();
                                    });
                  })
                  .ok());
  return columns;
}

TEST(FactTablesTest, TablesAreWhatTheMigrationsMadeThem) {
  TestStore world;
  for (const FactTable* table : FactTables()) {
    std::map<std::string, std::string> described = {{"fact", "INTEGER"}};
    for (const Column& column : table->columns) {
      EXPECT_TRUE(described.emplace(column.name, TypeName(column.type)).second)
          << table->name << "." << column.name << " twice";
    }
    EXPECT_EQ(described, SchemaOf(world, table->name)) << table->name;
  }
}

TEST(FactTablesTest, NoTableIsListedTwice) {
  std::set<std::string_view> names;
  for (const FactTable* table : FactTables()) {
    EXPECT_TRUE(names.insert(table->name).second) << table->name;
  }
}

}  // namespace
}  // namespace zusage::storage
