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

TEST(SchemaTest, ColumnsThatCameLaterBelongToTheirTable) {
  const Migration migrations[] = {
      {1, "one", "CREATE TABLE a (\n  id @INT NOT NULL\n);\nCREATE TABLE b (\n  id @INT\n);\n"},
      {2, "two",
       "ALTER TABLE a ADD COLUMN due @INT NOT NULL DEFAULT 0;\n"
       "ALTER TABLE a ADD COLUMN note @TEXT;\n"}};
  const std::vector<SchemaTable> tables = TablesOf(migrations);
  ASSERT_THAT(tables, SizeIs(2));
  ASSERT_THAT(tables[0].columns, SizeIs(3));
  EXPECT_EQ(tables[0].columns[1].name, "due");
  EXPECT_EQ(tables[0].columns[1].type, SqlType::kInt);
  EXPECT_EQ(tables[0].columns[2].name, "note");
  EXPECT_EQ(tables[0].columns[2].type, SqlType::kText);
  EXPECT_THAT(tables[1].columns, SizeIs(1));
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
