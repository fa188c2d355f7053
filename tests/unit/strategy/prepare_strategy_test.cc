// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/prepare_strategy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/world.h"

namespace zusage::strategy {
namespace {

using alignment::BacktestRequest;
using alignment::Verdict;
using review::Outcome;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using zusage::testing::World;

class PrepareStrategyTest : public ::testing::Test {
 protected:
  // A decided request whose assessment ranks these elements.
  void Decide(Outcome outcome, const std::vector<std::string>& ranked,
              const std::string& wish = "They want it.") {
    intake::Draft draft = World::SampleDraft();
    draft.wish = wish;
    alignment::Assessment assessment;
    assessment.verdict = Verdict::kUnclear;
    assessment.strategy_version = 1;
    for (const std::string& id : ranked) assessment.elements.push_back({.element = id});
    const auto submitted = world_.Submit(draft, assessment);
    ASSERT_TRUE(submitted.ok()) << submitted.status();
    const auto view = world_.Load(submitted->view.request.name);
    ASSERT_TRUE(view.ok());
    const auto decided = world_.Decide(World::Decision(*view, outcome), World::Petra());
    ASSERT_TRUE(decided.ok()) << decided.status();
  }

  std::vector<BacktestRequest> Requests(std::shared_ptr<const Strategy> document = nullptr) {
    const auto output = PrepareStrategy(world_.store().store(),
                                        {.product = "products/atlas", .document = document});
    EXPECT_TRUE(output.ok()) << output.status();
    return output.ok() ? output->requests : std::vector<BacktestRequest>();
  }

  World world_;
};

TEST_F(PrepareStrategyTest, EachOutcomeRestsOnItsKindOfElement) {
  Decide(Outcome::kAsIs, {"R1", "T1"});
  Decide(Outcome::kApproved, {"C1", "R1", "T1"});
  Decide(Outcome::kDeclined, {"C1", "T1", "N1"});
  Decide(Outcome::kDeferred, {"T1"});
  const std::vector<BacktestRequest> requests = Requests();
  ASSERT_THAT(requests, SizeIs(4)) << "newest first";
  EXPECT_EQ(requests[0].expected, Verdict::kUnspecified);
  EXPECT_THAT(requests[0].expected_refs, IsEmpty());
  EXPECT_EQ(requests[1].expected, Verdict::kConflicts);
  EXPECT_THAT(requests[1].expected_refs, ElementsAre("N1"));
  EXPECT_EQ(requests[2].expected, Verdict::kOnRoadmap);
  EXPECT_THAT(requests[2].expected_refs, ElementsAre("R1"));
  EXPECT_EQ(requests[3].expected, Verdict::kAsIs);
  EXPECT_THAT(requests[3].expected_refs, ElementsAre("C1")) << "what the decision names";
}

TEST_F(PrepareStrategyTest, WithoutSuchAnElementADecisionOnlySaysWhatIsUsual) {
  Decide(Outcome::kDeclined, {"C1", "T1"});
  auto draft = std::make_shared<Strategy>(World::SampleStrategy());
  draft->elements.resize(1);
  Decide(Outcome::kApproved, {"R1"});
  for (const BacktestRequest& request : Requests(draft)) {
    EXPECT_EQ(request.expected, Verdict::kUnspecified);
    EXPECT_THAT(request.expected_refs, IsEmpty());
  }
}

TEST_F(PrepareStrategyTest, WhatIsOpenIsNotRead) {
  world_.Request();
  EXPECT_THAT(Requests(), IsEmpty());
}

TEST_F(PrepareStrategyTest, PersonalPartsStayHere) {
  Decide(Outcome::kAsIs, {}, "CONTOSO asks: call +49 170 1234567 or mail anna@example.com.");
  const std::vector<BacktestRequest> requests = Requests();
  ASSERT_THAT(requests, SizeIs(1));
  EXPECT_THAT(requests[0].body, Not(HasSubstr("CONTOSO")));
  EXPECT_THAT(requests[0].body, Not(HasSubstr("1234567")));
  EXPECT_THAT(requests[0].body, Not(HasSubstr("anna@")));
}

TEST_F(PrepareStrategyTest, LongTextsAreCutBetweenCharacters) {
  std::string wish;
  for (int i = 0; i < 1000; ++i) wish += "ä ";
  Decide(Outcome::kAsIs, {}, wish);
  const std::vector<BacktestRequest> requests = Requests();
  ASSERT_THAT(requests, SizeIs(1));
  EXPECT_LE(requests[0].body.size(), kMaxDecidedTextBytes);
  EXPECT_NE(static_cast<unsigned char>(requests[0].body.back()), 0xC3);
}

TEST_F(PrepareStrategyTest, ADraftIsTakenAsItIsAndElseTheVersionInForce) {
  const auto current = PrepareStrategy(world_.store().store(), {.product = "products/atlas"});
  ASSERT_TRUE(current.ok());
  EXPECT_EQ(*current->document, World::SampleStrategy());
  const auto draft = std::make_shared<const Strategy>(Strategy{.product = "atlas"});
  const auto drafted =
      PrepareStrategy(world_.store().store(), {.product = "products/atlas", .document = draft});
  ASSERT_TRUE(drafted.ok());
  EXPECT_EQ(drafted->document, draft);
  EXPECT_TRUE(absl::IsNotFound(
      PrepareStrategy(world_.store().store(), {.product = "products/none"}).status()));
}

}  // namespace
}  // namespace zusage::strategy
