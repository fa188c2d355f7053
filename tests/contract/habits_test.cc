// SPDX-License-Identifier: Apache-2.0
// What transactions keep asking is asked ahead, and nothing else is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "storage/postgres/postgres_engine.h"
#include "storage/postgres/write_behind.h"
#include "tests/support/postgres_cluster.h"

namespace zusage::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PostgresCluster;
using ::testing::SizeIs;

class HabitsTest : public ::testing::Test {
 protected:
  static WriteBehind::Result Nothing() {
    return {PQmakeEmptyPGresult(nullptr, PGRES_TUPLES_OK), &PQclear};
  }
  static Arguments Values(std::string_view value) {
    Arguments arguments;
    arguments.Add(value);
    return arguments;
  }
  Pipeline::Statement Question(std::string_view sql) {
    return {.name = std::string(sql), .shape = ShapeOf(sql)};
  }

  // As a mutation does.
  void Ask(Pipeline::Statement& statement, std::string_view value) {
    const Arguments values = Values(value);
    const std::string key = values.Key();
    if (behind_.Find(statement, key) == nullptr) {
      behind_.Remember(statement, values, key, Nothing());
    }
  }
  void AskAhead(Pipeline::Statement& statement, std::string_view value, bool expected) {
    const Arguments values = Values(value);
    behind_.RememberAhead(statement, values, values.Key(), Nothing(), expected);
  }
  // Ends a transaction and begins the next, which asks what is habit. Says what that is.
  std::vector<std::string> Next() {
    behind_.LearnHabits();
    behind_.Begin();
    std::vector<std::string> asked;
    for (const WriteBehind::Habit& habit : behind_.habits()) {
      asked.push_back(habit.statement->name);
      behind_.RememberAhead(*habit.statement, habit.arguments, habit.key, Nothing(), false);
    }
    return asked;
  }

  Pipeline::Statement owner_ = Question("SELECT owner FROM areas WHERE id = :id");
  WriteBehind behind_;
};

TEST_F(HabitsTest, WhatOneTransactionAskedTwiceIsAskedByTheNext) {
  Ask(owner_, "a");
  Ask(owner_, "b");
  Ask(owner_, "b");
  EXPECT_THAT(Next(), ElementsAre(owner_.name));
  EXPECT_EQ(behind_.habits()[0].key, Values("b").Key());
}

TEST_F(HabitsTest, WhatTwoTransactionsAskedOnceIsAskedByTheThirdAndSoOn) {
  Ask(owner_, "a");
  EXPECT_THAT(Next(), IsEmpty());
  Ask(owner_, "a");
  EXPECT_THAT(Next(), SizeIs(1));
  for (int i = 0; i < 3; ++i) {
    Ask(owner_, "a");
    EXPECT_THAT(Next(), SizeIs(1)) << "asked for ahead and by one";
  }
  EXPECT_THAT(Next(), IsEmpty()) << "asked for ahead only, in vain";
  Ask(owner_, "a");
  EXPECT_THAT(Next(), IsEmpty()) << "it begins anew";
}

TEST_F(HabitsTest, WhatIsAskedAheadAnywayIsNone) {
  for (int i = 0; i < 3; ++i) {
    AskAhead(owner_, "a", /*expected=*/true);
    Ask(owner_, "a");
    Ask(owner_, "a");
    EXPECT_THAT(Next(), IsEmpty());
  }
}

TEST_F(HabitsTest, WhatChangesWithEachTransactionIsNone) {
  for (int i = 0; i < 3; ++i) {
    Ask(owner_, "a");
    Ask(owner_, "a");
    behind_.Changed("areas");
    EXPECT_THAT(Next(), IsEmpty());
  }
}

TEST_F(HabitsTest, TheyAreForgottenAndFew) {
  for (size_t i = 0; i < 2 * WriteBehind::kMaxHabits; ++i) {
    Ask(owner_, std::to_string(i));
    Ask(owner_, std::to_string(i));
  }
  EXPECT_THAT(Next(), SizeIs(WriteBehind::kMaxHabits));
  behind_.ForgetHabits();
  EXPECT_THAT(Next(), IsEmpty());
  Ask(owner_, "1");
  EXPECT_THAT(Next(), IsEmpty()) << "the transaction before is forgotten too";
}

// On a real server, where others write between two transactions.
class AskedHabitsTest : public ::testing::Test {
 protected:
  AskedHabitsTest() : writer_(engine_.Connect(Access::kWrite).value()) {
    EXPECT_TRUE(writer_->RunScript("CREATE TABLE things (id @INT NOT NULL PRIMARY KEY)").ok());
  }
  ~AskedHabitsTest() override {
    writer_.reset();
    PostgresCluster::Shared().DropDatabase(url_);
  }

  int Count() {
    int count = 0;
    EXPECT_TRUE(writer_
                    ->Query(kCount, {},
                            [&](const Row& row) {
                              count = static_cast<int>(row.Int(0));
                              return absl::OkStatus();
                            })
                    .ok());
    return count;
  }
  void Begin() {
    ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
    writer_->AssumeAlone();
    ASSERT_TRUE(writer_->AskAhead([](ReadTransaction&) {}).ok());
  }
  // What the session was told last.
  std::vector<std::string> LastStatement() {
    return PostgresCluster::Run(
        url_, "SELECT query FROM pg_stat_activity WHERE state = 'idle in transaction'");
  }

  static constexpr char kCount[] = "SELECT COUNT(*) FROM things";
  const std::string url_ = PostgresCluster::Shared().CreateDatabase();
  PostgresEngine engine_{url_};
  std::unique_ptr<Connection> writer_;
};

TEST_F(AskedHabitsTest, EachTransactionAsksForItself) {
  Begin();
  EXPECT_EQ(Count(), 0);
  EXPECT_EQ(Count(), 0);
  ASSERT_TRUE(writer_->Commit().ok());
  PostgresCluster::Run(url_, "INSERT INTO things (id) VALUES (1)");

  Begin();
  EXPECT_THAT(LastStatement(), ElementsAre(kCount));
  PostgresCluster::Run(url_, "INSERT INTO things (id) VALUES (2)");
  EXPECT_EQ(Count(), 1) << "it was asked when the transaction began";
  ASSERT_TRUE(writer_->Execute("INSERT INTO things (id) VALUES (3)", {}).ok());
  EXPECT_EQ(Count(), 3) << "the table changed";
  ASSERT_TRUE(writer_->Commit().ok());

  Begin();
  EXPECT_EQ(Count(), 3);
  ASSERT_TRUE(writer_->Commit().ok());
}

TEST_F(AskedHabitsTest, OneThatFailsIsGivenUp) {
  Begin();
  EXPECT_EQ(Count(), 0);
  EXPECT_EQ(Count(), 0);
  ASSERT_TRUE(writer_->Commit().ok());
  PostgresCluster::Run(url_, "ALTER TABLE things RENAME TO others");
  ASSERT_TRUE(writer_->Begin(Access::kWrite).ok());
  writer_->AssumeAlone();
  EXPECT_FALSE(writer_->AskAhead([](ReadTransaction&) {}).ok());
  writer_->Rollback();
  Begin();
  ASSERT_TRUE(writer_->Commit().ok());
}

}  // namespace
}  // namespace zusage::storage
