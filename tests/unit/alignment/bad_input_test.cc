// SPDX-License-Identifier: Apache-2.0
// What people really hand in, and what strategies really hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/words.h"
#include "services/strategy/domain/validate_strategy.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Assessment CheckText(const strategy::Strategy& strategy, const std::string& title,
                     const std::string& body) {
  Wish wish;
  wish.title = title;
  wish.body = body;
  return Check(CompiledStrategy(strategy, 1), wish, PastRequests());
}

Assessment CheckText(const std::string& title, const std::string& body) {
  static const strategy::Strategy& sample = *new strategy::Strategy(SampleStrategy());
  return CheckText(sample, title, body);
}

bool Cites(const Assessment& assessment, std::string_view element) {
  return std::any_of(assessment.findings.begin(), assessment.findings.end(),
                     [element](const Finding& finding) { return finding.element == element; });
}

std::vector<std::string> ExactWords(const std::string& text) {
  std::vector<std::string> words;
  for (const Word& word : Analyse(text)) {
    if (word.exact) words.emplace_back(word.surface);
  }
  return words;
}

// What every assessment holds, whatever it was made of.
void ExpectSound(const Assessment& assessment, size_t elements) {
  EXPECT_NE(assessment.verdict, Verdict::kUnspecified);
  EXPECT_GE(assessment.confidence, 0);
  EXPECT_LE(assessment.confidence, 1 + 1e-9);
  EXPECT_THAT(assessment.elements, SizeIs(std::min<size_t>(3, elements)));
  EXPECT_TRUE(AssessmentFromJson(ToJson(assessment)).ok());
}

// --- requests -----------------------------------------------------------------------------------
TEST(BadInputTest, OneWordIsEnoughToFindAnElement) {
  const Assessment assessment = CheckText("Payroll", "");
  ExpectSound(assessment, 7);
  EXPECT_EQ(assessment.elements[0].element, "N1");
  EXPECT_TRUE(Cites(assessment, "N1"));
}

TEST(BadInputTest, OneWordThatNothingSpeaksToIsUnclear) {
  const Assessment assessment = CheckText("Zebra", "");
  ExpectSound(assessment, 7);
  EXPECT_EQ(assessment.verdict, Verdict::kUnclear);
  EXPECT_FALSE(assessment.firm);
}

// Fifty pages of minutes; what is wanted stands on the first and is found.
TEST(BadInputTest, FiftyPagesAreReadAsFarAsItIsWorth) {
  std::string minutes;
  for (int i = 0; minutes.size() < 50 * 3'000; ++i) {
    minutes +=
        "Item " + std::to_string(i) + ": the weather in the harbour was discussed at length. ";
  }
  const Assessment assessment =
      CheckText("Single sign-on", "People want to sign in with their company account. " + minutes);
  ExpectSound(assessment, 7);
  EXPECT_EQ(assessment.elements[0].element, "C1");
}

TEST(BadInputTest, AThirdLanguageIsUnclearUnlessNamesAreShared) {
  const Assessment french = CheckText(
      "Demande du client", "Le client souhaite que les factures soient envoyées par courrier.");
  ExpectSound(french, 7);
  EXPECT_FALSE(french.firm);
  EXPECT_TRUE(Cites(CheckText("Connexion", "Le client demande une connexion par SAML."), "C1"));
}

TEST(BadInputTest, MarkupAndMailHeadersSayNothing) {
  const std::string plain = "Our customer wants people to sign in with the company account.";
  const std::string mail =
      "From: sales@example.com\nTo: product@example.com\nDate: Mon, 23 Nov 2026 08:00:00 +0100\n"
      "Content-Type: text/html; charset=utf-8\nX-Mailer: payroll 7\n\n"
      "<html><body style=\"font: salary\"><p>" +
      plain +
      "</p><a href=\"https://example.com/payroll\">https://example.com/chat</a></body></html>";
  const Assessment from_mail = CheckText("Login", mail), from_text = CheckText("Login", plain);
  EXPECT_EQ(from_mail.verdict, from_text.verdict);
  EXPECT_EQ(from_mail.elements[0].element, from_text.elements[0].element);
  EXPECT_FALSE(Cites(from_mail, "N1"));
}

TEST(BadInputTest, NothingButStopWordsIsUnclear) {
  for (const char* text : {"", "   ", "and the of it is", "und das ist es", "?!", "…", "\n\n"}) {
    const Assessment assessment = CheckText(text, text);
    ExpectSound(assessment, 7);
    EXPECT_EQ(assessment.verdict, Verdict::kUnclear) << text;
    EXPECT_FALSE(assessment.firm) << text;
  }
}

// --- words that carry the meaning ---------------------------------------------------------------
TEST(BadInputTest, AcronymsAndNumbersAreExact) {
  EXPECT_THAT(ExactWords("SAML"), Contains("SAML"));
  EXPECT_THAT(ExactWords("SSO, SAML, SCIM"), SizeIs(3));
  EXPECT_THAT(ExactWords("Is it certified for ISO 27001?"), ::testing::ElementsAre("ISO", "27001"));
  EXPECT_THAT(ExactWords("600 requests/min"), Contains("600"));
  EXPECT_THAT(ExactWords("OAuth2 und S3 bitte"), ::testing::ElementsAre("OAuth2", "S3"));
}

TEST(BadInputTest, ShoutingIsNotExact) {
  EXPECT_THAT(ExactWords("PLEASE ADD AN EXPORT"), IsEmpty());
  EXPECT_THAT(ExactWords("WIR WOLLEN DAS AUCH"), IsEmpty());
  EXPECT_THAT(ExactWords("EXPORT"), IsEmpty());
}

TEST(BadInputTest, AnAcronymAloneCitesItsElement) {
  EXPECT_TRUE(Cites(CheckText("SAML", ""), "C1"));
  EXPECT_TRUE(Cites(CheckText("SSO", ""), "C1"));
  EXPECT_TRUE(Cites(CheckText("ISO 27001", ""), "R1"));
  EXPECT_TRUE(Cites(CheckText("Zertifikat", "Der Kunde braucht etwas für ISO 27001."), "R1"));
}

// Whatever stands around it, an acronym that one element holds brings that element among the three.
RC_GTEST_PROP(BadInputTest, AnAcronymIsNeverLostInOtherWords, ()) {
  static const std::vector<std::string> kWords = {
      "payroll", "chat",   "appointments", "customers", "Kalender", "Lohn",  "wages",
      "plan",    "travel", "messages",     "Kunden",    "export",   "hours", "calendar"};
  const auto picks =
      *rc::gen::container<std::vector<size_t>>(rc::gen::inRange<size_t>(0, kWords.size()));
  const size_t place = *rc::gen::inRange<size_t>(0, picks.size() + 1);
  std::string body;
  for (size_t i = 0; i <= picks.size(); ++i) {
    if (i == place) body += "with SAML ";
    if (i < picks.size()) body += kWords[picks[i]] + " ";
  }
  const Assessment assessment = CheckText("A wish", body);
  const bool ranked =
      std::any_of(assessment.elements.begin(), assessment.elements.end(),
                  [](const RankedElement& element) { return element.element == "C1"; });
  RC_ASSERT(ranked);
  RC_ASSERT(Cites(assessment, "C1"));
}

// --- strategies ---------------------------------------------------------------------------------
Element MakeElement(ElementKind kind, std::string id, std::string title, std::string description) {
  Element element;
  element.kind = kind;
  element.language = "en";
  element.id = std::move(id);
  element.title = std::move(title);
  element.description = std::move(description);
  return element;
}

strategy::Strategy Of(std::vector<Element> elements) {
  strategy::Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  strategy.time_zone = "UTC";
  strategy.elements = std::move(elements);
  return strategy;
}

TEST(BadInputTest, OneElementIsAStrategy) {
  const strategy::Strategy strategy =
      Of({MakeElement(ElementKind::kNonGoal, "N1", "No payroll", "Wages are not calculated.")});
  ASSERT_TRUE(strategy::ValidateStrategy(strategy).ok());
  const Assessment about_it = CheckText(strategy, "Payroll", "They want wages calculated.");
  ExpectSound(about_it, 1);
  EXPECT_EQ(about_it.verdict, Verdict::kConflicts);
  EXPECT_TRUE(Cites(about_it, "N1"));
  const Assessment other = CheckText(strategy, "Dark mode", "They want a dark theme at night.");
  ExpectSound(other, 1);
  EXPECT_EQ(other.verdict, Verdict::kUnclear);
}

TEST(BadInputTest, TwoThousandElementsDoNotDrownTheOneThatFits) {
  std::vector<Element> elements;
  for (size_t i = 0; i + 1 < strategy::kMaxElements; ++i) {
    const std::string number = std::to_string(i);
    elements.push_back(MakeElement(ElementKind::kCapability, "C" + number,
                                   "Report " + number + " about machines",
                                   "Shows how machines of group " + number + " ran last week."));
  }
  elements.push_back(
      MakeElement(ElementKind::kNonGoal, "N1", "No payroll", "Wages are not calculated."));
  const strategy::Strategy strategy = Of(std::move(elements));
  ASSERT_TRUE(strategy::ValidateStrategy(strategy).ok());
  const Assessment about_it = CheckText(strategy, "Payroll", "They want wages calculated.");
  ExpectSound(about_it, 2'000);
  EXPECT_EQ(about_it.elements[0].element, "N1");
  EXPECT_EQ(about_it.verdict, Verdict::kConflicts);
  // A word that all hold says nothing; findings stay few.
  EXPECT_LE(CheckText(strategy, "Machines", "A report about machines.").findings.size(), 24u);
}

TEST(BadInputTest, GermanAndEnglishElementsStandSideBySide) {
  const strategy::Strategy strategy =
      Of({MakeElement(ElementKind::kNonGoal, "N1", "Keine Lohnabrechnung",
                      "Löhne und Gehälter werden nicht berechnet."),
          MakeElement(ElementKind::kCapability, "C1", "Calendar export",
                      "Appointments can be subscribed to from any calendar program."),
          MakeElement(ElementKind::kRoadmapItem, "R1", "Änderungsprotokoll",
                      "Jede Änderung am Plan wird mit ihrem Urheber aufgezeichnet.")});
  const auto best = [&strategy](const std::string& title, const std::string& body) {
    return CheckText(strategy, title, body).elements[0].element;
  };
  EXPECT_EQ(best("Gehälter", "Der Kunde möchte, dass die Gehälter berechnet werden."), "N1");
  EXPECT_EQ(best("Calendar", "They want appointments in their calendar program."), "C1");
  EXPECT_EQ(best("Kalender", "Die Termine sollen im Kalender erscheinen."), "C1");
  EXPECT_EQ(best("Protokoll", "Sie wollen jede Änderung aufgezeichnet haben."), "R1");
}

// The strategy wants it and refuses it: neither is hidden behind the other.
TEST(BadInputTest, ContradictoryElementsAreBothCited) {
  const strategy::Strategy strategy =
      Of({MakeElement(ElementKind::kTheme, "T1", "Chat with customers",
                      "Dispatchers write messages to customers in a chat."),
          MakeElement(ElementKind::kNonGoal, "N1", "No chat with customers",
                      "A chat with customers is left to other products."),
          MakeElement(ElementKind::kCapability, "C1", "Calendar export",
                      "Appointments can be subscribed to.")});
  const Assessment assessment =
      CheckText(strategy, "Chat", "Dispatchers want to chat with customers.");
  EXPECT_TRUE(Cites(assessment, "T1"));
  EXPECT_TRUE(Cites(assessment, "N1"));
}

// The same for any theme and non-goal about one thing, in any company.
RC_GTEST_PROP(BadInputTest, AThemeAndANonGoalThatBothMatchAreBothCited, ()) {
  static const std::vector<std::string> kThings = {"chat",    "payroll", "calendar",  "billing",
                                                   "archive", "search",  "dashboard", "printing"};
  const std::string thing = *rc::gen::elementOf(kThings);
  std::vector<Element> elements = {
      MakeElement(ElementKind::kTheme, "T1", "More " + thing,
                  "We want " + thing + " to be better."),
      MakeElement(ElementKind::kNonGoal, "N1", "No " + thing, "We do not build " + thing + ".")};
  for (const std::string& other : kThings) {
    if (other == thing || *rc::gen::arbitrary<bool>()) continue;
    elements.push_back(MakeElement(ElementKind::kCapability, "C-" + other, "The " + other,
                                   "There is " + other + " today."));
  }
  const Assessment assessment =
      CheckText(Of(std::move(elements)), "About " + thing, "Customers ask for " + thing + ".");
  RC_ASSERT(Cites(assessment, "T1"));
  RC_ASSERT(Cites(assessment, "N1"));
}

}  // namespace
}  // namespace zusage::alignment
