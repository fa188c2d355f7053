// SPDX-License-Identifier: Apache-2.0
#include "services/news/follow_journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>

#include "services/news/record_news.h"
#include "storage/open_store.h"
#include "tests/unit/news/news_world.h"

namespace zusage::news {
namespace {

using ::testing::ElementsAre;
using testing::Heard;
using ::testing::IsEmpty;
using testing::NewsWorld;
using ::testing::SizeIs;

class FollowJournalTest : public ::testing::Test {
 protected:
  // Another process, as far as the lease goes.
  std::unique_ptr<Following> Another(FollowOptions options = {}) {
    return std::make_unique<Following>(world_.store().store(), world_.clock(),
                                       world_.store().random(), options);
  }
  int64_t Position() { return world_.store().Number("SELECT position FROM news_follower"); }
  int64_t Head() { return world_.store().Number("SELECT position FROM journal_head"); }
  // Declines a new request, which Sofia is told.
  std::string Decline() {
    const std::string request = world_.Request();
    world_.Decide(request, review::Outcome::kDeclined);
    return request;
  }
  int64_t Count() { return world_.store().Number("SELECT COUNT(*) FROM notices"); }

  NewsWorld world_;
};

TEST_F(FollowJournalTest, FollowsToTheEndAndSaysHowFar) {
  const std::string request = Decline();
  EXPECT_THAT(world_.News(), SizeIs(1));
  EXPECT_EQ(Position(), Head());
  EXPECT_EQ(world_.following().position(), Head());
  EXPECT_THAT(world_.News(), IsEmpty());
  const storage::StoredNotice notice = [&] {
    std::vector<storage::StoredNotice> all;
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      all = *storage::NewsRepository::List(tx, "principals/sofia", "", true, "", 9);
                      return absl::OkStatus();
                    })
                    .ok());
    return all.at(0);
  }();
  EXPECT_EQ(notice.news.position, Head());
  EXPECT_EQ(notice.news.actor, "principals/petra");
  EXPECT_EQ(notice.news.product, "products/atlas");
  EXPECT_EQ(notice.news.Detail("outcome"), "DECLINED");
}

TEST_F(FollowJournalTest, FarBehindIsCaughtUpInSmallTransactions) {
  for (int i = 0; i < 7; ++i) Decline();
  world_.following().Release();
  const auto another = Another({.batch = 2});
  const absl::StatusOr<bool> leads = another->CatchUp();
  ASSERT_TRUE(leads.ok()) << leads.status();
  EXPECT_TRUE(*leads);
  EXPECT_THAT(world_.Recorded(), SizeIs(7));
  EXPECT_EQ(Position(), Head());
}

TEST_F(FollowJournalTest, OneFollowsAndAnotherTakesOverWhenItHasDied) {
  Decline();
  world_.News();  // holds the lease from here on
  Decline();
  const auto another = Another();
  EXPECT_FALSE(*another->CatchUp());
  EXPECT_FALSE(*another->TellOverdue());
  EXPECT_EQ(Count(), 1);
  world_.clock().Advance(absl::Seconds(11));
  EXPECT_TRUE(*another->CatchUp());
  EXPECT_EQ(Count(), 2);
  EXPECT_FALSE(*world_.following().CatchUp()) << "who comes back finds the lease taken";
  another->Release();
  EXPECT_TRUE(*world_.following().CatchUp());
  EXPECT_EQ(Count(), 2);
}

// A process that was cut off for longer than its lease, in the middle of its work, goes on as if
// nothing had happened: what it writes must not count.
TEST_F(FollowJournalTest, NothingIsToldTwiceHoweverOftenItIsFollowed) {
  const int64_t start = Position();
  Decline();
  Decline();
  world_.News();
  EXPECT_EQ(Count(), 2);
  world_.Execute("UPDATE news_follower SET position = " + std::to_string(start));
  EXPECT_THAT(world_.News(), IsEmpty());
  EXPECT_EQ(Count(), 2);
  EXPECT_EQ(Position(), Head());
}

TEST_F(FollowJournalTest, EntryWhoseNewsCannotBeMadeIsPassedOverAtTheThirdTry) {
  const std::string promise = world_.Record(NewsWorld::ToAcme("")).promise.name;
  const std::string request = Decline();
  world_.Execute("DELETE FROM promises");
  EXPECT_FALSE(world_.following().CatchUp().ok());
  EXPECT_FALSE(world_.following().CatchUp().ok());
  EXPECT_TRUE(world_.following().CatchUp().ok());
  EXPECT_THAT(world_.Recorded(), ElementsAre(Heard{Kind::kRequestDecided, request, {"sofia"}}));
}

TEST_F(FollowJournalTest, NewsThatCannotBeStoredIsPassedOverAndTheRestIsTold) {
  Decline();
  const std::string poison = Decline();
  Decline();
  // News about this request breaks a rule of the table that nothing else breaks.
  const std::string trap =
      world_.store().place().embedded()
          ? "CREATE TRIGGER trap BEFORE INSERT ON news WHEN NEW.subject = '" + poison +
                "' BEGIN SELECT RAISE(ABORT, 'trap'); END"
          : "ALTER TABLE news ADD CONSTRAINT trap CHECK (subject <> '" + poison + "')";
  world_.Execute(trap);
  int failures = 0;
  while (!world_.following().CatchUp().ok()) ASSERT_LT(++failures, 5);
  EXPECT_EQ(failures, 2);
  EXPECT_THAT(world_.Recorded(), SizeIs(2));
  EXPECT_EQ(Position(), Head());
}

TEST_F(FollowJournalTest, OccasionIsRecordedOnce) {
  const Told told{.news = {.occasion = "an occasion", .kind = Kind::kWebhookPaused},
                  .people = {"principals/adam"}};
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) {
                      return RecordNews(unit.tx(), unit.commit_time(), world_.store().random(),
                                        {told});
                    })
                    .ok());
  }
  EXPECT_EQ(Count(), 1);
}

// --- reviews past their due time
// ------------------------------------------------------------------------------------

TEST_F(FollowJournalTest, OverdueReviewIsToldOncePerDueTime) {
  const std::string request = world_.Request();
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(world_.News(), IsEmpty());
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kReviewOverdue, request, {"lena", "petra"}}));
  world_.following().Release();
  EXPECT_TRUE(*Another()->TellOverdue());
  EXPECT_THAT(world_.Recorded(), IsEmpty());
}

TEST_F(FollowJournalTest, ReopenedReviewMayBeOverdueAgain) {
  const std::string request = world_.Request();
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_TRUE(*world_.following().TellOverdue());
  world_.Decide(request, review::Outcome::kDeclined);
  world_.ReopenWhole(request);
  world_.News();
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(world_.News(), IsEmpty());
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kReviewOverdue, request, {"lena", "petra"}}));
}

TEST_F(FollowJournalTest, WhatWasOverdueBeforeThereWasNewsIsNotTold) {
  world_.Request();
  world_.clock().Advance(absl::Hours(24 * 10));
  world_.Execute("UPDATE news_follower SET start_time = " +
                 std::to_string(absl::ToUnixMicros(world_.now())));
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(world_.News(), IsEmpty());
}

// --- at work
// ------------------------------------------------------------------------------------

TEST_F(FollowJournalTest, WorkerFollowsAndGivesTheLeaseBack) {
  Decline();
  world_.following().Release();
  {
    const auto following = Another();
    FollowJournal worker(world_.store().store(), *following);
    while (following->position() < Head()) {
      world_.store().store().WaitForNews(storage::kNewest, absl::Milliseconds(10));
    }
  }
  EXPECT_EQ(Count(), 1);
  EXPECT_EQ(world_.store().Number("SELECT expire_time FROM news_follower"), 0);
}

// Two processes follow one database while others write; one dies with the lease in its hands.
TEST_F(FollowJournalTest, ProcessesThatCompeteTellEverythingOnce) {
  if (world_.store().place().embedded()) GTEST_SKIP() << "one process has the database";
  world_.following().Release();
  storage::OpenStoreOptions options;
  options.place = world_.store().place();
  options.poll_interval = absl::Milliseconds(1);
  options.follow = false;
  storage::OpenedStore other =
      *storage::OpenStore(options, world_.clock(), world_.store().random());
  const auto one = Another({.batch = 3});
  const auto two = std::make_unique<Following>(*other.store, world_.clock(),
                                               world_.store().random(), FollowOptions{.batch = 3});
  constexpr int kDecisions = 30;
  std::atomic<bool> written = false;
  const auto compete = [&](Following& following) {
    while (!written) {
      const absl::StatusOr<bool> leads = following.CatchUp();
      EXPECT_TRUE(leads.ok()) << leads.status();
    }
  };
  std::thread first([&] { compete(*one); });
  std::thread second([&] { compete(*two); });
  for (int i = 0; i < kDecisions; ++i) {
    Decline();
    world_.clock().Advance(absl::Seconds(4));  // a lease ends now and then
  }
  written = true;
  first.join();
  second.join();
  world_.clock().Advance(absl::Seconds(11));  // whoever had it is dead
  const absl::StatusOr<bool> leads = two->CatchUp();
  ASSERT_TRUE(leads.ok() && *leads) << leads.status();
  EXPECT_EQ(Count(), kDecisions);
  EXPECT_EQ(Position(), Head());
}

}  // namespace
}  // namespace zusage::news
