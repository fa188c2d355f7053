// SPDX-License-Identifier: Apache-2.0
#include "storage/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using ::testing::SizeIs;

TEST(SchemaTest, TablesAndColumnsAreReadFromTheMigrations) {
  const Migration migration{1, "one",
                            "-- CREATE TABLE no (x @INT)\n"
                            "CREATE TABLE a (\n"
                            "  id   @INT NOT NULL,\n"
                            "  name @TEXT,\n"
                            "  PRIMARY KEY (id, name)\n"
                            ") @CLUSTERED;\n"
                            "CREATE INDEX a_by_name ON a (name);\n"
                            "CREATE TABLE b (\n"
                            "  weight @REAL,\n"
                            "  body   @BLOB\n"
                            ");\n"};
  const std::vector<SchemaTable> tables = TablesOf({&migration, 1});
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_EQ(tables[0].name, "a");
  ASSERT_THAT(tables[0].columns, SizeIs(2));
  EXPECT_EQ(tables[0].columns[0].name, "id");
  EXPECT_EQ(tables[0].columns[0].type, SqlType::kInt);
  EXPECT_EQ(tables[0].columns[1].type, SqlType::kText);
  EXPECT_EQ(tables[1].name, "b");
  ASSERT_THAT(tables[1].columns, SizeIs(2));
  EXPECT_EQ(tables[1].columns[0].type, SqlType::kReal);
  EXPECT_EQ(tables[1].columns[1].type, SqlType::kBlob);
}

TEST(SchemaTest, EveryTableIsThereWithItsColumns) {
  testing::TestStore world;
  for (const SchemaTable& table : TablesOf(Migrations())) {
    ASSERT_FALSE(table.columns.empty()) << table.name;
    std::string names;
    for (const SchemaTable::Column& column : table.columns) {
      names += (names.empty() ? "" : ", ") + column.name;
    }
    EXPECT_GE(world.Number("SELECT COUNT(*) FROM (SELECT " + names + " FROM " + table.name + ") t"),
              0);
  }
}

}  // namespace
}  // namespace zusage::storage
