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

TEST(QueryFeasibilityTest, AnswersSayHowOldTheyAre) {
  AtlasKnowledge knowledge;
  LearnedStrategy second = AtlasStrategy(2);
  second.change_times["C1"] = AtlasStrategy(1).publish_time;
  knowledge->Learn(std::move(second));
  PastStudy study;
  study.name = "products/atlas/studies/01J00000000000000000000003";
  study.element = "C1";
  study.summary = "Tried with three identity providers.";
  study.valid_until = Date(2026, 3, 1);
  study.create_time = absl::FromUnixSeconds(1'769'000'000);
  knowledge->Learn(study, 5);
  const auto output = QueryFeasibility(
      *knowledge, {kAtlas, "Single sign-on with SAML?",
                   absl::FromCivil(absl::CivilDay(2026, 3, 2), absl::UTCTimeZone())});
  ASSERT_TRUE(output.ok()) << output.status();
  int found = 0;
  for (const FeasibilityAnswer& answer : output->feasibility.answers) {
    if (answer.element == "C1") {
      EXPECT_EQ(answer.known_time, AtlasStrategy(1).publish_time);
      ++found;
    } else if (!answer.study.empty()) {
      EXPECT_EQ(answer.kind, FeasibilityKind::kConfiguration) << "as what it is about";
      EXPECT_EQ(answer.known_time, study.create_time);
      EXPECT_TRUE(answer.expired);
      ++found;
    }
  }
  EXPECT_EQ(found, 2);
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
