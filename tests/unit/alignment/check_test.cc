// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>

#include "services/alignment/domain/assessment_json.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const CompiledStrategy& Sample() {
  static const CompiledStrategy& sample = *new CompiledStrategy(SampleStrategy(), 3);
  return sample;
}

Assessment CheckText(const std::string& title, const std::string& body) {
  Wish wish;
  wish.title = title;
  wish.body = body;
  return Check(Sample(), wish, PastRequests());
}

const Finding* Find(const Assessment& assessment, std::string_view reason,
                    std::string_view element = "") {
  for (const Finding& finding : assessment.findings) {
    if (finding.reason == reason && (element.empty() || finding.element == element)) {
      return &finding;
    }
  }
  return nullptr;
}

TEST(CheckTest, WhatExistsIsAsIsWithHowAndLimits) {
  const Assessment assessment =
      CheckText("Single sign-on", "Our customer wants people to sign in with SAML.");
  EXPECT_EQ(assessment.verdict, Verdict::kAsIs);
  EXPECT_EQ(assessment.elements[0].element, "C1");
  const Finding* finding = Find(assessment, "CAPABILITY_COVERS");
  ASSERT_NE(finding, nullptr);
  EXPECT_THAT(finding->english, HasSubstr("No provisioning by SCIM."));
  EXPECT_THAT(finding->quote, Not(IsEmpty()));
  EXPECT_THAT(finding->matched_words, Not(IsEmpty()));
}

TEST(CheckTest, GermanWishMeetsEnglishStrategy) {
  const Assessment assessment = CheckText(
      "Lohnabrechnung", "Der Kunde möchte, dass die Gehälter gleich mit berechnet werden.");
  EXPECT_EQ(assessment.verdict, Verdict::kConflicts);
  const Finding* finding = Find(assessment, "NON_GOAL_OPPOSES", "N1");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->stance, Stance::kAgainst);
  EXPECT_THAT(finding->german, HasSubstr("No payroll"));
}

TEST(CheckTest, WhatIsPlannedIsOnRoadmapWithHorizon) {
  const Assessment assessment =
      CheckText("Change history", "They need every change to a plan recorded with its author.");
  EXPECT_EQ(assessment.verdict, Verdict::kOnRoadmap);
  EXPECT_THAT(Find(assessment, "PLANNED")->english, HasSubstr("2027-Q1"));
}

TEST(CheckTest, WhatAThemeWantsIsAligned) {
  const Assessment assessment =
      CheckText("Book online", "End customers want to book appointments in a customer portal.");
  EXPECT_EQ(assessment.verdict, Verdict::kAligned);
  EXPECT_NE(Find(assessment, "THEME_SUPPORTS", "T1"), nullptr);
}

TEST(CheckTest, ThemeAndNonGoalAreBothCited) {
  const Assessment assessment =
      CheckText("Customer portal with salary calculation",
                "In the customer portal people book online and see their salary calculation.");
  EXPECT_NE(Find(assessment, "THEME_SUPPORTS", "T1"), nullptr);
  EXPECT_NE(Find(assessment, "NON_GOAL_OPPOSES", "N1"), nullptr);
}

TEST(CheckTest, NothingThatSpeaksToItIsUnclearAndNeverFirm) {
  const Assessment assessment =
      CheckText("Quantum teleportation", "Photon entanglement across galaxies.");
  EXPECT_EQ(assessment.verdict, Verdict::kUnclear);
  EXPECT_FALSE(assessment.firm);
  EXPECT_THAT(assessment.elements, SizeIs(3));
}

TEST(CheckTest, EmptyWishIsUnclear) {
  for (const std::string text : {"", "the of and", "???", "<br>"}) {
    const Assessment assessment = CheckText("", text);
    EXPECT_EQ(assessment.verdict, Verdict::kUnclear) << text;
    EXPECT_EQ(assessment.confidence, 1) << text;
  }
}

// One acronym in a long text about something else: its element is ranked and cited all the same.
TEST(CheckTest, ExactTermsAreNeverLost) {
  std::string body;
  for (int i = 0; i < 20; ++i) {
    body += "End customers book appointments online in the customer portal without calling. ";
  }
  for (const auto& [term, element] : {std::pair{"SAML", "C1"}, {"ISO 27001", "R1"}}) {
    const Assessment assessment = CheckText("Book online", body + "By the way, " + term + "?");
    EXPECT_TRUE(std::any_of(assessment.elements.begin(), assessment.elements.end(),
                            [&](const RankedElement& e) { return e.element == element; }))
        << term;
    EXPECT_TRUE(std::any_of(
        assessment.findings.begin(), assessment.findings.end(),
        [&](const Finding& f) { return f.kind == FindingKind::kElement && f.element == element; }))
        << term;
  }
}

TEST(CheckTest, AnAcronymAloneIsAWish) {
  for (const std::string title : {"", "SSO"}) {
    const Assessment assessment = CheckText(title, "SSO");
    EXPECT_EQ(assessment.verdict, Verdict::kAsIs) << title;
    EXPECT_EQ(assessment.elements[0].element, "C1") << title;
  }
}

// The sample's theme is about customers, but so is every wish that is handed on.
TEST(CheckTest, WordsThatOnlyRelayAWishAreNone) {
  EXPECT_EQ(CheckText("Wunsch", "Der Kunde möchte etwas.").confidence, 1);
  const Assessment assessment = CheckText("", "The customer wants something.");
  EXPECT_EQ(assessment.verdict, Verdict::kUnclear);
  EXPECT_EQ(assessment.confidence, 1);
}

TEST(CheckTest, BrokenGuardrailTurnsAlignedIntoConflicts) {
  Wish wish;
  wish.title = "Book online";
  wish.body = "End customers want to book appointments in a customer portal.";
  wish.evidence.similar_customers = 1;
  Assessment assessment = Check(Sample(), wish, PastRequests());
  EXPECT_EQ(assessment.verdict, Verdict::kConflicts);
  EXPECT_NE(Find(assessment, "GUARDRAIL_BROKEN", "G1"), nullptr);
  EXPECT_NE(Find(assessment, "THEME_SUPPORTS"), nullptr);
  wish.evidence.similar_customers = 3;
  assessment = Check(Sample(), wish, PastRequests());
  EXPECT_EQ(assessment.verdict, Verdict::kAligned);
  EXPECT_EQ(Find(assessment, "GUARDRAIL_BROKEN"), nullptr);
}

TEST(CheckTest, BrokenGuardrailLeavesWhatExistsAsItIs) {
  Wish wish;
  wish.title = "Single sign-on";
  wish.body = "Sign in with SAML.";
  wish.evidence.similar_customers = 0;
  const Assessment assessment = Check(Sample(), wish, PastRequests());
  EXPECT_EQ(assessment.verdict, Verdict::kAsIs);
  EXPECT_NE(Find(assessment, "GUARDRAIL_BROKEN"), nullptr);
}

TEST(CheckTest, ANoSticks) {
  PastRequests past;
  past.Append(
      {"r/1", "Chat for travellers", "Travellers want to chat with each other.", "DECLINED"}, 7);
  Wish wish;
  wish.title = "Chat among travellers";
  wish.body = "Travellers would like to chat.";
  const Assessment assessment = Check(Sample(), wish, past);
  const Finding* finding = Find(assessment, "PRECEDENT_DECLINED");
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->precedent, "r/1");
  EXPECT_EQ(finding->stance, Stance::kAgainst);
  EXPECT_EQ(assessment.known_position, 7);
}

TEST(CheckTest, ARequestIsNotSimilarToItself) {
  PastRequests past;
  past.Append({"r/1", "Chat", "Travellers want to chat.", ""}, 1);
  Wish wish;
  wish.name = "r/1";
  wish.title = "Chat";
  wish.body = "Travellers want to chat.";
  EXPECT_THAT(Check(Sample(), wish, past).similar, IsEmpty());
}

TEST(CheckTest, AssessmentNamesWhatItRestsOn) {
  const Assessment assessment = CheckText("a", "b");
  EXPECT_EQ(assessment.strategy_version, 3);
  EXPECT_EQ(assessment.check_version, kCheckVersion);
  EXPECT_EQ(assessment.linguistic_fingerprint, "none");
}

TEST(CheckTest, SmallAndLargeStrategiesStayBounded) {
  strategy::Strategy strategy = SampleStrategy();
  strategy.elements.resize(1);
  const CompiledStrategy small(strategy, 1);
  const strategy::Element element = strategy.elements[0];
  for (int i = 0; i < 1'999; ++i) {
    strategy.elements.push_back(element);
    strategy.elements.back().id = "X" + std::to_string(i);
  }
  const CompiledStrategy large(strategy, 1);
  Wish wish;
  wish.title = "Book online";
  std::string page;
  while (page.size() < 3'000) page += "People book appointments. Etwas anderes auch noch. ";
  for (int i = 0; i < 50; ++i) wish.body += page;
  EXPECT_THAT(Check(small, wish, PastRequests()).elements, SizeIs(1));
  const Assessment assessment = Check(large, wish, PastRequests());
  EXPECT_THAT(assessment.elements, SizeIs(3));
  EXPECT_LT(ToJson(assessment).size(), 65'535u);
}

// Whatever comes in, an assessment is whole, within bounds, and the same every time.
RC_GTEST_PROP(CheckTest, AnyWishGivesTheSameSoundAssessment,
              (const std::string& title, const std::string& body)) {
  const Assessment first = CheckText(title, body);
  const Assessment second = CheckText(title, body);
  RC_ASSERT(ToJson(first) == ToJson(second));
  RC_ASSERT(first.verdict != Verdict::kUnspecified);
  RC_ASSERT(first.confidence >= 0 && first.confidence <= 1 + 1e-9);
  RC_ASSERT(first.elements.size() == 3u);
}

}  // namespace
}  // namespace zusage::alignment
