// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/feasibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using ::testing::IsEmpty;

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

TEST(FeasibilityTest, DecidedRequestsAnswerToo) {
  PastRequests past;
  past.Append({"r/1", "Brew coffee", "The machine should brew coffee.", "DECLINED"}, 5);
  past.Append({"r/2", "Serve tea", "Tea at five.", ""}, 6);
  const Feasibility feasibility = Ask("Can it brew coffee?", past);
  EXPECT_EQ(feasibility.kind, FeasibilityKind::kConflicts);
  EXPECT_EQ(feasibility.answers.at(0).precedent, "r/1");
  EXPECT_EQ(feasibility.known_position, 6);
  EXPECT_EQ(Ask("Can it serve tea at five?", past).kind, FeasibilityKind::kNoAnswer);
}

TEST(FeasibilityTest, AnswerSaysHowAndLimits) {
  const FeasibilityAnswer answer = Ask("SSO with SAML?").answers.at(0);
  EXPECT_EQ(answer.how, "An administrator enters the metadata under Settings.");
  EXPECT_EQ(answer.limits, "No provisioning by SCIM.");
}

}  // namespace
}  // namespace zusage::alignment
