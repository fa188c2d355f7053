// SPDX-License-Identifier: Apache-2.0
// What stores promise that share one database, as processes of one installation do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "services/base/status_macros.h"
#include "storage/batch_store.h"
#include "storage/journal/journal_follower.h"
#include "storage/migrate.h"
#include "tests/contract/engine_factory.h"
#include "tests/contract/journal_holds.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_key_store.h"
#include "tests/support/seeded_random.h"
#include "tests/support/story_table.h"

namespace zusage::storage {
namespace {

using testing::kStoryTables;
using testing::Story;
using testing::Tell;

constexpr int kStores = 3;

class SharedDatabaseTest : public ::testing::TestWithParam<EngineFactory> {
 protected:
  SharedDatabaseTest() : database_(GetParam().make()), keys_(random_) {
    const auto connection = engine().Connect(Access::kWrite).value();
    EXPECT_TRUE(Migrate(*connection, Migrations(), clock_.Now()).ok());
    EXPECT_TRUE(connection->RunScript(testing::kStorySchema).ok());
    options_.fact_tables = kStoryTables;
    options_.poll_interval = absl::Milliseconds(1);
    for (int i = 0; i < kStores; ++i) stores_.push_back(Open(clock_));
  }

  Engine& engine() { return database_->engine(); }

  std::unique_ptr<BatchStore> Open(const Clock& clock) {
    return BatchStore::Open(engine(), keys_, clock, random_, options_).value();
  }

  std::unique_ptr<JournalFollower> Follow(Store& store) {
    return JournalFollower::Create(store, keys_, clock_, random_).value();
  }

  int64_t Number(const std::string& sql) {
    int64_t number = -1;
    EXPECT_TRUE(stores_[0]
                    ->Read([&](ReadTransaction& tx) {
                      return tx.Query(sql, {}, [&](const Row& row) {
                        number = row.Int(0);
                        return absl::OkStatus();
                      });
                    })
                    .ok());
    return number;
  }

  // Runs `work(store, i)` on several threads for each store.
  template <typename Work>
  void OnAllStores(Work work) {
    constexpr int kThreads = 4;
    std::vector<std::thread> threads;
    for (int i = 0; i < kStores * kThreads; ++i) {
      threads.emplace_back([&, i] { work(*stores_[static_cast<size_t>(i % kStores)], i); });
    }
    for (std::thread& thread : threads) thread.join();
  }

  testing::FakeClock clock_;
  testing::SeededRandom random_;
  std::unique_ptr<TestDatabase> database_;
  testing::MemoryKeyStore keys_;
  BatchStoreOptions options_;
  std::vector<std::unique_ptr<BatchStore>> stores_;
};

TEST_P(SharedDatabaseTest, PositionsHaveNoGapsAndTheJournalHolds) {
  constexpr int kStories = 40;
  OnAllStores([&](Store& store, int thread) {
    for (int i = 0; i < kStories; ++i) {
      const std::string name = std::to_string(thread) + "/" + std::to_string(i);
      const absl::Status status =
          store.WriteAndWait([&](Unit& unit) { return Tell(unit, {.name = "stories/" + name}); });
      EXPECT_TRUE(status.ok()) << status;
    }
  });
  const int64_t told = Number("SELECT count(*) FROM stories");
  EXPECT_EQ(told, 4 * kStores * kStories);
  EXPECT_EQ(Number("SELECT max(position) FROM journal_entries"), told);
  ExpectJournalHolds(engine(), keys_);
}

// What a mutation decides on is what it finds: no two of them count on the same number.
TEST_P(SharedDatabaseTest, MutationsOfAllStoresTakeTurns) {
  constexpr int kTimes = 25;
  OnAllStores([&](Store& store, int) {
    for (int i = 0; i < kTimes; ++i) {
      const absl::Status status = store.WriteAndWait([&](Unit& unit) -> absl::Status {
        int64_t newest = 0;
        ZUSAGE_RETURN_IF_ERROR(unit.tx().Query("SELECT COALESCE(max(chapter), 0) FROM stories", {},
                                               [&](const Row& row) {
                                                 newest = row.Int(0);
                                                 return absl::OkStatus();
                                               }));
        return Tell(unit, {.chapter = newest + 1});
      });
      EXPECT_TRUE(status.ok()) << status;
    }
  });
  const int64_t times = 4 * kStores * kTimes;
  EXPECT_EQ(Number("SELECT max(chapter) FROM stories"), times);
  EXPECT_EQ(Number("SELECT count(DISTINCT chapter) FROM stories"), times);
}

TEST_P(SharedDatabaseTest, StoresHearOfEachOthersCommits) {
  std::thread waiter([&] { EXPECT_EQ(stores_[1]->WaitForNews(0, absl::Seconds(60)).position, 1); });
  ASSERT_TRUE(stores_[0]->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  waiter.join();
  EXPECT_EQ(stores_[1]->head().commit_time, stores_[0]->head().commit_time);
}

TEST_P(SharedDatabaseTest, CommitIsReadThroughEveryStoreAtOnce) {
  for (int64_t chapter = 1; chapter <= 50; ++chapter) {
    Store& writer = *stores_[static_cast<size_t>(chapter % kStores)];
    ASSERT_TRUE(
        writer.WriteAndWait([&](Unit& unit) { return Tell(unit, {.chapter = chapter}); }).ok());
    ASSERT_EQ(Number("SELECT max(chapter) FROM stories"), chapter);
  }
}

TEST_P(SharedDatabaseTest, CommitTimesRiseAlthoughClocksDiffer) {
  testing::FakeClock slow;
  slow.Advance(-absl::Hours(1));
  const auto behind = Open(slow);
  ASSERT_TRUE(stores_[0]->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  ASSERT_TRUE(behind->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(behind->head().commit_time, clock_.Now());
}

TEST_P(SharedDatabaseTest, OwnersKeepTheirKeysWhoeverGaveThem) {
  OnAllStores([&](Store& store, int) {
    for (int i = 0; i < 20; ++i) {
      const std::string name = "stories/" + std::to_string(i);
      EXPECT_TRUE(store.WriteAndWait([&](Unit& unit) { return Tell(unit, {.name = name}); }).ok());
    }
  });
  EXPECT_EQ(Number("SELECT count(*) FROM owner_keys"), 21);
  EXPECT_EQ(Number("SELECT count(DISTINCT key_id) FROM owner_keys"), 21);
  ExpectJournalHolds(engine(), keys_);
}

TEST_P(SharedDatabaseTest, TreeIsBuiltByOneAndTakenOverWhenItIsSilent) {
  const auto first = Follow(*stores_[0]);
  const auto second = Follow(*stores_[1]);
  const auto tell = [&] {
    ASSERT_TRUE(stores_[0]->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  };
  tell();
  ASSERT_TRUE(first->CatchUp().ok());
  tell();
  EXPECT_TRUE(absl::IsUnavailable(second->CatchUp()));
  EXPECT_EQ(Number("SELECT tree_size FROM journal_follower"), 1);
  clock_.Advance(JournalFollowerOptions().lease + absl::Seconds(1));
  EXPECT_TRUE(second->CatchUp().ok());
  EXPECT_EQ(Number("SELECT tree_size FROM journal_follower"), 2);
  tell();
  EXPECT_TRUE(absl::IsUnavailable(first->CatchUp()));
  EXPECT_TRUE(second->CatchUp().ok());
  ExpectJournalHolds(engine(), keys_);
}

TEST_P(SharedDatabaseTest, FollowerThatStopsHandsOverAtOnce) {
  auto first = Follow(*stores_[0]);
  const auto second = Follow(*stores_[1]);
  ASSERT_TRUE(stores_[0]->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  first->Start();
  first->Stop();
  EXPECT_EQ(Number("SELECT tree_size FROM journal_follower"), 1);
  ASSERT_TRUE(stores_[1]->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_TRUE(second->CatchUp().ok());
}

TEST_P(SharedDatabaseTest, MigrationsThatRunAtOnceRunOnce) {
  const auto empty = GetParam().make();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const auto connection = empty->engine().Connect(Access::kWrite).value();
      const absl::Status status = Migrate(*connection, Migrations(), clock_.Now());
      EXPECT_TRUE(status.ok()) << status;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(BatchStore::Open(empty->engine(), keys_, clock_, random_).ok());
}

INSTANTIATE_TEST_SUITE_P(Engines, SharedDatabaseTest, ::testing::ValuesIn(SharedEngines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
