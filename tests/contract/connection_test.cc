// SPDX-License-Identifier: Apache-2.0
// What every engine's connections promise (storage/connection.h).
#include "storage/connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/contract/engine_factory.h"

namespace zusage::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

class ConnectionTest : public TestWithParam<EngineFactory> {
 protected:
  ConnectionTest()
      : database_(GetParam().make()),
        writer_(database_->engine().Connect(Access::kWrite).value()),
        reader_(database_->engine().Connect(Access::kRead).value()) {
    EXPECT_TRUE(writer_
                    ->RunScript("CREATE TABLE things (id @INT NOT NULL PRIMARY KEY, text @TEXT, "
                                "real @REAL, bytes @BLOB);"
                                "CREATE TABLE small (name @TEXT NOT NULL PRIMARY KEY) @CLUSTERED")
                    .ok());
  }

  absl::Status Insert(int64_t id, Value text = Null{}) {
    return writer_
        ->Execute("INSERT INTO things (id, text) VALUES (:id, :text)", {{"id", id}, {"text", text}})
        .status();
  }

  static std::vector<std::string> Texts(ReadTransaction& tx, std::string_view sql) {
    std::vector<std::string> texts;
    const absl::Status status = tx.Query(sql, {}, [&](const Row& row) {
      texts.emplace_back(row.Text(0));
      return absl::OkStatus();
    });
    EXPECT_TRUE(status.ok()) << status;
    return texts;
  }

  static int64_t Count(ReadTransaction& tx) {
    int64_t count = -1;
    EXPECT_TRUE(tx.Query("SELECT count(*) FROM things", {}, [&](const Row& row) {
                    count = row.Int(0);
                    return absl::OkStatus();
                  }).ok());
    return count;
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> writer_;
  std::unique_ptr<Connection> reader_;
};

TEST_P(ConnectionTest, CommittedRowIsSeenByAnother) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Count(*reader_), 1);
}

TEST_P(ConnectionTest, UncommittedRowIsSeenByNobodyElse) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(1).ok());
  EXPECT_EQ(Count(*reader_), 0);
  EXPECT_EQ(Count(*writer_), 1);
  writer_->Rollback();
}

TEST_P(ConnectionTest, RolledBackRowIsGone) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(1).ok());
  writer_->Rollback();
  EXPECT_EQ(Count(*writer_), 0);
}

TEST_P(ConnectionTest, RollbackWithoutTransactionIsHarmless) {
  writer_->Rollback();
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  EXPECT_TRUE(writer_->Commit().ok());
}

TEST_P(ConnectionTest, SavepointUndoesWhatFollowedItOnly) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Savepoint().ok());
  ASSERT_TRUE(Insert(2).ok());
  ASSERT_TRUE(writer_->RollbackToSavepoint().ok());
  ASSERT_TRUE(writer_->Savepoint().ok());
  ASSERT_TRUE(Insert(3).ok());
  ASSERT_TRUE(writer_->ReleaseSavepoint().ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_THAT(Texts(*reader_, "SELECT CAST(id AS TEXT) FROM things ORDER BY id"),
              ElementsAre("1", "3"));
}

TEST_P(ConnectionTest, SavepointRecoversFromAFailedStatement) {
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(writer_->Savepoint().ok());
  EXPECT_TRUE(absl::IsInternal(Insert(1)));
  ASSERT_TRUE(writer_->RollbackToSavepoint().ok());
  ASSERT_TRUE(Insert(2).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Count(*reader_), 2);
}

TEST_P(ConnectionTest, ReaderKeepsItsSnapshot) {
  ASSERT_TRUE(reader_->Begin(Access::kRead).ok());
  EXPECT_EQ(Count(*reader_), 0);
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Count(*reader_), 0);
  reader_->Rollback();
  EXPECT_EQ(Count(*reader_), 1);
}

TEST_P(ConnectionTest, ReaderCannotWrite) {
  EXPECT_FALSE(reader_->Execute("DELETE FROM things", {}).ok());
}

TEST_P(ConnectionTest, ValuesComeBackAsTheyWere) {
  const std::string bytes("\0\xff\n\0", 4);
  ASSERT_TRUE(writer_
                  ->Execute("INSERT INTO things (id, text, real, bytes) "
                            "VALUES (:id, :text, :real, :bytes)",
                            {{"id", int64_t{1} << 62},
                             {"text", "Größe — 'quoted' \"twice\"\n"},
                             {"real", 0.1},
                             {"bytes", Blob{bytes}}})
                  .ok());
  ASSERT_TRUE(reader_
                  ->Query("SELECT id, text, real, bytes FROM things", {},
                          [&](const Row& row) {
                            EXPECT_EQ(row.Int(0), int64_t{1} << 62);
                            EXPECT_EQ(row.Text(1), "Größe — 'quoted' \"twice\"\n");
                            EXPECT_EQ(row.Real(2), 0.1);
                            EXPECT_EQ(row.Bytes(3), bytes);
                            return absl::OkStatus();
                          })
                  .ok());
}

TEST_P(ConnectionTest, NullIsNotEmptyAndReadsAsNothing) {
  ASSERT_TRUE(Insert(1, Null{}).ok());
  ASSERT_TRUE(Insert(2, "").ok());
  std::vector<bool> nulls;
  ASSERT_TRUE(reader_
                  ->Query("SELECT text, real, bytes FROM things ORDER BY id", {},
                          [&](const Row& row) {
                            nulls.push_back(row.IsNull(0));
                            EXPECT_EQ(row.Text(0), "");
                            EXPECT_EQ(row.Real(1), 0);
                            EXPECT_EQ(row.Bytes(2), "");
                            return absl::OkStatus();
                          })
                  .ok());
  EXPECT_THAT(nulls, ElementsAre(true, false));
}

TEST_P(ConnectionTest, EmptyBytesAreNotNull) {
  ASSERT_TRUE(
      writer_->Execute("INSERT INTO things (id, bytes) VALUES (1, :bytes)", {{"bytes", Blob{""}}})
          .ok());
  ASSERT_TRUE(reader_
                  ->Query("SELECT bytes FROM things", {},
                          [&](const Row& row) {
                            EXPECT_FALSE(row.IsNull(0));
                            return absl::OkStatus();
                          })
                  .ok());
}

TEST_P(ConnectionTest, TextIsOrderedByItsBytes) {
  int64_t id = 0;
  for (const std::string_view text : {"ä", "a", "Z", "z", "_", "A", "0"}) {
    ASSERT_TRUE(Insert(++id, text).ok());
  }
  EXPECT_THAT(Texts(*reader_, "SELECT text FROM things ORDER BY text"),
              ElementsAre("0", "A", "Z", "_", "a", "z", "ä"));
}

TEST_P(ConnectionTest, NormalFormsOfTextStayApart) {
  ASSERT_TRUE(Insert(1, "M\u00fcller").ok());
  ASSERT_TRUE(Insert(2, "Mu\u0308ller").ok());
  EXPECT_THAT(Texts(*reader_, "SELECT DISTINCT text FROM things ORDER BY text").size(), 2);
}

TEST_P(ConnectionTest, ExecuteCountsItsRows) {
  for (int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(Insert(id, "old").ok());
  EXPECT_EQ(writer_->Execute("UPDATE things SET text = 'new' WHERE id > 1", {}).value(), 2);
  EXPECT_EQ(writer_->Execute("DELETE FROM things WHERE id > 9", {}).value(), 0);
}

TEST_P(ConnectionTest, ConflictThatIsToBeIgnoredCountsNoRow) {
  const auto insert = [&] {
    return writer_->Execute("INSERT INTO small (name) VALUES (:name) ON CONFLICT (name) DO NOTHING",
                            {{"name", "one"}});
  };
  EXPECT_EQ(insert().value(), 1);
  EXPECT_EQ(insert().value(), 0);
}

TEST_P(ConnectionTest, ReturningGivesTheChangedRow) {
  ASSERT_TRUE(Insert(1, "old").ok());
  EXPECT_THAT(Texts(*writer_, "UPDATE things SET text = 'new' WHERE id = 1 RETURNING text"),
              ElementsAre("new"));
}

TEST_P(ConnectionTest, ParametersAreFoundByNameInAnyOrder) {
  for (int round = 0; round < 2; ++round) {
    const int64_t id = round + 1;
    const char* const sql = "INSERT INTO things (id, text) VALUES (:id, :text)";
    const auto inserted = round == 0 ? writer_->Execute(sql, {{"id", id}, {"text", "a"}})
                                     : writer_->Execute(sql, {{"text", "b"}, {"id", id}});
    ASSERT_TRUE(inserted.ok()) << inserted.status();
  }
  EXPECT_THAT(Texts(*reader_, "SELECT text FROM things ORDER BY id"), ElementsAre("a", "b"));
}

TEST_P(ConnectionTest, ParameterMayOccurTwice) {
  ASSERT_TRUE(Insert(1, "x").ok());
  int rows = 0;
  ASSERT_TRUE(reader_
                  ->Query("SELECT id FROM things WHERE text = :text OR text > :text",
                          {{"text", "x"}},
                          [&](const Row&) {
                            ++rows;
                            return absl::OkStatus();
                          })
                  .ok());
  EXPECT_EQ(rows, 1);
}

TEST_P(ConnectionTest, WrongParametersAreInternal) {
  const char* const sql = "SELECT id FROM things WHERE id = :id";
  const auto visit = [](const Row&) { return absl::OkStatus(); };
  EXPECT_TRUE(absl::IsInternal(reader_->Query(sql, {}, visit)));
  EXPECT_TRUE(absl::IsInternal(reader_->Query(sql, {{"other", int64_t{1}}}, visit)));
  EXPECT_TRUE(reader_->Query(sql, {{"id", int64_t{1}}}, visit).ok());
}

TEST_P(ConnectionTest, WrongSqlIsInternal) {
  EXPECT_TRUE(
      absl::IsInternal(writer_->Execute("INSERT INTO nowhere (x) VALUES (1)", {}).status()));
}

TEST_P(ConnectionTest, VisitorEndsTheQueryWithItsError) {
  for (int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(Insert(id).ok());
  int visited = 0;
  const absl::Status status = reader_->Query("SELECT id FROM things", {}, [&](const Row&) {
    ++visited;
    return absl::AbortedError("enough");
  });
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_EQ(visited, 1);
}

TEST_P(ConnectionTest, SameQueryMayRunInsideItsVisitor) {
  for (int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(Insert(id).ok());
  const char* const sql = "SELECT id FROM things ORDER BY id";
  int visited = 0;
  ASSERT_TRUE(reader_
                  ->Query(sql, {},
                          [&](const Row&) {
                            return reader_->Query(sql, {}, [&](const Row&) {
                              ++visited;
                              return absl::OkStatus();
                            });
                          })
                  .ok());
  EXPECT_EQ(visited, 9);
}

TEST_P(ConnectionTest, EnqueuedChangesAreSeenByWhatFollows) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  for (int64_t id = 1; id <= 3; ++id) {
    ASSERT_TRUE(
        writer_->Enqueue("INSERT INTO things (id, text) VALUES (:id, 'old')", {{"id", id}}).ok());
  }
  EXPECT_EQ(Count(*writer_), 3);
  ASSERT_TRUE(writer_->Enqueue("UPDATE things SET text = 'new'", {}).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_THAT(Texts(*reader_, "SELECT DISTINCT text FROM things"), ElementsAre("new"));
}

TEST_P(ConnectionTest, EnqueuedChangesAreUndoneWithTheirTransaction) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(writer_->Enqueue("INSERT INTO things (id) VALUES (1)", {}).ok());
  writer_->Rollback();
  EXPECT_EQ(Count(*writer_), 0);
}

TEST_P(ConnectionTest, EnqueuedFailureComesOutByTheFlushAndTheSavepointRecovers) {
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(writer_->Enqueue("INSERT INTO things (id) VALUES (2)", {}).ok());
  ASSERT_TRUE(writer_->Savepoint().ok());
  absl::Status status = writer_->Enqueue("INSERT INTO things (id) VALUES (1)", {});
  status.Update(writer_->Flush());
  EXPECT_TRUE(absl::IsInternal(status)) << status;
  ASSERT_TRUE(writer_->RollbackToSavepoint().ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_THAT(Texts(*reader_, "SELECT CAST(id AS TEXT) FROM things ORDER BY id"),
              ElementsAre("1", "2"));
}

TEST_P(ConnectionTest, EnqueuedFailureComesOutByTheCommit) {
  ASSERT_TRUE(Insert(1).ok());
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(writer_->Enqueue("INSERT INTO things (id) VALUES (2)", {}).ok());
  absl::Status status = writer_->Enqueue("INSERT INTO things (id) VALUES (1)", {});
  if (status.ok()) {
    status = writer_->Commit();
  } else {
    writer_->Rollback();
  }
  EXPECT_TRUE(absl::IsInternal(status)) << status;
  EXPECT_EQ(Count(*writer_), 1);
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(Insert(3).ok());
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Count(*reader_), 2);
}

TEST_P(ConnectionTest, StatementWhosePreparationFailedMayBeTriedAgain) {
  const char* const sql = "SELECT name FROM later";
  const auto visit = [](const Row&) { return absl::OkStatus(); };
  EXPECT_TRUE(absl::IsInternal(writer_->Query(sql, {}, visit)));
  ASSERT_TRUE(writer_->RunScript("CREATE TABLE later (name @TEXT)").ok());
  EXPECT_TRUE(writer_->Query(sql, {}, visit).ok());
}

TEST_P(ConnectionTest, ScriptIsPartOfItsTransaction) {
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  ASSERT_TRUE(writer_->Enqueue("INSERT INTO things (id) VALUES (1)", {}).ok());
  ASSERT_TRUE(writer_->RunScript("CREATE TABLE later (name @TEXT); DELETE FROM things").ok());
  EXPECT_EQ(Count(*writer_), 0);
  writer_->Rollback();
  EXPECT_FALSE(writer_->Execute("INSERT INTO later (name) VALUES ('x')", {}).ok());
}

TEST_P(ConnectionTest, LargeValuesAndManyStatementsPassThrough) {
  constexpr int kRows = 8;  // more than fits between the two, and soon on disk
  const std::string body(1 << 20, 'x');
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  for (int64_t id = 1; id <= kRows; ++id) {
    ASSERT_TRUE(writer_
                    ->Enqueue("INSERT INTO things (id, text, bytes) VALUES (:id, :text, :bytes)",
                              {{"id", id}, {"text", body}, {"bytes", Blob{body}}})
                    .ok());
  }
  ASSERT_TRUE(writer_->Commit().ok());
  int rows = 0;
  ASSERT_TRUE(reader_
                  ->Query("SELECT text, bytes FROM things", {},
                          [&](const Row& row) {
                            rows += row.Text(0) == body && row.Bytes(1) == body;
                            return absl::OkStatus();
                          })
                  .ok());
  EXPECT_EQ(rows, kRows);
}

INSTANTIATE_TEST_SUITE_P(Engines, ConnectionTest, ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
