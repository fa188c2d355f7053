// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/feasibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "services/alignment/domain/calibration.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

Feasibility Ask(std::string_view question, const PastRequests& past) {
  static const CompiledStrategy& sample = *new CompiledStrategy(SampleStrategy(), 3);
  return AnswerQuestion(sample, question, past);
}

Feasibility Ask(std::string_view question) { return Ask(question, PastRequests()); }

struct Asked {
  const char* name;
  const char* question;
  FeasibilityKind kind;
  const char* element;
};

class FeasibilityTest : public ::testing::TestWithParam<Asked> {};

TEST_P(FeasibilityTest, AnswersFromTheRightElement) {
  const Feasibility feasibility = Ask(GetParam().question);
  EXPECT_EQ(feasibility.kind, GetParam().kind);
  ASSERT_FALSE(feasibility.answers.empty());
  EXPECT_EQ(feasibility.answers[0].element, GetParam().element);
  EXPECT_FALSE(feasibility.answers[0].matched_words.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, FeasibilityTest,
    ::testing::Values(Asked{"AsIs", "Can I subscribe to appointments from my calendar?",
                            FeasibilityKind::kAsIs, "C2"},
                      Asked{"AsIsGerman", "Kann man den Kalender abonnieren?",
                            FeasibilityKind::kAsIs, "C2"},
                      Asked{"Configuration", "Does it do single sign-on with SAML?",
                            FeasibilityKind::kConfiguration, "C1"},
                      Asked{"OnRoadmap", "Is there an audit trail of changes?",
                            FeasibilityKind::kOnRoadmap, "R1"},
                      Asked{"NeedsChange", "Can people book online in a customer portal?",
                            FeasibilityKind::kNeedsChange, "T1"},
                      Asked{"Conflicts", "Macht das Produkt auch die Lohnabrechnung?",
                            FeasibilityKind::kConflicts, "N1"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(FeasibilityTest, UnknownMattersGetNoAnswer) {
  for (const char* question : {"", "Can it brew coffee?", "???"}) {
    const Feasibility feasibility = Ask(question);
    EXPECT_EQ(feasibility.kind, FeasibilityKind::kNoAnswer) << question;
    EXPECT_THAT(feasibility.answers, IsEmpty());
  }
}

// What comes nearest is shown even where it is hardly meant, and taken for no answer.
TEST(FeasibilityTest, WhatComesNearestIsShownAndIsNoAnswer) {
  const Feasibility feasibility =
      Ask("Is there a poster of the canteen menu beside the calendar on the office wall?");
  EXPECT_EQ(feasibility.kind, FeasibilityKind::kNoAnswer);
  ASSERT_THAT(feasibility.answers, Not(IsEmpty()));
  EXPECT_EQ(feasibility.answers[0].element, "C2");
  EXPECT_LT(feasibility.answers[0].confidence, feasibility.confidence);
  EXPECT_FALSE(feasibility.firm);
}

// An element's confidence is how probable it is that it is meant, so that those of all elements
// cannot be more than 1 together, and it is firm from where the check's verdicts are.
TEST(FeasibilityTest, ConfidenceIsAProbability) {
  const Feasibility feasibility =
      Ask("Can people sign in with SSO, subscribe to the calendar and see the change history?");
  double sum = 0;
  for (const FeasibilityAnswer& answer : feasibility.answers) sum += answer.confidence;
  EXPECT_GT(feasibility.answers.size(), 2);
  EXPECT_LE(sum, 1);
  EXPECT_EQ(feasibility.firm, feasibility.confidence >= BuiltInCalibration().firm_from);
  EXPECT_TRUE(Ask("Kalender abonnieren: subscribe to the calendar by iCal").firm);
}

TEST(FeasibilityTest, DecidedRequestsAnswerToo) {
  PastRequests past;
  past.Append({"r/1", "Brew coffee", "The machine should brew coffee.", "DECLINED"}, 5);
  past.Append({"r/2", "Serve tea", "Tea at five.", ""}, 6);
  const Feasibility feasibility = Ask("Can it brew coffee?", past);
  EXPECT_EQ(feasibility.kind, FeasibilityKind::kConflicts);
  EXPECT_EQ(feasibility.answers.at(0).precedent, "r/1");
  EXPECT_EQ(feasibility.answers.at(0).outcome, "DECLINED");
  EXPECT_EQ(feasibility.known_position, 6);
  EXPECT_EQ(Ask("Can it serve tea at five?", past).kind, FeasibilityKind::kNoAnswer);
}

// Asks where there are studies, on a day in March 2026.
class StudiedTest : public ::testing::Test {
 protected:
  Feasibility Ask(std::string_view question) {
    static const CompiledStrategy& sample = *new CompiledStrategy(SampleStrategy(), 3);
    return AnswerQuestion({.strategy = sample,
                           .past = past_,
                           .studies = &studies_,
                           .change_times = &change_times_,
                           .now = kNow},
                          question);
  }

  static PastStudy Study(const std::string& id, const std::string& summary) {
    return {.name = "products/atlas/studies/" + id,
            .result = StudyResult::kFeasibleWithLimits,
            .summary = summary,
            .limits = "Filter coffee only.",
            .effort_person_days = 40,
            .create_time = kNow - absl::Hours(48)};
  }

  static constexpr absl::Time kNow = absl::FromUnixSeconds(1'772'582'400);
  PastRequests past_;
  PastStudies studies_;
  std::map<std::string, absl::Time> change_times_ = {{"C2", kNow - absl::Hours(2'400)}};
};

TEST_F(StudiedTest, AStudyAnswersByWhatItFoundOut) {
  studies_.Append(Study("1", "The machine can brew coffee. It takes a new pump."), 1);
  const FeasibilityAnswer answer = Ask("Can it brew coffee?").answers.at(0);
  EXPECT_EQ(answer.kind, FeasibilityKind::kNeedsChange);
  EXPECT_EQ(answer.study, "products/atlas/studies/1");
  EXPECT_EQ(answer.title, "The machine can brew coffee.");
  EXPECT_EQ(answer.result, StudyResult::kFeasibleWithLimits);
  EXPECT_EQ(answer.limits, "Filter coffee only.");
  EXPECT_EQ(answer.effort_person_days, 40);
  EXPECT_EQ(answer.known_time, kNow - absl::Hours(48));
  EXPECT_FALSE(answer.expired);
}

TEST_F(StudiedTest, AStudyThatIsOutOfDateSaysSo) {
  PastStudy study = Study("1", "The machine can brew coffee.");
  study.valid_until = DayOf(kNow, absl::UTCTimeZone());
  studies_.Append(study, 1);
  EXPECT_FALSE(Ask("Can it brew coffee?").answers.at(0).expired) << "its last day";
  study.valid_until = *study.valid_until - 1;
  studies_.Append(study, 2);
  EXPECT_TRUE(Ask("Can it brew coffee?").answers.at(0).expired);
}

TEST_F(StudiedTest, TheNewestStudyOfWhatAnswersComesAlong) {
  PastStudy first = Study("1", "Old prototype."), second = Study("2", "Load test with 600 users.");
  first.element = second.element = "C2";
  studies_.Append(first, 1);
  studies_.Append(second, 2);
  PastStudy asked = Study("3", "A pump is needed.");
  asked.request = "r/1";
  studies_.Append(asked, 3);
  past_.Append({"r/1", "Brew coffee", "The machine should brew coffee.", ""}, 4);

  const Feasibility calendar = Ask("Can I subscribe to appointments from my calendar?");
  EXPECT_EQ(calendar.kind, FeasibilityKind::kAsIs);
  std::vector<std::string> sources;
  for (const FeasibilityAnswer& answer : calendar.answers) {
    sources.push_back(answer.element + answer.study);
    if (answer.element == "C2") {
      EXPECT_EQ(answer.known_time, change_times_.at("C2"));
    }
  }
  EXPECT_THAT(sources, Contains("C2"));
  EXPECT_THAT(sources, Contains("products/atlas/studies/2"));
  EXPECT_THAT(sources, Not(Contains("products/atlas/studies/1")));
  EXPECT_EQ(Ask("Can it brew coffee?").answers.at(0).study, "products/atlas/studies/3");
}

TEST_F(StudiedTest, WhatNobodyStudiedIsNotAnswered) {
  studies_.Append(Study("1", "The machine can brew coffee."), 1);
  EXPECT_EQ(Ask("Is there a dark mode?").kind, FeasibilityKind::kNoAnswer);
}

TEST(FeasibilityTest, OddQuestionsAreBorne) {
  std::string pages;
  for (int i = 0; i < 20'000; ++i) pages += "calendar appointments subscribe ";
  EXPECT_EQ(Ask(pages).kind, FeasibilityKind::kAsIs);
  EXPECT_EQ(Ask("SSO").kind, FeasibilityKind::kConfiguration);
  EXPECT_EQ(Ask("Can it do it, and how?").kind, FeasibilityKind::kNoAnswer);
  EXPECT_EQ(Ask("Est-ce que le produit sait préparer du café ?").kind, FeasibilityKind::kNoAnswer);
}

TEST(FeasibilityTest, AnswerSaysHowAndLimits) {
  const FeasibilityAnswer answer = Ask("SSO with SAML?").answers.at(0);
  EXPECT_EQ(answer.how, "An administrator enters the metadata under Settings.");
  EXPECT_EQ(answer.limits, "No provisioning by SCIM.");
}

}  // namespace
}  // namespace zusage::alignment
