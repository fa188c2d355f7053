// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/precedent_odds.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "services/alignment/domain/check.h"
#include "services/alignment/domain/element_index.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

const CompiledStrategy& Sample() {
  static const CompiledStrategy& sample = *new CompiledStrategy(SampleStrategy(), 1);
  return sample;
}

SimilarRequest Decided(std::string outcome, std::string element, double similarity) {
  SimilarRequest request{.name = "r/1", .title = "Earlier"};
  request.outcome = std::move(outcome);
  request.element = std::move(element);
  request.similarity = similarity;
  return request;
}

struct Odds {
  std::vector<Candidate> candidates;
  Judgement alone;
  LogitGains gains;
  Judgement with;
};

Odds OddsOf(const std::vector<SimilarRequest>& similar, const std::string& body) {
  Wish wish;
  wish.body = body;
  const Calibration& calibration = BuiltInCalibration();
  Odds odds;
  odds.candidates = CandidatesFor(Sample(), wish);
  odds.alone = Judge(odds.candidates, calibration);
  odds.gains = PrecedentOdds(similar, Sample(), odds.candidates, odds.alone, calibration);
  odds.with = JudgeWith(odds.gains, odds.candidates, odds.alone);
  return odds;
}

TEST(PrecedentOddsTest, TheElementThatWasNamedGains) {
  const Odds odds = OddsOf({Decided("AS_IS", "C1", 0.9)}, "Quantum teleportation of photons.");
  EXPECT_EQ(odds.alone.verdict, Verdict::kUnclear);
  EXPECT_EQ(odds.with.verdict, Verdict::kAsIs);
}

TEST(PrecedentOddsTest, ADeferralSpeaksForNone) {
  const Odds odds = OddsOf({Decided("DEFERRED", "", 0.9)}, "Sign in with SAML.");
  EXPECT_GT(odds.with.none_probability, odds.alone.none_probability);
}

TEST(PrecedentOddsTest, OfSeveralForOneElementTheMostSimilarCounts) {
  const SimilarRequest near = Decided("AS_IS", "C1", 0.9), far = Decided("AS_IS", "C1", 0.6);
  const std::string body = "Sign in with SAML.";
  EXPECT_EQ(OddsOf({near, far, far}, body).gains.elements, OddsOf({near}, body).gains.elements);
  const SimilarRequest no = Decided("DEFERRED", "", 0.9);
  EXPECT_EQ(OddsOf({no, no}, body).gains.none, OddsOf({no}, body).gains.none);
}

TEST(PrecedentOddsTest, WithoutAnElementOnlyAMatchOfTheKindGains) {
  EXPECT_TRUE(OddsOf({Decided("DECLINED", "", 0.9)}, "Quantum photons.").gains.elements.empty());
  EXPECT_FALSE(
      OddsOf({Decided("DECLINED", "", 0.9)}, "Payroll for drivers.").gains.elements.empty());
}

TEST(PrecedentOddsTest, UndecidedAndUnlikeOnesDoNotCount) {
  for (const SimilarRequest& request :
       {Decided("", "C1", 0.9), Decided("SERVICES", "C1", 0.9), Decided("AS_IS", "C1", 0.05)}) {
    const Odds odds = OddsOf({request}, "Sign in with SAML.");
    EXPECT_TRUE(odds.gains.elements.empty());
    EXPECT_EQ(odds.gains.none, 0);
  }
}

TEST(PrecedentInfluenceTest, AChangedVerdictSaysWhatItWouldBe) {
  const std::vector<SimilarRequest> similar = {Decided("AS_IS", "C1", 0.9)};
  const Odds odds = OddsOf(similar, "Quantum teleportation of photons.");
  const auto finding = PrecedentInfluence(similar, odds.gains, odds.alone, odds.with, 0.3);
  ASSERT_TRUE(finding.has_value());
  EXPECT_EQ(finding->reason, "PRECEDENTS_CHANGE_VERDICT");
  EXPECT_EQ(finding->precedent, "r/1");
  EXPECT_NE(finding->english.find("unclear"), std::string::npos);
}

TEST(PrecedentInfluenceTest, WhatCountsIsNamedUnlessItIsCitedAnyway) {
  const std::vector<SimilarRequest> similar = {Decided("AS_IS", "C1", 0.3)};
  const Odds odds = OddsOf(similar, "People sign in with SAML.");
  EXPECT_EQ(PrecedentInfluence(similar, odds.gains, odds.alone, odds.with, 0.4)->reason,
            "PRECEDENT_COUNTS");
  EXPECT_FALSE(PrecedentInfluence(similar, odds.gains, odds.alone, odds.with, 0.2).has_value());
}

// The more alike the precedent, the more probable its element.
RC_GTEST_PROP(PrecedentOddsTest, MoreAlikeIsNeverLessProbable, ()) {
  const int a = *rc::gen::inRange(0, 101), b = *rc::gen::inRange(0, 101);
  const std::string body = "People sign in with SAML and book appointments.";
  const Odds less = OddsOf({Decided("AS_IS", "C1", std::min(a, b) / 100.0)}, body);
  const Odds more = OddsOf({Decided("AS_IS", "C1", std::max(a, b) / 100.0)}, body);
  const auto as_is = static_cast<size_t>(Verdict::kAsIs);
  RC_ASSERT(more.with.verdicts[as_is] >= less.with.verdicts[as_is] - 1e-12);
}

}  // namespace
}  // namespace zusage::alignment
