// SPDX-License-Identifier: Apache-2.0
// What is sent later, together, or not asked twice must not be told apart from what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "tests/contract/engine_factory.h"

namespace zusage::storage {
namespace {

using ::testing::TestWithParam;
using ::testing::ValuesIn;

using Things = std::map<int64_t, std::optional<std::string>>;

class WriteBehindTest : public TestWithParam<EngineFactory> {
 protected:
  WriteBehindTest()
      : database_(GetParam().make()), writer_(database_->engine().Connect(Access::kWrite).value()) {
    EXPECT_TRUE(writer_
                    ->RunScript("CREATE TABLE things (id @INT NOT NULL PRIMARY KEY, text @TEXT);"
                                "CREATE TABLE others (id @INT NOT NULL PRIMARY KEY)")
                    .ok());
  }

  absl::Status Begin() {
    absl::Status begun = writer_->Begin(Access::kWrite);
    writer_->AssumeAlone();
    return begun;
  }
  absl::Status Enqueue(int64_t id, const std::optional<std::string>& text) {
    Value value = Null{};
    if (text.has_value()) value = std::string_view(*text);
    return writer_->Enqueue("INSERT INTO things (id, text) VALUES (:id, :text)",
                            {{"id", id}, {"text", value}});
  }
  Things Read() {
    Things things;
    EXPECT_TRUE(writer_
                    ->Query(kReadAll, {},
                            [&](const Row& row) {
                              auto& text = things[row.Int(0)];
                              if (!row.IsNull(1)) text = row.Text(1);
                              return absl::OkStatus();
                            })
                    .ok());
    return things;
  }

  // The text of one thing; "none" if there is no such thing.
  std::string TextOf(ReadTransaction& tx, int64_t id) {
    std::string text = "none";
    EXPECT_TRUE(tx.Query(kReadOne, {{"id", id}}, [&](const Row& row) {
                    text = row.Text(0);
                    return absl::OkStatus();
                  }).ok());
    return text;
  }
  absl::Status AskAheadAboutAll(int64_t end) {
    return writer_->AskAhead([&](ReadTransaction& tx) {
      EXPECT_TRUE(tx.Query(kReadAll, {}, [](const Row&) { return absl::OkStatus(); }).ok());
      for (int64_t id = 0; id < end; ++id) EXPECT_EQ(TextOf(tx, id), "none");
      for (int64_t id = 0; id < end; id += 3) EXPECT_EQ(TextOf(tx, id), "none");
    });
  }

  static constexpr char kReadAll[] = "SELECT id, text FROM things";
  static constexpr char kReadOne[] = "SELECT text FROM things WHERE id = :id";
  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> writer_;
};

TEST_P(WriteBehindTest, AnyNumberOfRowsArrives) {
  Things expected;
  for (const int count : {1, 3, 4, 5, 16, 21, 63, 64, 65, 200}) {
    ASSERT_TRUE(Begin().ok());
    for (int i = 0; i < count; ++i) {
      const auto id = static_cast<int64_t>(expected.size());
      std::optional<std::string> text;
      if (i % 3 != 0) text = std::string(static_cast<size_t>(i % 3 - 1), 'x');
      ASSERT_TRUE(Enqueue(id, text).ok());
      expected[id] = text;
    }
    ASSERT_TRUE(writer_->Commit().ok());
    EXPECT_EQ(Read(), expected) << count;
  }
}

TEST_P(WriteBehindTest, RowsThatAreThereAreLetBe) {
  constexpr char kInsert[] =
      "INSERT INTO things (id, text) VALUES (:id, :text) ON CONFLICT (id) DO NOTHING";
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Enqueue(1, "before").ok());
  ASSERT_TRUE(writer_->Commit().ok());
  Things expected = {{1, "before"}, {2, "plainly"}};
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(
      writer_->Enqueue(kInsert, {{"id", int64_t{0}}, {"text", std::string_view("first")}}).ok());
  ASSERT_TRUE(Enqueue(2, "plainly").ok());
  for (int64_t id = 0; id < 40; ++id) {
    for (const std::string_view text : {"first", "second"}) {
      ASSERT_TRUE(writer_->Enqueue(kInsert, {{"id", id}, {"text", text}}).ok());
    }
    expected.emplace(id, "first");
  }
  EXPECT_EQ(Read(), expected);
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Read(), expected);
}

TEST_P(WriteBehindTest, LargeRowsArrive) {
  Things expected;
  ASSERT_TRUE(Begin().ok());
  for (int64_t id = 0; id < 20; ++id) {
    expected[id] = std::string(200'000, static_cast<char>('a' + id));
    ASSERT_TRUE(Enqueue(id, expected[id]).ok());
  }
  ASSERT_TRUE(writer_->Commit().ok());
  EXPECT_EQ(Read(), expected);
}

TEST_P(WriteBehindTest, SubqueryOfAnotherTablesChangeSeesRows) {
  ASSERT_TRUE(Begin().ok());
  ASSERT_TRUE(Enqueue(7, "seven").ok());
  ASSERT_TRUE(
      writer_->Enqueue("INSERT INTO others (id) SELECT id FROM things WHERE id = 7", {}).ok());
  ASSERT_TRUE(writer_->Enqueue("DELETE FROM things WHERE id IN (SELECT id FROM others)", {}).ok());
  EXPECT_TRUE(Read().empty());
  ASSERT_TRUE(writer_->Commit().ok());
}

TEST_P(WriteBehindTest, QuestionIsAskedAgainOnceItsTableChanged) {
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(Read().size(), 0);
  ASSERT_TRUE(Enqueue(1, "one").ok());
  EXPECT_EQ(Read().size(), 1);
  ASSERT_TRUE(writer_->Execute("UPDATE things SET text = 'two'", {}).ok());
  EXPECT_EQ(Read()[1], "two");
  ASSERT_TRUE(writer_
                  ->Query("UPDATE things SET text = 'three' RETURNING text", {},
                          [](const Row&) { return absl::OkStatus(); })
                  .ok());
  EXPECT_EQ(Read()[1], "three");
  writer_->Rollback();
  EXPECT_EQ(Read().size(), 0);
}

TEST_P(WriteBehindTest, NothingIsRememberedBeyondATransaction) {
  const std::unique_ptr<Connection> other = database_->engine().Connect(Access::kWrite).value();
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(Read().size(), 0);
  ASSERT_TRUE(writer_->Commit().ok());
  ASSERT_TRUE(other->Execute("INSERT INTO things (id) VALUES (1)", {}).ok());
  ASSERT_TRUE(Begin().ok());
  EXPECT_EQ(Read().size(), 1);
  ASSERT_TRUE(writer_->Commit().ok());
}

TEST_P(WriteBehindTest, VisitorMayAskOnAndChange) {
  ASSERT_TRUE(Begin().ok());
  for (int64_t id = 0; id < 3; ++id) ASSERT_TRUE(Enqueue(id, "old").ok());
  EXPECT_EQ(Read().size(), 3);  // remembered from here on
  int visited = 0;
  ASSERT_TRUE(writer_
                  ->Query("SELECT id, text FROM things", {},
                          [&](const Row& row) {
                            ++visited;
                            EXPECT_EQ(row.Text(1), "old");
                            return writer_->Enqueue("INSERT INTO others (id) VALUES (:id)",
                                                    {{"id", row.Int(0)}});
                          })
                  .ok());
  EXPECT_EQ(visited, 3);
  writer_->Rollback();
}

TEST_P(WriteBehindTest, WhatIsAskedAheadIsAnsweredEachByItself) {
  ASSERT_TRUE(Begin().ok());
  for (int64_t id = 0; id < 50; id += 2) ASSERT_TRUE(Enqueue(id, std::to_string(id)).ok());
  ASSERT_TRUE(AskAheadAboutAll(50).ok());
  for (int64_t id = 49; id >= 0; --id) {
    EXPECT_EQ(TextOf(*writer_, id), id % 2 == 0 ? std::to_string(id) : "none");
  }
  EXPECT_EQ(Read().size(), 25);
  ASSERT_TRUE(writer_->Enqueue("UPDATE things SET text = 'new'", {}).ok());
  EXPECT_EQ(TextOf(*writer_, 2), "new");
  ASSERT_TRUE(writer_->AskAhead([](ReadTransaction&) {}).ok());
  ASSERT_TRUE(writer_->Commit().ok());
}

// Whatever order changes, questions, questions ahead and savepoints come in, the table is what a
// map would be.
TEST_P(WriteBehindTest, AnyOrderOfChangesAndQuestionsIsAsIfOneByOne) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](int count) { return static_cast<int>(random() % count); };
    ASSERT_TRUE(writer_->Execute("DELETE FROM things", {}).ok());
    Things now;
    std::optional<Things> saved;
    ASSERT_TRUE(Begin().ok());
    for (int step = 0; step < 60; ++step) {
      const int64_t id = pick(200);
      switch (pick(9)) {
        case 0:
          EXPECT_EQ(Read(), now) << "seed " << seed << " step " << step;
          break;
        case 1:
          ASSERT_TRUE(
              writer_->Enqueue("UPDATE things SET text = 'u' WHERE id < :id", {{"id", id}}).ok());
          for (auto& [key, text] : now) {
            if (key < id) text = "u";
          }
          break;
        case 2:
          ASSERT_TRUE(writer_->Execute("DELETE FROM things WHERE id > :id", {{"id", id}}).ok());
          std::erase_if(now, [&](const auto& thing) { return thing.first > id; });
          break;
        case 3:
          if (saved.has_value()) {
            ASSERT_TRUE(writer_->RollbackToSavepoint().ok());
            now = *std::exchange(saved, std::nullopt);
          } else {
            ASSERT_TRUE(writer_->Savepoint().ok());
            saved = now;
          }
          break;
        case 4:
          ASSERT_TRUE(AskAheadAboutAll(id).ok());
          EXPECT_EQ(TextOf(*writer_, id / 2),
                    now.contains(id / 2) ? now[id / 2].value_or("") : "none");
          break;
        default:
          if (now.contains(id)) break;
          now[id] = std::to_string(step);
          ASSERT_TRUE(Enqueue(id, now[id]).ok());
      }
    }
    ASSERT_TRUE(writer_->Commit().ok());
    EXPECT_EQ(Read(), now) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, WriteBehindTest, ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
