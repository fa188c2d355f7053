// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/check_alignment.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

CheckAlignmentInput AskFor(const std::string& title) {
  return {.product = kAtlas, .wish = {.product = "atlas", .title = title}};
}

TEST(CheckAlignmentTest, WishIsJudgedByTheStrategyInForceAndThePast) {
  AtlasKnowledge knowledge;
  const auto checked = CheckAlignment(*knowledge, AskFor("Install it on premises, on our servers"));
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->assessment.verdict, Verdict::kConflicts);
  EXPECT_EQ(checked->assessment.strategy_version, 1);
  EXPECT_EQ(checked->assessment.known_position, 4);
  ASSERT_FALSE(checked->assessment.similar.empty());
  EXPECT_EQ(checked->assessment.similar[0].name, kFirstRequest);
  EXPECT_EQ(checked->assessment.similar[0].outcome, "DECLINED");
  EXPECT_EQ(checked->strategy->version(), 1);
}

TEST(CheckAlignmentTest, NewVersionCountsAtOnce) {
  AtlasKnowledge knowledge;
  knowledge->Learn(AtlasStrategy(2));
  const auto checked = CheckAlignment(*knowledge, AskFor("Single sign-on"));
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_EQ(checked->assessment.strategy_version, 2);
}

TEST(CheckAlignmentTest, ProductWithoutStrategyIsNotFound) {
  AtlasKnowledge knowledge;
  CheckAlignmentInput input = AskFor("Single sign-on");
  input.product = "products/borealis";
  EXPECT_EQ(CheckAlignment(*knowledge, input).status().code(), absl::StatusCode::kNotFound);
}

TEST(CheckAlignmentTest, BeforeAnythingIsLearnedItIsUnavailable) {
  Knowledge knowledge;
  const auto checked = CheckAlignment(knowledge, AskFor("Single sign-on"));
  EXPECT_EQ(checked.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(checked.status()), "NOT_LEARNED_YET");
}

TEST(CheckAlignmentTest, PositionThatIsNotKnownIsUnavailable) {
  AtlasKnowledge knowledge;
  CheckAlignmentInput input = AskFor("Single sign-on");
  input.known_position = 5;
  EXPECT_EQ(ReasonOf(CheckAlignment(*knowledge, input).status()), "NOT_LEARNED_YET");
  input.known_position = 4;
  EXPECT_TRUE(CheckAlignment(*knowledge, input).ok());
}

}  // namespace
}  // namespace zusage::alignment
