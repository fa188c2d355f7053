// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "services/alignment/domain/balance.h"
#include "services/alignment/domain/focus.h"
#include "services/alignment/domain/guardrails.h"
#include "services/alignment/domain/questions.h"
#include "services/alignment/domain/scores.h"
#include "services/strategy/domain/validate_strategy.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using strategy::Context;
using strategy::Focus;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Evidence Full() {
  Evidence evidence;
  evidence.pain = 4;
  evidence.frequency_per_month = 4;
  evidence.similar_customers = 5;
  evidence.segment_share = 0.5;
  evidence.willingness_to_pay = 20'000;
  evidence.effort_person_days = 20;
  evidence.conversations = {"They said so."};
  return evidence;
}

TEST(EvidenceTest, LoggedConversationsCountWithTheOthers) {
  Evidence evidence = Full();
  evidence.logged_conversations = {
      {.kind = Conversation::Kind::kCall, .date = Date(2026, 1, 12), .text = "And again."}};
  EXPECT_EQ(MeasureEvidence("conversations", evidence, SampleStrategy()), 2);
}

TEST(ScoresTest, MarketIsTheGeometricMeanOfItsParts) {
  const Score score = MarketScore(Full(), SampleStrategy());
  ASSERT_THAT(score.parts, SizeIs(3));
  EXPECT_DOUBLE_EQ(*score.parts[0].value, 0.8);
  EXPECT_DOUBLE_EQ(*score.parts[1].value, 0.5);
  EXPECT_DOUBLE_EQ(*score.parts[2].value, 0.5);
  EXPECT_NEAR(*score.value, 58.48, 0.01);  // 100 * cbrt(.8 * .5 * .5)
}

TEST(ScoresTest, CommercialWeighsWillingnessAndReachAgainstEffortAndRisk) {
  const Score score = CommercialScore(Full(), SampleStrategy());
  ASSERT_THAT(score.parts, SizeIs(5));
  EXPECT_EQ(score.parts[4].weight, 0) << "confidence is shown, and counts with RICE only";
  EXPECT_DOUBLE_EQ(*score.parts[0].value, 0.5);
  EXPECT_NEAR(*score.parts[1].value, 6.0 / 11, 1e-12);
  EXPECT_DOUBLE_EQ(*score.parts[2].value, 0.5);
  EXPECT_DOUBLE_EQ(*score.parts[3].value, 0.8);
}

TEST(ScoresTest, UnknownEvidenceGivesNoScore) {
  EXPECT_FALSE(MarketScore({}, SampleStrategy()).value.has_value());
  EXPECT_FALSE(CommercialScore({}, SampleStrategy()).value.has_value());
  EXPECT_THAT(MarketScore({}, SampleStrategy()).parts, SizeIs(3));
}

TEST(ScoresTest, BetterEvidenceNeverLowersAScore) {
  const strategy::Strategy strategy = SampleStrategy();
  double last = 0;
  for (int pain = 1; pain <= 5; ++pain) {
    Evidence evidence = Full();
    evidence.pain = pain;
    EXPECT_GT(*MarketScore(evidence, strategy).value, last);
    last = *MarketScore(evidence, strategy).value;
  }
  Evidence costly = Full();
  costly.effort_person_days = 80;
  EXPECT_LT(*CommercialScore(costly, strategy).value, *CommercialScore(Full(), strategy).value);
}

TEST(ScoresTest, WeightsOfTheStrategyCount) {
  strategy::Strategy strategy = SampleStrategy();
  strategy.weights = {{"pain", 0}, {"frequency", 0}};
  EXPECT_NEAR(*MarketScore(Full(), strategy).value, 50, 1e-9);
}

TEST(ScoresTest, PresetsAreWhereWeightsStart) {
  strategy::Strategy strategy = SampleStrategy();
  strategy.weight_preset = "rice";
  const Score rice = CommercialScore(Full(), strategy);
  EXPECT_EQ(rice.preset, "rice");
  // 100 * (willingness .5, reach 6/11, effort .5, confidence 1/3)^(1/4); risk does not count
  EXPECT_NEAR(*rice.value, 100 * std::pow(0.5 * 6 / 11 * 0.5 / 3, 0.25), 1e-9);
  strategy.weight_preset = "value_effort";
  EXPECT_NEAR(*CommercialScore(Full(), strategy).value, 50, 1e-9);
  strategy.weight_preset = "wsjf";
  EXPECT_NEAR(*MarketScore(Full(), strategy).value, 100 * std::sqrt(0.8 * 0.5), 1e-9);
  strategy.weights = {{"segment_share", 1}};  // its own weights go before the preset's
  EXPECT_NEAR(*MarketScore(Full(), strategy).value, *MarketScore(Full(), SampleStrategy()).value,
              1e-9);
}

TEST(ScoresTest, EveryPresetThatAStrategyMayNameChangesAScore) {
  const double market = *MarketScore(Full(), SampleStrategy()).value;
  const double commercial = *CommercialScore(Full(), SampleStrategy()).value;
  for (const std::string_view preset : strategy::WeightPresets()) {
    strategy::Strategy strategy = SampleStrategy();
    strategy.weight_preset = std::string(preset);
    EXPECT_TRUE(*MarketScore(Full(), strategy).value != market ||
                *CommercialScore(Full(), strategy).value != commercial)
        << preset;
  }
}

// Whatever is left open, no answer takes the score out of the range that was told.
RC_GTEST_PROP(ScoresTest, AnAnswerLeavesTheScoreWithinTheRange, ()) {
  const strategy::Strategy strategy = SampleStrategy();
  Evidence evidence;
  if (*rc::gen::arbitrary<bool>()) evidence.frequency_per_month = *rc::gen::inRange(0, 300);
  if (*rc::gen::arbitrary<bool>()) evidence.segment_share = *rc::gen::inRange(0, 100) / 100.0;
  if (*rc::gen::arbitrary<bool>()) evidence.effort_person_days = *rc::gen::inRange(0, 500);
  const Score before = MarketScore(evidence, strategy);
  const Score business = CommercialScore(evidence, strategy);
  ASSERT_TRUE(before.parts[0].lowest.has_value());
  ASSERT_TRUE(business.parts[0].lowest.has_value());
  evidence.pain = *rc::gen::inRange(1, 6);
  evidence.willingness_to_pay = *rc::gen::inRange(0, 10'000'000);
  const double market = *MarketScore(evidence, strategy).value;
  const double commercial = *CommercialScore(evidence, strategy).value;
  RC_ASSERT(market >= *before.parts[0].lowest - 1e-9);
  RC_ASSERT(market <= *before.parts[0].highest + 1e-9);
  RC_ASSERT(commercial >= *business.parts[0].lowest - 1e-9);
  RC_ASSERT(commercial <= *business.parts[0].highest + 1e-9);
}

TEST(ScoresTest, AnsweredPartsHaveNoRange) {
  const Score market = MarketScore(Full(), SampleStrategy());
  const Score commercial = CommercialScore(Full(), SampleStrategy());
  for (const Score* score : {&market, &commercial}) {
    for (const ScorePart& part : score->parts) EXPECT_FALSE(part.lowest.has_value()) << part.name;
  }
}

TEST(BalanceTest, PayIsHeldAgainstWhatADayCosts) {
  strategy::Strategy strategy = SampleStrategy();
  Evidence evidence = Full();  // 20,000 for 20 person days, five other customers
  evidence.willingness_to_pay_currency = "EUR";
  EXPECT_EQ(HoldPayAgainstEffort(evidence, strategy).at(0).reason, "EFFORT_AGAINST_PAY");
  EXPECT_THAT(HoldPayAgainstEffort(evidence, strategy).at(0).german, HasSubstr("1000 EUR am Tag"));
  strategy.weights = {{"person_day_thousands", 0.8}};
  EXPECT_EQ(HoldPayAgainstEffort(evidence, strategy).at(0).stance, Stance::kFor);
  strategy.weights = {{"person_day_thousands", 3}};
  const Finding together = HoldPayAgainstEffort(evidence, strategy).at(0);
  EXPECT_EQ(together.reason, "EFFORT_COVERED_TOGETHER");
  EXPECT_THAT(together.english, HasSubstr("It takes 3 who pay as much; 6 are known."));
  strategy.weights = {{"person_day_thousands", 7}};
  EXPECT_EQ(HoldPayAgainstEffort(evidence, strategy).at(0).stance, Stance::kAgainst);
  evidence.willingness_to_pay = 0;
  EXPECT_EQ(HoldPayAgainstEffort(evidence, strategy).at(0).stance, Stance::kAgainst);
  evidence.effort_person_days.reset();
  EXPECT_THAT(HoldPayAgainstEffort(evidence, strategy), IsEmpty());
}

TEST(BalanceTest, WhoLeadsWeighsMore) {
  Score market, commercial;
  market.value = 80;
  commercial.value = 20;
  const auto balance = [&](Focus focus) {
    FocusAdvice advice;
    advice.focus = focus;
    WeighFocus(market, commercial, SampleStrategy(), advice);
    return *advice.balance;
  };
  EXPECT_NEAR(balance(Focus::kProductLed), 40, 1e-9);
  EXPECT_NEAR(balance(Focus::kCustomerLed), 100 * std::cbrt(0.8 * 0.8 * 0.2), 1e-9);
  EXPECT_NEAR(balance(Focus::kSalesLed), 100 * std::cbrt(0.8 * 0.2 * 0.2), 1e-9);
  market.value.reset();
  FocusAdvice advice;
  WeighFocus(market, commercial, SampleStrategy(), advice);
  EXPECT_FALSE(advice.balance.has_value());
}

TEST(QuestionsTest, OpenQuestionsSayWhatTheScoreCouldBecome) {
  Wish wish;
  wish.evidence = Full();
  wish.evidence.pain.reset();
  const std::vector<Finding> findings = MissingEvidence(wish, SampleStrategy());
  const auto pain = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.reason == "MISSING_PAIN";
  });
  ASSERT_NE(pain, findings.end());
  // cbrt(.2 * .5 * .5) to cbrt(1 * .5 * .5); sqrt(.5 * .5) now
  EXPECT_THAT(pain->english, HasSubstr("Market score: 37 to 63, now 50."));
  EXPECT_THAT(pain->german, HasSubstr("Marktbewertung: 37 bis 63, jetzt 50."));
}

TEST(GuardrailsTest, EveryDocumentedMeasureIsJudged) {
  for (const strategy::Measure& measure : strategy::Measures()) {
    EXPECT_TRUE(MeasureEvidence(measure.name, Full(), SampleStrategy()).has_value())
        << measure.name;
  }
}

TEST(GuardrailsTest, KeptBrokenAndUnknownAreTold) {
  EXPECT_THAT(JudgeGuardrails(Full(), SampleStrategy()), IsEmpty());
  Evidence evidence = Full();
  evidence.effort_person_days = 34;
  std::vector<Finding> findings = JudgeGuardrails(evidence, SampleStrategy());
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].reason, "GUARDRAIL_BROKEN");
  EXPECT_EQ(findings[0].element, "G2");
  EXPECT_THAT(findings[0].english, HasSubstr("at most 0.33"));
  EXPECT_THAT(findings[0].german, HasSubstr("höchstens 0.33"));
  findings = JudgeGuardrails({}, SampleStrategy());
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].reason, "GUARDRAIL_UNKNOWN");
  EXPECT_EQ(findings[0].stance, Stance::kNeutral);
}

TEST(QuestionsTest, EachOpenQuestionSaysWhatTheAnswerCouldChange) {
  const std::vector<Finding> findings = MissingEvidence(Wish(), SampleStrategy());
  ASSERT_THAT(findings, SizeIs(9));
  for (const Finding& finding : findings) {
    EXPECT_FALSE(finding.english.empty());
    EXPECT_FALSE(finding.german.empty());
  }
  // Those that guardrails depend on come first and name them.
  EXPECT_EQ(findings[0].element, "G1");
  EXPECT_THAT(findings[0].english, HasSubstr("At least three customers"));
}

TEST(QuestionsTest, AnsweredQuestionsAreNotAsked) {
  Wish wish;
  wish.problem = "They lose time.";
  wish.context = Context::kScaling;
  wish.evidence = Full();
  EXPECT_THAT(MissingEvidence(wish, SampleStrategy()), IsEmpty());
}

TEST(QuestionsTest, OneCustomerAloneIsSaidSo) {
  EXPECT_THAT(SingleCustomer({}), SizeIs(1));
  Evidence none;
  none.similar_customers = 0;
  EXPECT_GT(SingleCustomer(none).at(0).strength, SingleCustomer({}).at(0).strength);
  EXPECT_THAT(SingleCustomer(Full()), IsEmpty());
}

TEST(QuestionsTest, SegmentIsInsideOrOutside) {
  Wish wish;
  EXPECT_THAT(JudgeSegment(wish, SampleStrategy()), IsEmpty());
  wish.customer_segment = "Energieversorger";
  EXPECT_EQ(JudgeSegment(wish, SampleStrategy()).at(0).reason, "SEGMENT_INSIDE");
  wish.customer_segment = "Regional Railway";
  EXPECT_EQ(JudgeSegment(wish, SampleStrategy()).at(0).stance, Stance::kFor);
  wish.customer_segment = "hospitals";
  EXPECT_EQ(JudgeSegment(wish, SampleStrategy()).at(0).reason, "SEGMENT_OUTSIDE");
}

TEST(FocusTest, DefaultPolicyHasARowForEveryContext) {
  const std::pair<Context, Focus> rows[] = {
      {Context::kEarlyDiscovery, Focus::kCustomerLed},
      {Context::kScaling, Focus::kProductLed},
      {Context::kLargeEnterprise, Focus::kSalesLed},
      {Context::kNewFeature, Focus::kCustomerLed},
      {Context::kSelfService, Focus::kProductLed},
      {Context::kComplexProcurement, Focus::kSalesLed},
      {Context::kCompetitivePressure, Focus::kProductLed},
      {Context::kAdjacentMarket, Focus::kCustomerLed},
  };
  for (const auto& [context, focus] : rows) {
    const FocusAdvice advice = AdviseFocus(context, {});
    EXPECT_EQ(advice.focus, focus);
    EXPECT_FALSE(advice.english.empty());
    EXPECT_FALSE(advice.german.empty());
    EXPECT_FALSE(advice.from_policy);
  }
}

TEST(FocusTest, StrategyOverridesARow) {
  const FocusAdvice advice = AdviseFocus(Context::kLargeEnterprise, SampleStrategy());
  EXPECT_EQ(advice.focus, Focus::kProductLed);
  EXPECT_EQ(advice.english, "We stay a product.");
  EXPECT_TRUE(advice.from_policy);
}

TEST(FocusTest, WithoutContextTheCompanysFocusLeads) {
  EXPECT_EQ(AdviseFocus(Context::kUnspecified, SampleStrategy()).focus, Focus::kProductLed);
  EXPECT_EQ(AdviseFocus(Context::kUnspecified, {}).focus, Focus::kUnspecified);
}

}  // namespace
}  // namespace zusage::alignment
