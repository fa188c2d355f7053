// SPDX-License-Identifier: Apache-2.0
#include "storage/fact_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "storage/migrate.h"
#include "storage/schema.h"

namespace zusage::storage {
namespace {

SqlType StoredAs(ColumnType type) {
  switch (type) {
    case ColumnType::kInt:
      return SqlType::kInt;
    case ColumnType::kReal:
      return SqlType::kReal;
    case ColumnType::kText:
    case ColumnType::kJson:
      break;
  }
  return SqlType::kText;
}

using Columns = std::map<std::string, SqlType, std::less<>>;

Columns SchemaOf(std::string_view table) {
  Columns columns;
  for (const SchemaTable& made : TablesOf(Migrations())) {
    if (made.name != table) continue;
    for (const SchemaTable::Column& column : made.columns) columns[column.name] = column.type;
  }
  return columns;
}

TEST(FactTablesTest, TablesAreWhatTheMigrationsMakeThem) {
  for (const FactTable* table : FactTables()) {
    Columns described = {{"fact", SqlType::kInt}};
    for (const Column& column : table->columns) {
      EXPECT_TRUE(described.emplace(column.name, StoredAs(column.type)).second)
          << table->name << "." << column.name << " twice";
    }
    EXPECT_EQ(described, SchemaOf(table->name)) << table->name;
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
