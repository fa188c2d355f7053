// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/statement_shape.h"

#include <gtest/gtest.h>

namespace zusage::storage {
namespace {

using Kind = StatementShape::Kind;

TEST(StatementShapeTest, PlainInsertIsARowOfItsTable) {
  const StatementShape shape = ShapeOf("INSERT INTO things (id, text) VALUES (:id, 'old')");
  EXPECT_EQ(shape.kind, Kind::kRow);
  EXPECT_EQ(shape.table, "things");
}

TEST(StatementShapeTest, InsertThatLetsBeWhatIsThereIsARow) {
  const StatementShape shape =
      ShapeOf("INSERT INTO t (a, b) VALUES (:a, :b) ON CONFLICT (a, b) DO NOTHING");
  EXPECT_EQ(shape.kind, Kind::kRow);
  EXPECT_EQ(shape.table, "t");
  EXPECT_EQ(InsertOfRows(shape, 2),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT (a, b) DO NOTHING");
}

TEST(StatementShapeTest, InsertThatSaysMoreIsNoRow) {
  for (const char* const sql :
       {"INSERT INTO t (id, a) VALUES (:id, 1) ON CONFLICT (id) DO UPDATE SET a = excluded.a",
        "INSERT INTO t (id) VALUES (:id) ON CONFLICT (id) DO NOTHING RETURNING id",
        "INSERT INTO t (id) VALUES (:id) ON CONFLICT DO NOTHING",
        "INSERT INTO t (id) VALUES (:id) RETURNING id", "INSERT INTO t (id) VALUES (:a), (:b)",
        "INSERT INTO t (id) VALUES (lower(:id))", "INSERT INTO t (id) SELECT id FROM u",
        "INSERT INTO t DEFAULT VALUES"}) {
    const StatementShape shape = ShapeOf(sql);
    EXPECT_EQ(shape.kind, Kind::kOther) << sql;
    EXPECT_EQ(shape.table, "t") << sql;
  }
}

TEST(StatementShapeTest, ChangesNameTheirTable) {
  EXPECT_EQ(ShapeOf("UPDATE t SET id = 1").table, "t");
  EXPECT_EQ(ShapeOf("DELETE FROM t WHERE id = 1").table, "t");
  EXPECT_EQ(ShapeOf("SAVEPOINT mutation").table, "");
  EXPECT_EQ(ShapeOf("SAVEPOINT mutation").kind, Kind::kOther);
}

TEST(StatementShapeTest, ReadKnowsAllTablesThatItNames) {
  const StatementShape shape = ShapeOf(
      "SELECT a.id FROM a JOIN b ON b.id = a.id WHERE a.text = 'from c' AND a.id < :d AND EXISTS "
      "(SELECT 1 FROM e)");
  EXPECT_EQ(shape.kind, Kind::kRead);
  for (const char* const table : {"a", "b", "e"}) EXPECT_TRUE(shape.words.contains(table));
  for (const char* const none : {"c", "d"}) EXPECT_FALSE(shape.words.contains(none));
}

TEST(StatementShapeTest, RowsAreNumberedOneAfterTheOther) {
  const StatementShape shape = ShapeOf("INSERT INTO t (a, b, c, d) VALUES (:a, 0, :b, :a)");
  EXPECT_EQ(InsertOfRows(shape, 1), "INSERT INTO t (a, b, c, d) VALUES ($1, 0, $2, $1)");
  EXPECT_EQ(InsertOfRows(shape, 3),
            "INSERT INTO t (a, b, c, d) VALUES ($1, 0, $2, $1), ($3, 0, $4, $3), ($5, 0, $6, $5)");
}

}  // namespace
}  // namespace zusage::storage
