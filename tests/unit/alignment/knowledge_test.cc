// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/knowledge.h"

#include <gtest/gtest.h>

#include <thread>

#include "services/base/error.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

TEST(KnowledgeTest, NothingIsAnsweredBeforeTheEndOfTheJournalWasSeen) {
  Knowledge knowledge;
  knowledge.Learn(AtlasStrategy());
  knowledge.AdvanceTo(7, /*is_end=*/false);
  EXPECT_FALSE(knowledge.caught_up());
  EXPECT_EQ(ReasonOf(knowledge.Get(kAtlas).status()), "NOT_LEARNED_YET");
  knowledge.AdvanceTo(9, /*is_end=*/true);
  EXPECT_TRUE(knowledge.caught_up());
  EXPECT_TRUE(knowledge.Get(kAtlas).ok());
}

TEST(KnowledgeTest, FallingBehindLaterKeepsTheAnswers) {
  AtlasKnowledge knowledge;
  knowledge->AdvanceTo(5, /*is_end=*/false);
  EXPECT_TRUE(knowledge->caught_up());
  EXPECT_TRUE(knowledge->Get(kAtlas).ok());
}

TEST(KnowledgeTest, ProductWithoutStrategyIsNotFound) {
  AtlasKnowledge knowledge;
  knowledge->Learn({"products/borealis/changeRequests/01J0000000000000000000000A", "x", "y", ""},
                   5);
  EXPECT_EQ(knowledge->Get("products/borealis").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(knowledge->Get("products/cassini").status().code(), absl::StatusCode::kNotFound);
}

TEST(KnowledgeTest, NewerVersionTakesThePlaceOfTheOlder) {
  AtlasKnowledge knowledge;
  const auto before = knowledge->Get(kAtlas);
  knowledge->Learn(AtlasStrategy(3));
  knowledge->Learn(AtlasStrategy(2));
  ASSERT_TRUE(before.ok());
  EXPECT_EQ(before->strategy->version(), 1) << "what was given out stays whole";
  EXPECT_EQ(knowledge->Get(kAtlas)->strategy->version(), 3);
  EXPECT_EQ(knowledge->Get(kAtlas)->publish_time, AtlasStrategy(3).publish_time);
}

TEST(KnowledgeTest, OnlyTheNewestAnnouncedVersionIsMissing) {
  Knowledge knowledge;
  knowledge.Announce(kAtlas, 1);
  knowledge.Announce(kAtlas, 2);
  knowledge.Announce("products/borealis", 1);
  const auto missing = knowledge.Missing();
  ASSERT_EQ(missing.size(), 2u);
  EXPECT_EQ(missing[0].product, kAtlas);
  EXPECT_EQ(missing[0].version, 2);
  knowledge.Learn(AtlasStrategy(2));
  knowledge.GiveUp(missing[1]);
  EXPECT_TRUE(knowledge.Missing().empty());
}

TEST(KnowledgeTest, KnownPositionIsAwaitedWithoutWaiting) {
  AtlasKnowledge knowledge;
  EXPECT_TRUE(knowledge->Await(0, absl::ZeroDuration()).ok());
  EXPECT_TRUE(knowledge->Await(4, absl::ZeroDuration()).ok());
}

TEST(KnowledgeTest, UnknownPositionIsNotLearnedYet) {
  AtlasKnowledge knowledge;
  const absl::Status status = knowledge->Await(5, absl::ZeroDuration());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "NOT_LEARNED_YET");
  EXPECT_FALSE(knowledge->Await(5, -absl::Seconds(1)).ok());
}

TEST(KnowledgeTest, WhoAwaitsAPositionIsWokenByIt) {
  AtlasKnowledge knowledge;
  std::thread learner([&] { knowledge->AdvanceTo(5, /*is_end=*/true); });
  EXPECT_TRUE(knowledge->Await(5, absl::InfiniteDuration()).ok());
  learner.join();
}

TEST(KnowledgeTest, PastOfEveryProductKnowsThePosition) {
  AtlasKnowledge knowledge;
  knowledge->AdvanceTo(12, /*is_end=*/true);
  EXPECT_EQ(knowledge->Get(kAtlas)->past->position(), 12);
}

TEST(KnowledgeTest, LearningTwiceDoesNoHarm) {
  AtlasKnowledge knowledge;
  knowledge->Learn({kFirstRequest, "Install on our own servers", "on premises", ""}, 2);
  knowledge->LearnRuling(kFirstRequest, "DECLINED", 4);
  EXPECT_EQ(knowledge->Get(kAtlas)->past->size(), 2u);
}

}  // namespace
}  // namespace zusage::alignment
