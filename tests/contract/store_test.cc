// SPDX-License-Identifier: Apache-2.0
// What the store promises on every engine (storage/store.h).
#include "storage/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "services/base/error.h"
#include "storage/batch_store.h"
#include "storage/journal/journal_follower.h"
#include "storage/migrate.h"
#include "tests/contract/engine_factory.h"
#include "tests/contract/journal_holds.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_engine.h"
#include "tests/support/memory_key_store.h"
#include "tests/support/seeded_random.h"
#include "tests/support/story_table.h"

namespace zusage::storage {
namespace {

using testing::kStoryTables;
using testing::Story;
using testing::Tell;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

class StoreTest : public TestWithParam<EngineFactory> {
 protected:
  StoreTest() : database_(GetParam().make()), engine_(database_->engine()), keys_(random_) {
    const auto connection = engine_.Connect(Access::kWrite).value();
    EXPECT_TRUE(Migrate(*connection, Migrations(), clock_.Now()).ok());
    EXPECT_TRUE(connection->RunScript(testing::kStorySchema).ok());
    options_.fact_tables = kStoryTables;
    options_.pause = [this](absl::Duration pause) { pauses_.push_back(pause); };
    Open();
  }

  void Open() {
    store_ = nullptr;
    store_ = BatchStore::Open(engine_, keys_, clock_, random_, options_).value();
  }

  int64_t Number(const std::string& sql) {
    int64_t number = -1;
    EXPECT_TRUE(store_
                    ->Read([&](ReadTransaction& tx) {
                      return tx.Query(sql, {}, [&](const Row& row) {
                        number = row.Int(0);
                        return absl::OkStatus();
                      });
                    })
                    .ok());
    return number;
  }

  // Keeps the writer busy until the result is notified, so that what is queued meanwhile becomes
  // one batch.
  void Block(std::latch& blocked, std::latch& go) {
    store_->Write(
        [&](Unit&) {
          if (!blocked.try_wait()) blocked.count_down();
          go.wait();
          return absl::OkStatus();
        },
        [](absl::Status) {});
    blocked.wait();
  }

  // Runs the mutations as one batch; their results in order.
  std::vector<absl::Status> RunTogether(std::vector<Mutation> mutations, LookAhead of_first = {}) {
    std::latch blocked(1), go(1);
    Block(blocked, go);
    std::vector<absl::Status> results(mutations.size());
    std::latch left(static_cast<std::ptrdiff_t>(mutations.size()));
    for (size_t i = 0; i < mutations.size(); ++i) {
      const auto done = [&, i](absl::Status status) {
        results[i] = std::move(status);
        left.count_down();
      };
      store_->Write(std::move(mutations[i]), done, i == 0 ? of_first : LookAhead{});
    }
    go.count_down();
    left.wait();
    return results;
  }

  testing::FakeClock clock_;
  testing::SeededRandom random_;
  std::unique_ptr<TestDatabase> database_;
  testing::FaultyEngine engine_;
  testing::MemoryKeyStore keys_;
  BatchStoreOptions options_;
  std::vector<absl::Duration> pauses_;
  std::unique_ptr<BatchStore> store_;
};

absl::Status TellAndFail(Unit& unit, const std::string& name) {
  EXPECT_TRUE(Tell(unit, {.name = name}).ok());
  return absl::AbortedError("changed its mind");
}

TEST_P(StoreTest, AcknowledgedMutationIsRead) {
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 1);
  EXPECT_EQ(store_->head().position, 1);
  EXPECT_EQ(store_->head().commit_time, clock_.Now());
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, FailedMutationLeavesTheOthersOfItsBatch) {
  const auto results = RunTogether({[](Unit& unit) { return Tell(unit, {.name = "stories/1"}); },
                                    [](Unit& unit) { return TellAndFail(unit, "stories/2"); },
                                    [](Unit& unit) { return Tell(unit, {.name = "stories/3"}); }});
  EXPECT_TRUE(results[0].ok());
  EXPECT_TRUE(absl::IsAborted(results[1]));
  EXPECT_TRUE(results[2].ok());
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 2);
  EXPECT_EQ(Number("SELECT count(*) FROM stories WHERE story = 'stories/2'"), 0);
  EXPECT_EQ(Number("SELECT max(position) FROM journal_entries"), 2);
  EXPECT_EQ(Number("SELECT count(*) FROM owner_keys WHERE owner = 'stories/2'"), 0);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, FailedStatementFailsItsMutationOnly) {
  const auto results = RunTogether(
      {[](Unit& unit) { return Tell(unit, {.name = "stories/1"}); },
       [](Unit& unit) {
         // Goes on as if nothing had happened.
         unit.tx().Execute("INSERT INTO nowhere (x) VALUES (1)", {}).status().IgnoreError();
         return Tell(unit, {.name = "stories/2"});
       },
       [](Unit& unit) { return Tell(unit, {.name = "stories/3"}); }});
  EXPECT_TRUE(results[0].ok());
  EXPECT_TRUE(absl::IsInternal(results[1]));
  EXPECT_TRUE(results[2].ok());
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 2);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, RefusalWithoutWritesRunsNothingTwice) {
  int runs = 0;
  const auto results = RunTogether({[&](Unit& unit) {
                                      ++runs;
                                      return Tell(unit, Story{});
                                    },
                                    [](Unit&) { return absl::FailedPreconditionError("no"); }});
  EXPECT_TRUE(results[0].ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(results[1]));
  EXPECT_EQ(runs, 1);
}

TEST_P(StoreTest, MutationWithoutFactsTakesNoPosition) {
  ASSERT_TRUE(store_
                  ->WriteAndWait([](Unit& unit) {
                    return unit.tx()
                        .Execute("INSERT INTO notes (name, value) VALUES ('a', 'b')", {})
                        .status();
                  })
                  .ok());
  EXPECT_EQ(store_->head().position, 0);
  EXPECT_EQ(Number("SELECT count(*) FROM notes"), 1);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, MutationSeesWhatEarlierOnesOfItsBatchDid) {
  std::vector<int64_t> seen;
  const auto count = [&](Unit& unit) {
    EXPECT_TRUE(unit.tx()
                    .Query("SELECT count(*) FROM stories", {},
                           [&](const Row& row) {
                             seen.push_back(row.Int(0));
                             return absl::OkStatus();
                           })
                    .ok());
    return Tell(unit, {.name = "stories/" + std::to_string(unit.position())});
  };
  RunTogether({count, count, count});
  EXPECT_EQ(seen, (std::vector<int64_t>{0, 1, 2}));
}

TEST_P(StoreTest, PositionsAreGaplessUnderConcurrency) {
  constexpr int kThreads = 8, kEach = 40;
  std::vector<std::thread> threads;
  std::atomic<int> failed{0};
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const std::string name = "stories/" + std::to_string(t) + "-" + std::to_string(i);
        const bool fails = (t + i) % 5 == 0;
        const absl::Status status = store_->WriteAndWait([&](Unit& unit) {
          return fails ? TellAndFail(unit, name) : Tell(unit, {.name = name});
        });
        if (!status.ok()) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, kThreads * kEach / 5);
  const int64_t entries = kThreads * kEach - failed;
  EXPECT_EQ(store_->head().position, entries);
  EXPECT_EQ(Number("SELECT count(*) FROM journal_entries"), entries);
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), entries);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, CommitTimesNeverGoBack) {
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  const absl::Time first = store_->head().commit_time;
  clock_.Advance(-absl::Hours(1));
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(store_->head().commit_time, first);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, BatchIsTriedAgainUntilTheEngineTakesIt) {
  engine_.faults().commits = 3;
  const auto results = RunTogether({[](Unit& unit) { return Tell(unit, {.name = "stories/1"}); },
                                    [](Unit& unit) { return Tell(unit, {.name = "stories/2"}); }});
  EXPECT_TRUE(results[0].ok() && results[1].ok());
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 2);
  EXPECT_EQ(store_->head().position, 2);
  ASSERT_EQ(pauses_.size(), 3u);
  EXPECT_LT(pauses_[0], pauses_[2]);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, BusyEngineInTheMiddleOfAMutationIsTriedAgain) {
  engine_.faults().writes = 2;
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 1);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, EngineThatStaysBusyMakesTheCallUnavailable) {
  engine_.faults().begins = 1000;
  const absl::Status status = store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); });
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_EQ(ReasonOf(status), "UNAVAILABLE");
  EXPECT_EQ(static_cast<int>(pauses_.size()), options_.max_attempts);
  engine_.faults().begins = 0;
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 0);
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, WhoWaitedLongBehindABatchInVainIsToldWithIt) {
  options_.patience = absl::ZeroDuration();
  Open();
  std::latch blocked(1), go(1), told(1);
  Block(blocked, go);
  std::atomic<bool> ran{false};
  absl::Status result;
  store_->Write(
      [&](Unit& unit) {
        ran = true;
        return Tell(unit, Story{});
      },
      [&](absl::Status status) {
        result = std::move(status);
        told.count_down();
      });
  engine_.faults().commits = 1;
  go.count_down();
  told.wait();
  EXPECT_EQ(ReasonOf(result), "UNAVAILABLE") << result;
  EXPECT_FALSE(ran);
  EXPECT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, WhoCameLateBehindABatchInVainHasATryOfHisOwn) {
  options_.max_attempts = 1;
  Open();
  std::latch blocked(1), go(1), told(1);
  Block(blocked, go);
  absl::Status result;
  store_->Write([&](Unit& unit) { return Tell(unit, Story{}); },
                [&](absl::Status status) {
                  result = std::move(status);
                  told.count_down();
                });
  engine_.faults().commits = 1;
  go.count_down();
  told.wait();
  EXPECT_TRUE(result.ok()) << result;
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, CommitThatFailsForGoodReachesEveryCaller) {
  engine_.faults().code = absl::StatusCode::kInternal;
  std::latch blocked(1), go(1);
  Block(blocked, go);
  absl::Status results[2];
  std::latch left(2);
  for (int i = 0; i < 2; ++i) {
    store_->Write([i](Unit& unit) { return Tell(unit, {.name = "stories/" + std::to_string(i)}); },
                  [&, i](absl::Status status) {
                    results[i] = std::move(status);
                    left.count_down();
                  });
  }
  // Each batch is tried twice, the second time with care: the one that blocks and the one behind.
  engine_.faults().commits = 4;
  go.count_down();
  left.wait();
  EXPECT_TRUE(absl::IsInternal(results[0]));
  EXPECT_TRUE(absl::IsInternal(results[1]));
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 0);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, EnqueuedFailureIsItsOwnMutationsOnly) {
  const auto noted = [](const std::string& name) {
    return [name](Unit& unit) -> absl::Status {
      if (absl::Status told = Tell(unit, {.name = "stories/" + name}); !told.ok()) return told;
      return unit.tx().Enqueue("INSERT INTO notes (name) VALUES (:name)", {{"name", name}});
    };
  };
  const std::vector<absl::Status> results = RunTogether({noted("a"), noted("a"), noted("b")});
  EXPECT_TRUE(results[0].ok()) << results[0];
  EXPECT_TRUE(absl::IsInternal(results[1])) << results[1];
  EXPECT_TRUE(results[2].ok()) << results[2];
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 2);
  EXPECT_EQ(Number("SELECT count(*) FROM notes"), 2);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, QuestionAheadThatFailsHarmsNobody) {
  const auto tell = [](Unit& unit) { return Tell(unit, Story{}); };
  const auto ask = [](ReadTransaction& tx) {
    tx.Query("SELECT x FROM nowhere", {}, [](const Row&) {
        return absl::OkStatus();
      }).IgnoreError();
  };
  for (const absl::Status& result : RunTogether({tell, tell, tell}, {.ask = ask})) {
    EXPECT_TRUE(result.ok()) << result;
  }
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 3);
}

TEST_P(StoreTest, WhatIsAskedAheadIsNoOlderThanTheBatch) {
  const char* const sql = "SELECT count(*) FROM notes";
  const auto count = [sql](ReadTransaction& tx) {
    int64_t rows = -1;
    EXPECT_TRUE(tx.Query(sql, {}, [&](const Row& row) {
                    rows = row.Int(0);
                    return absl::OkStatus();
                  }).ok());
    return rows;
  };
  std::vector<int64_t> seen;
  const auto note = [&](Unit& unit) -> absl::Status {
    seen.push_back(count(unit.tx()));
    if (absl::Status told = Tell(unit, Story{}); !told.ok()) return told;
    return unit.tx().Enqueue("INSERT INTO notes (name) VALUES (:name)",
                             {{"name", std::to_string(unit.position())}});
  };
  for (const absl::Status& result :
       RunTogether({note, note, note}, {.ask = [&](ReadTransaction& tx) { count(tx); }})) {
    EXPECT_TRUE(result.ok()) << result;
  }
  EXPECT_EQ(seen, (std::vector<int64_t>{0, 1, 2}));
}

TEST_P(StoreTest, CommitWhoseAnswerIsLostIsRunAgainAndFindsItself) {
  engine_.faults().lost_answers = 1;
  // As every call does it: what is done under a name already is not done again.
  int runs = 0;
  const absl::Status status = store_->WriteAndWait([&](Unit& unit) -> absl::Status {
    ++runs;
    const auto added = unit.tx().Execute(
        "INSERT INTO notes (name) VALUES ('once') ON CONFLICT (name) DO NOTHING", {});
    if (!added.ok()) return added.status();
    return *added == 1 ? Tell(unit, Story{}) : absl::OkStatus();
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 1);
  EXPECT_EQ(store_->head().position, 1);
  ASSERT_TRUE(store_
                  ->WriteAndWait(
                      [](Unit& unit) { return Tell(unit, {.name = "stories/2", .author = "Max"}); })
                  .ok());
  // A key that may have an owner is nobody else's: two stories and one author.
  EXPECT_EQ(Number("SELECT count(*) FROM owner_keys"), 3);
  EXPECT_EQ(Number("SELECT count(DISTINCT key_id) FROM owner_keys"), 3);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, FullQueueRefusesAtOnce) {
  options_.max_queue = 2;
  Open();
  std::latch blocked(1), go(1);
  Block(blocked, go);
  std::atomic<int> done{0};
  for (int i = 0; i < 2; ++i) {
    store_->Write([](Unit&) { return absl::OkStatus(); }, [&](absl::Status) { ++done; });
  }
  absl::Status refusal;
  store_->Write([](Unit&) { return absl::OkStatus(); },
                [&](absl::Status status) { refusal = std::move(status); });
  EXPECT_EQ(ReasonOf(refusal), "OVERLOADED");
  go.count_down();
  store_ = nullptr;
  EXPECT_EQ(done, 2);
}

TEST_P(StoreTest, StopFinishesWhatIsQueuedAndRefusesTheRest) {
  std::latch blocked(1), go(1);
  Block(blocked, go);
  absl::Status queued = absl::UnknownError("not done");
  store_->Write([](Unit& unit) { return Tell(unit, Story{}); },
                [&](absl::Status status) { queued = std::move(status); });
  go.count_down();
  store_->Stop();
  EXPECT_TRUE(absl::IsUnavailable(store_->WriteAndWait([](Unit&) { return absl::OkStatus(); })));
  EXPECT_EQ(store_->WaitForNews(5, absl::InfiniteDuration()).position, 1);
  store_ = nullptr;
  EXPECT_TRUE(queued.ok()) << queued;
}

TEST_P(StoreTest, SmallBatchWaitsForAsManyAsLately) {
  options_.gather = absl::Hours(1);
  Open();
  const Mutation tell = [](Unit& unit) { return Tell(unit, {}); };
  EXPECT_THAT(RunTogether({tell, tell, tell}), ::testing::Each(absl::OkStatus()));
  const int64_t before = store_->head().position;
  std::latch left(3);
  const auto write = [&] { store_->Write(tell, [&left](absl::Status) { left.count_down(); }); };
  write();
  write();
  EXPECT_EQ(store_->WaitForNews(before, absl::Milliseconds(200)).position, before);
  write();
  left.wait();
  EXPECT_EQ(store_->head().position, before + 3);
}

TEST_P(StoreTest, WhoIsAloneDoesNotWaitForCompany) {
  options_.gather = absl::Hours(1);
  Open();
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, {}); }).ok());
  }
}

TEST_P(StoreTest, NewsWakesWhoWaitsForIt) {
  int64_t seen = 0;
  std::thread waiter([&] { seen = store_->WaitForNews(0, absl::Seconds(60)).position; });
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  waiter.join();
  EXPECT_EQ(seen, 1);
}

TEST_P(StoreTest, OpeningAgainGoesOnWhereItEnded) {
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  clock_.Advance(absl::Minutes(1));
  Open();
  EXPECT_EQ(store_->head().position, 1);
  // The same owners' keys, from the key store this time.
  ASSERT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  EXPECT_EQ(store_->head().position, 2);
  EXPECT_EQ(Number("SELECT count(*) FROM owner_keys"), 2);
  ExpectJournalHolds(engine_, keys_);
}

TEST_P(StoreTest, FactOfAForeignTableIsRefused) {
  static constexpr FactTable kForeign{"foreign_facts", {}};
  const absl::Status status = store_->WriteAndWait([](Unit& unit) {
    unit.Describe("Test", {"principals/a"});
    return unit.Insert(kForeign, {}, {}).status();
  });
  EXPECT_TRUE(absl::IsInternal(status));
}

TEST_P(StoreTest, ValueOfTheWrongTypeIsRefusedEvenIfTheClosureIgnoresIt) {
  const absl::Status status = store_->WriteAndWait([](Unit& unit) {
    unit.Describe("Test", {"principals/a"});
    const std::vector<Value> values = {int64_t{1}, Null{}, Null{}, Null{}, Null{}, Null{}};
    unit.Insert(testing::kStories, values, {}).status().IgnoreError();
    return Tell(unit, Story{});
  });
  EXPECT_TRUE(absl::IsInternal(status));
  EXPECT_EQ(Number("SELECT count(*) FROM stories"), 0);
}

TEST_P(StoreTest, PrivateColumnWithoutOwnerIsRefused) {
  const absl::Status status = store_->WriteAndWait([](Unit& unit) {
    unit.Describe("Test", {"principals/a"});
    const std::vector<Value> values = {Null{}, Null{}, Null{}, "Erika", Null{}, Null{}};
    return unit.Insert(testing::kStories, values, {}).status();
  });
  EXPECT_TRUE(absl::IsInternal(status));
}

TEST_P(StoreTest, TextThatIsNoUtf8IsRefused) {
  const absl::Status status =
      store_->WriteAndWait([](Unit& unit) { return Tell(unit, {.body = "\xff"}); });
  EXPECT_TRUE(absl::IsInternal(status));
}

TEST_P(StoreTest, OneFollowerAtATimeHoldsTheLease) {
  const auto one = JournalFollower::Create(*store_, keys_, clock_, random_).value();
  const auto two = JournalFollower::Create(*store_, keys_, clock_, random_).value();
  const auto tell = [&] {
    EXPECT_TRUE(store_->WriteAndWait([](Unit& unit) { return Tell(unit, Story{}); }).ok());
  };
  tell();
  EXPECT_TRUE(one->CatchUp().ok());
  tell();
  EXPECT_TRUE(absl::IsUnavailable(two->CatchUp()));
  clock_.Advance(absl::Minutes(1));
  tell();
  EXPECT_TRUE(two->CatchUp().ok());
  tell();
  EXPECT_TRUE(absl::IsUnavailable(one->CatchUp()));
  EXPECT_TRUE(two->CatchUp().ok());
  EXPECT_EQ(Number("SELECT count(*) FROM journal_checkpoints"), 3);
  ExpectJournalHolds(engine_, keys_);
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreTest, ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
