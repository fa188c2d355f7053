// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/query_feasibility.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

TEST(QueryFeasibilityTest, CapabilityAnswersWithHowItIsDone) {
  AtlasKnowledge knowledge;
  const auto output =
      QueryFeasibility(*knowledge, {kAtlas, "Can our users sign in with SAML single sign-on?"});
  ASSERT_TRUE(output.ok()) << output.status();
  ASSERT_FALSE(output->feasibility.answers.empty());
  EXPECT_EQ(output->feasibility.answers[0].element, "C1");
  EXPECT_EQ(output->feasibility.answers[0].how, "Settings, Security, Single sign-on");
  EXPECT_EQ(output->feasibility.strategy_version, 1);
  EXPECT_EQ(output->feasibility.known_position, 4);
  EXPECT_EQ(output->strategy_time, AtlasStrategy(1).publish_time);
}

TEST(QueryFeasibilityTest, ProductWithoutStrategyIsNotFound) {
  AtlasKnowledge knowledge;
  EXPECT_EQ(QueryFeasibility(*knowledge, {"products/borealis", "SSO?"}).status().code(),
            absl::StatusCode::kNotFound);
}

TEST(QueryFeasibilityTest, BeforeAnythingIsLearnedItIsUnavailable) {
  Knowledge knowledge;
  EXPECT_EQ(ReasonOf(QueryFeasibility(knowledge, {kAtlas, "SSO?"}).status()), "NOT_LEARNED_YET");
}

}  // namespace
}  // namespace zusage::alignment
