// SPDX-License-Identifier: Apache-2.0
// A store whose PostgreSQL dies, restarts or stops answering.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "storage/batch_store.h"
#include "storage/migrate.h"
#include "storage/postgres/postgres_engine.h"
#include "tests/contract/journal_holds.h"
#include "tests/support/fake_clock.h"
#include "tests/support/memory_key_store.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/seeded_random.h"
#include "tests/support/story_table.h"

namespace zusage::storage {
namespace {

using testing::kStoryTables;
using testing::PostgresCluster;
using testing::Story;
using testing::Tell;

PostgresOptions Impatient() {
  PostgresOptions options;
  options.connect_timeout = absl::Seconds(2);
  options.answer_timeout = absl::Milliseconds(300);
  return options;
}

class PostgresFaultsTest : public ::testing::Test {
 protected:
  PostgresFaultsTest()
      : url_(PostgresCluster::Shared().CreateDatabase()),
        engine_(url_, Impatient()),
        keys_(random_) {
    const auto connection = engine_.Connect(Access::kWrite).value();
    EXPECT_TRUE(Migrate(*connection, Migrations(), clock_.Now()).ok());
    EXPECT_TRUE(connection->RunScript(testing::kStorySchema).ok());
    options_.fact_tables = kStoryTables;
    options_.longest_pause = absl::Milliseconds(2);
    options_.patience = absl::Milliseconds(100);
    store_ = BatchStore::Open(engine_, keys_, clock_, random_, options_).value();
  }
  ~PostgresFaultsTest() override {
    store_ = nullptr;
    PostgresCluster::Shared().DropDatabase(url_);
  }

  absl::Status TellOne(const std::string& name = "stories/1") {
    return store_->WriteAndWait([&](Unit& unit) { return Tell(unit, {.name = name}); });
  }

  // Tells until it succeeds: as a caller does that tries again.
  void TellAtLast() {
    absl::Status status;
    for (int i = 0; i < 1000; ++i) {
      status = TellOne();
      if (status.ok()) return;
      EXPECT_TRUE(absl::IsUnavailable(status)) << status;
    }
    FAIL() << status;
  }

  absl::Status ReadNames(std::set<std::string>& names) {
    names.clear();
    return store_->Read([&](ReadTransaction& tx) {
      return tx.Query("SELECT story FROM stories", {}, [&](const Row& row) {
        names.emplace(row.Text(0));
        return absl::OkStatus();
      });
    });
  }

  testing::FakeClock clock_;
  testing::SeededRandom random_;
  const std::string url_;
  PostgresEngine engine_;
  testing::MemoryKeyStore keys_;
  BatchStoreOptions options_;
  std::unique_ptr<BatchStore> store_;
};

TEST_F(PostgresFaultsTest, WhatWasAcknowledgedSurvivesTheServersCrash) {
  std::atomic<int> done{0};
  std::atomic<bool> dead{false};
  std::vector<std::set<std::string>> acknowledged(4);
  std::vector<std::thread> writers;
  for (size_t writer = 0; writer < acknowledged.size(); ++writer) {
    writers.emplace_back([&, writer] {
      for (int i = 0; !dead; ++i) {
        const std::string name = "stories/" + std::to_string(writer) + "-" + std::to_string(i);
        if (!TellOne(name).ok()) continue;
        acknowledged[writer].insert(name);
        ++done;
      }
    });
  }
  while (done < 200) std::this_thread::yield();
  PostgresCluster::Shared().Kill();
  dead = true;
  for (std::thread& writer : writers) writer.join();
  EXPECT_TRUE(absl::IsUnavailable(TellOne()));
  std::set<std::string> names;
  EXPECT_TRUE(absl::IsUnavailable(ReadNames(names)));

  PostgresCluster::Shared().Start();
  TellAtLast();
  ASSERT_TRUE(ReadNames(names).ok());
  for (const auto& told : acknowledged) {
    for (const std::string& name : told) EXPECT_TRUE(names.contains(name)) << name;
  }
  ExpectJournalHolds(engine_, keys_);
}

TEST_F(PostgresFaultsTest, ServerThatRestartedBetweenTwoCallsIsNotNoticed) {
  std::set<std::string> names;
  ASSERT_TRUE(TellOne("stories/1").ok());
  ASSERT_TRUE(ReadNames(names).ok());
  PostgresCluster::Shared().Kill();
  PostgresCluster::Shared().Start();
  EXPECT_TRUE(ReadNames(names).ok());
  const absl::Status told = TellOne("stories/2");
  EXPECT_TRUE(told.ok()) << told;
}

TEST_F(PostgresFaultsTest, ServerThatStandsStillIsGivenUpAndFoundAgain) {
  ASSERT_TRUE(TellOne().ok());
  PostgresCluster::Shared().Pause();
  EXPECT_TRUE(absl::IsUnavailable(TellOne()));
  PostgresCluster::Shared().Resume();
  TellAtLast();
  ExpectJournalHolds(engine_, keys_);
}

TEST_F(PostgresFaultsTest, SessionThatAnAdministratorEndsIsReplaced) {
  ASSERT_TRUE(TellOne().ok());
  PostgresCluster::Run(url_,
                       "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE pid <> pg_backend_pid() AND application_name = 'zusage'");
  const absl::Status told = TellOne();
  EXPECT_TRUE(told.ok()) << told;
}

TEST_F(PostgresFaultsTest, LockThatIsHeldTooLongIsUnavailable) {
  PostgresOptions options;
  options.lock_timeout = absl::Milliseconds(50);
  PostgresEngine engine(url_, options);
  const auto holder = engine_.Connect(Access::kWrite).value();
  const auto waiter = engine.Connect(Access::kWrite).value();
  const char* const lock = "UPDATE journal_head SET position = position WHERE id = 1";
  ASSERT_TRUE(holder->Begin(Access::kWrite).ok());
  ASSERT_TRUE(holder->Execute(lock, {}).ok());
  ASSERT_TRUE(waiter->Begin(Access::kWrite).ok());
  EXPECT_TRUE(absl::IsUnavailable(waiter->Execute(lock, {}).status()));
  waiter->Rollback();
  holder->Rollback();
  EXPECT_TRUE(TellOne().ok());
}

TEST_F(PostgresFaultsTest, ClientThatStandsStillLosesItsLock) {
  PostgresOptions options;
  options.idle_timeout = absl::Milliseconds(50);
  const auto silent = PostgresEngine(url_, options).Connect(Access::kWrite).value();
  ASSERT_TRUE(silent->Begin(Access::kWrite).ok());
  ASSERT_TRUE(silent->Execute("UPDATE journal_head SET position = position WHERE id = 1", {}).ok());
  TellAtLast();
  EXPECT_TRUE(absl::IsUnavailable(silent->Commit()));
}

// The server's limit for idle transactions does not count while statements are still to come.
TEST_F(PostgresFaultsTest, ClientThatStandsStillInAPipelineLosesItsLockToo) {
  PostgresOptions options;
  options.idle_timeout = absl::Milliseconds(50);
  options.lock_timeout = absl::Milliseconds(50);
  PostgresEngine engine(url_, options);
  const auto silent = engine.Connect(Access::kWrite).value();
  ASSERT_TRUE(silent->Begin(Access::kWrite).ok());
  const char* const lock = "UPDATE journal_head SET position = position WHERE id = 1";
  ASSERT_TRUE(silent->Enqueue(lock, {}).ok());
  const std::string body(100'000, 'x');  // more than is sent at once
  ASSERT_TRUE(silent->Enqueue("UPDATE notes SET value = :body", {{"body", body}}).ok());
  const auto waiter = engine.Connect(Access::kWrite).value();
  absl::Status locked;
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(waiter->Begin(Access::kWrite).ok());
    locked = waiter->Execute(lock, {}).status();
    waiter->Rollback();
    if (i > 4 && locked.ok()) break;  // by then the silent one has had the lock
  }
  EXPECT_TRUE(locked.ok()) << locked;
  EXPECT_TRUE(absl::IsUnavailable(silent->Commit()));
}

TEST_F(PostgresFaultsTest, CommitIsDurableWhateverTheServersDefault) {
  for (const std::string weak : {"off", "local"}) {
    PostgresCluster::Run(url_, "ALTER ROLE zusage SET synchronous_commit = " + weak);
    const auto connection = PostgresEngine(url_).Connect(Access::kWrite).value();
    std::string setting;
    ASSERT_TRUE(connection
                    ->Query("SELECT current_setting('synchronous_commit')", {},
                            [&](const Row& row) {
                              setting = row.Text(0);
                              return absl::OkStatus();
                            })
                    .ok());
    EXPECT_EQ(setting, "on") << weak;
  }
  PostgresCluster::Run(url_, "ALTER ROLE zusage RESET synchronous_commit");
}

TEST_F(PostgresFaultsTest, ColumnOfATypeThatNobodyReadsIsRefused) {
  const auto connection = engine_.Connect(Access::kRead).value();
  const auto visit = [](const Row&) { return absl::OkStatus(); };
  EXPECT_TRUE(absl::IsInternal(connection->Query("SELECT 1.5", {}, visit)));
  EXPECT_TRUE(connection->Query("SELECT CAST(1.5 AS DOUBLE PRECISION)", {}, visit).ok());
}

}  // namespace
}  // namespace zusage::storage
