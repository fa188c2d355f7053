// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/assessment_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zusage::intake {
namespace {

using alignment::Assessment;
using alignment::Finding;
using alignment::FindingKind;
using alignment::Stance;
using alignment::Verdict;
using ::testing::ElementsAre;

Finding Question(std::string reason) {
  return {.kind = FindingKind::kMissingEvidence, .reason = std::move(reason)};
}

Finding Guardrail(Stance stance, std::string words) {
  return {.kind = FindingKind::kGuardrail,
          .stance = stance,
          .element = "G1",
          .reason = "GUARDRAIL",
          .english = std::move(words)};
}

TEST(AssessmentChangeTest, AnsweredQuestionsAreGoneAndNewReasonsAreThere) {
  Assessment before;
  before.verdict = Verdict::kUnclear;
  before.confidence = 0.4;
  before.findings = {Question("MISSING_PAIN"), Question("MISSING_EFFORT")};
  Assessment now;
  now.verdict = Verdict::kAligned;
  now.confidence = 0.8;
  now.market.value = 70;
  now.findings = {Question("MISSING_EFFORT"), Guardrail(Stance::kFor, "Five want it.")};
  const AssessmentChange change = Compare(&before, now);
  EXPECT_EQ(change.verdict_before, Verdict::kUnclear);
  EXPECT_EQ(change.verdict, Verdict::kAligned);
  EXPECT_EQ(change.confidence_before, 0.4);
  EXPECT_EQ(change.confidence, 0.8);
  EXPECT_EQ(change.market_before, std::nullopt);
  EXPECT_EQ(change.market, 70);
  EXPECT_THAT(change.added, ElementsAre(now.findings[1]));
  EXPECT_THAT(change.removed, ElementsAre(before.findings[0]));
}

TEST(AssessmentChangeTest, OtherFiguresAreTheSameReasonAndAnotherStanceIsNot) {
  Assessment before;
  before.findings = {Guardrail(Stance::kAgainst, "Two of five want it.")};
  Assessment three = before;
  three.findings = {Guardrail(Stance::kAgainst, "Three of five want it.")};
  EXPECT_TRUE(Compare(&before, three).added.empty());
  EXPECT_TRUE(Compare(&before, three).removed.empty());
  Assessment five = before;
  five.findings = {Guardrail(Stance::kFor, "Five of five want it.")};
  EXPECT_THAT(Compare(&before, five).added, ElementsAre(five.findings[0]));
  EXPECT_THAT(Compare(&before, five).removed, ElementsAre(before.findings[0]));
}

TEST(AssessmentChangeTest, FirstAssessmentIsAllNew) {
  Assessment now;
  now.verdict = Verdict::kAsIs;
  now.findings = {Question("MISSING_PAIN")};
  const AssessmentChange change = Compare(nullptr, now);
  EXPECT_EQ(change.verdict_before, Verdict::kUnspecified);
  EXPECT_THAT(change.added, ElementsAre(now.findings[0]));
  EXPECT_TRUE(change.removed.empty());
}

TEST(AssessmentChangeTest, WhatWasKnownMeanwhileIsNoNews) {
  Assessment before;
  before.known_position = 3;
  before.strategy_version = 1;
  Assessment now = before;
  now.known_position = 9;
  EXPECT_TRUE(SaysTheSame(before, now));
  now.strategy_version = 2;
  EXPECT_FALSE(SaysTheSame(before, now));
}

}  // namespace
}  // namespace zusage::intake
