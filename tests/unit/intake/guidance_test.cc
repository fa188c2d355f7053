// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/guidance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using alignment::Assessment;
using alignment::Verdict;
using ::testing::HasSubstr;

const absl::Time kDue = absl::FromCivil(absl::CivilDay(2026, 1, 20), absl::UTCTimeZone());

Assessment Judged(Verdict verdict, const std::string& element, bool firm) {
  Assessment assessment;
  assessment.verdict = verdict;
  assessment.firm = firm;
  assessment.elements = {{.element = element}};
  return assessment;
}

Guidance AdviseOn(const Assessment* assessment) {
  return Advise(assessment, testing::World::SampleStrategy(), kDue, absl::UTCTimeZone());
}

TEST(AdviseTest, UncheckedWishWaitsForTheDecisionAndSaysByWhen) {
  const Guidance guidance = AdviseOn(nullptr);
  EXPECT_EQ(guidance.advice, Advice::kWaitForDecision);
  EXPECT_THAT(guidance.english, HasSubstr("by 2026-01-20"));
  EXPECT_THAT(guidance.german, HasSubstr("bis 2026-01-20"));
}

TEST(AdviseTest, EveryVerdictHasItsAdvice) {
  struct Case {
    Verdict verdict;
    const char* element;
    bool firm;
    Advice advice;
  };
  const Case cases[] = {
      {Verdict::kAsIs, "C1", true, Advice::kShowIt},
      {Verdict::kAsIs, "C1", false, Advice::kWaitForDecision},
      {Verdict::kOnRoadmap, "R1", true, Advice::kMayPromise},
      {Verdict::kOnRoadmap, "R1", false, Advice::kWaitForDecision},
      {Verdict::kConflicts, "N1", true, Advice::kExpectNo},
      {Verdict::kConflicts, "N1", false, Advice::kExpectNo},
      {Verdict::kAligned, "T1", true, Advice::kWaitForDecision},
      {Verdict::kUnclear, "T1", true, Advice::kWaitForDecision},
      {Verdict::kAsIs, "gone", true, Advice::kWaitForDecision},
  };
  for (const Case& one : cases) {
    const Assessment assessment = Judged(one.verdict, one.element, one.firm);
    EXPECT_EQ(AdviseOn(&assessment).advice, one.advice) << one.element << " firm " << one.firm;
  }
}

TEST(AdviseTest, RoadmapItemThatIsNotPromisableWaits) {
  strategy::Strategy strategy = testing::World::SampleStrategy();
  strategy.elements[3].promisable = false;
  const Assessment assessment = Judged(Verdict::kOnRoadmap, "R1", true);
  const Guidance guidance = Advise(&assessment, strategy, kDue, absl::UTCTimeZone());
  EXPECT_EQ(guidance.advice, Advice::kWaitForDecision);
  EXPECT_THAT(guidance.english, HasSubstr("2026-Q3"));
}

}  // namespace
}  // namespace zusage::intake
