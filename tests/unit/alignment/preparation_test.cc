// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/preparation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "services/alignment/domain/prepare.h"
#include "services/alignment/domain/proposal_worth.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;
using strategy::Strategy;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr double kNear = 1e-9;

Element Theme(int aliases, int examples = 0) {
  constexpr const char* kNames[] = {"alpha",  "bravo",  "carbon",  "delta",  "ember",
                                    "forest", "garden", "harbour", "island", "jungle"};
  Element element{.id = "T1", .title = "Title", .description = "Described.", .language = "en"};
  for (int i = 0; i < aliases; ++i) element.aliases.push_back(kNames[i]);
  for (int i = 0; i < examples; ++i)
    element.examples.push_back(std::string("Give us ") + kNames[i]);
  return element;
}

TEST(PreparationTest, AliasesCountByWhatTheyWereMeasuredToBeWorth) {
  EXPECT_THAT(PreparationOf(Theme(0)).complete, DoubleNear(.10, kNear));
  EXPECT_THAT(PreparationOf(Theme(2)).complete, DoubleNear(.10 + .78 * .117 / .241, kNear));
  EXPECT_THAT(PreparationOf(Theme(4)).complete, DoubleNear(.10 + .78 * .132 / .241, kNear));
  EXPECT_THAT(PreparationOf(Theme(8)).complete, DoubleNear(.88, kNear));
  EXPECT_THAT(PreparationOf(Theme(10)).complete, DoubleNear(.88, kNear)) << "more is no better";
  EXPECT_THAT(PreparationOf(Theme(8, 1)).complete, DoubleNear(.94, kNear));
  EXPECT_THAT(PreparationOf(Theme(8, 3)).complete, DoubleNear(1, kNear));
}

TEST(PreparationTest, ACapabilityShouldSayHowAndLimits) {
  Element capability = Theme(0);
  capability.kind = ElementKind::kCapability;
  EXPECT_EQ(PreparationOf(capability).wanted_texts, 3);
  EXPECT_THAT(PreparationOf(capability).complete, DoubleNear(.1 / 3, kNear));
  capability.how = "Like this.";
  capability.limits = "Not that.";
  EXPECT_THAT(PreparationOf(capability).complete, DoubleNear(.1, kNear));
}

TEST(PreparationTest, AnAliasThatSaysTheSameIsNone) {
  Element element = Theme(0);
  element.title = "Währungen verwalten";
  element.aliases = {"Waehrungen verwalten", "WÄHRUNG verwalten", "verwalten Währungen",
                     "Currencies",           "currency",          "the currency"};
  EXPECT_EQ(PreparationOf(element).aliases, 1);
}

TEST(PreparationTest, HalfOfTheElementsFilledGivesAQuarterOfTheWhole) {
  Strategy half;
  Element empty = Theme(0);
  empty.description.clear();
  half.elements = {Theme(8, 2), empty};
  EXPECT_THAT(PreparationOf(half).complete, DoubleNear(.25, kNear));
  EXPECT_EQ(PreparationOf(half).prepared, 1);
  half.elements = {Theme(4), Theme(4)};
  EXPECT_THAT(PreparationOf(half).complete, DoubleNear(PreparationOf(Theme(4)).complete, kNear));
}

TEST(PreparationTest, GuardrailsDoNotCountAndNothingIsNotPrepared) {
  Strategy strategy;
  strategy.elements = {Theme(0)};
  strategy.elements[0].kind = ElementKind::kGuardrail;
  EXPECT_EQ(PreparationOf(strategy).complete, 0);
  EXPECT_THAT(PreparationOf(strategy).elements, IsEmpty());
}

RC_GTEST_PROP(PreparationPropertyTest, AnotherAliasOrExampleNeverMakesLess,
              (std::vector<std::string> aliases, std::vector<std::string> examples,
               std::string more)) {
  Strategy strategy;
  Element element{.id = "T1", .title = "Title", .language = "en"};
  element.aliases = aliases;
  element.examples = examples;
  strategy.elements = {Theme(3), element};
  const Preparation before = PreparationOf(strategy);
  Strategy with_alias = strategy, with_example = strategy;
  with_alias.elements[1].aliases.push_back(more);
  with_example.elements[1].examples.push_back(more);
  for (const Strategy& changed : {with_alias, with_example}) {
    const Preparation after = PreparationOf(changed);
    RC_ASSERT(after.elements[1].complete >= before.elements[1].complete);
    RC_ASSERT(after.complete >= before.complete);
    RC_ASSERT(after.complete <= 1 + kNear);
  }
}

// --- proposals ----------------------------------------------------------------------------------

BacktestRequest Decided(std::string id, std::string title, std::string body, std::string element,
                        Verdict expected) {
  BacktestRequest request;
  request.id = std::move(id);
  request.title = std::move(title);
  request.body = std::move(body);
  request.expected = expected;
  if (!element.empty()) request.expected_refs = {std::move(element)};
  return request;
}

std::vector<BacktestRequest> SampleRequests() {
  return {Decided("q1", "Newsfeed abonnieren", "Write to anna@example.com. They want a newsfeed.",
                  "C2", Verdict::kAsIs),
          Decided("q2", "Newsfeed for drivers", "Drivers ask for a newsfeed with appointments.",
                  "C2", Verdict::kAsIs),
          Decided("q3", "Logbook of edits", "Auditors need a logbook: who edited a plan, and when.",
                  "R1", Verdict::kOnRoadmap),
          Decided("q4", "Coffee machine", "They want coffee in the depot.", "", Verdict::kUnclear),
          Decided("q5", "Payroll logins", "Salary clerks ask for a payroll login by SAML.", "N1",
                  Verdict::kConflicts)};
}

std::vector<std::string> TextsOf(const ProposalAnswer& answer, std::string_view element,
                                 ProposalKind kind) {
  std::vector<std::string> texts;
  for (const Proposal& proposal : answer.proposals) {
    if (proposal.element == element && proposal.kind == kind) texts.push_back(proposal.text);
  }
  return texts;
}

TEST(ProposalsTest, WhatCustomersWriteIsProposedWithWhereItComesFrom) {
  const ProposalAnswer answer = Propose(SampleStrategy(), BuiltInLexicon(), SampleRequests());
  EXPECT_EQ(answer.requests, 4);
  const auto found = std::find_if(answer.proposals.begin(), answer.proposals.end(),
                                  [](const Proposal& p) { return p.text == "Newsfeed"; });
  ASSERT_NE(found, answer.proposals.end());
  EXPECT_EQ(found->element, "C2");
  EXPECT_EQ(found->source, ProposalSource::kDecidedRequests);
  EXPECT_THAT(found->requests, ElementsAre("q1", "q2"));
  EXPECT_GT(found->distinctiveness, 0);
}

TEST(ProposalsTest, AnExampleHasNoPersonalParts) {
  const ProposalAnswer answer = Propose(SampleStrategy(), BuiltInLexicon(), SampleRequests());
  const std::vector<std::string> examples = TextsOf(answer, "C2", ProposalKind::kExample);
  ASSERT_THAT(examples, Not(IsEmpty()));
  for (const std::string& example : examples) {
    EXPECT_THAT(example, Not(HasSubstr("anna")));
    EXPECT_LE(example.size(), kMaxExampleBytes);
  }
}

TEST(ProposalsTest, WhatFitsAnotherElementIsLeftOut) {
  const ProposalAnswer answer = Propose(SampleStrategy(), BuiltInLexicon(), SampleRequests());
  EXPECT_THAT(TextsOf(answer, "N1", ProposalKind::kAlias), Not(testing::Contains("SAML")))
      << "C1 says so";
  EXPECT_GT(answer.ambiguous, 0);
}

TEST(ProposalsTest, ASuggestionIsLookedAtLikeTheOthers) {
  const std::vector<Suggestion> suggestions = {{.element = "C2", .text = "webcal link"},
                                               {.element = "C2", .text = "ICAL"},     // is there
                                               {.element = "C2", .text = "payroll"},  // another's
                                               {.element = "C9", .text = "nobody's"}};
  ProposalOptions options;
  options.suggestions = suggestions;
  options.measure = false;
  const ProposalAnswer answer = Propose(SampleStrategy(), BuiltInLexicon(), {}, options);
  ASSERT_EQ(answer.proposals.size(), 1u);
  EXPECT_EQ(answer.proposals[0].text, "webcal link");
  EXPECT_EQ(answer.proposals[0].source, ProposalSource::kSecondReader);
  EXPECT_FALSE(answer.proposals[0].worth.has_value());
}

TEST(ProposalsTest, AcceptedOnesAreNotProposedAgain) {
  Strategy strategy = SampleStrategy();
  for (int round = 0; round < 6; ++round) {
    const ProposalAnswer answer = Propose(strategy, BuiltInLexicon(), SampleRequests());
    std::set<std::pair<std::string, std::string>> seen;
    for (const Proposal& proposal : answer.proposals) {
      const Element& element = *strategy.Find(proposal.element);
      const auto& there =
          proposal.kind == ProposalKind::kAlias ? element.aliases : element.examples;
      for (const std::string& text : there) EXPECT_NE(PhraseKey(text), PhraseKey(proposal.text));
      EXPECT_TRUE(seen.insert({proposal.id, ""}).second) << proposal.id;
    }
    if (answer.proposals.empty()) return;
    strategy = WithProposals(strategy, answer.proposals);
  }
  FAIL() << "there is always something more";
}

TEST(ProposalsTest, OfOneElementAndSoManyAreEnoughOnRequest) {
  ProposalOptions options;
  options.element = "C2";
  options.max_proposals = 1;
  const ProposalAnswer answer =
      Propose(SampleStrategy(), BuiltInLexicon(), SampleRequests(), options);
  ASSERT_EQ(answer.proposals.size(), 1u);
  EXPECT_EQ(answer.proposals[0].element, "C2");
}

TEST(ProposalWorthTest, ARequestDoesNotProveWhatRestsOnIt) {
  const std::vector<BacktestRequest> one = {SampleRequests()[2]};
  for (const Proposal& proposal : Propose(SampleStrategy(), BuiltInLexicon(), one).proposals) {
    EXPECT_FALSE(proposal.worth.has_value()) << proposal.text;
  }
  for (const Proposal& proposal :
       Propose(SampleStrategy(), BuiltInLexicon(), SampleRequests()).proposals) {
    ASSERT_TRUE(proposal.worth.has_value());
    EXPECT_EQ(proposal.worth->requests, 5 - static_cast<int>(proposal.requests.size()));
  }
}

TEST(ProposalWorthTest, AnAliasThatOthersUseHelps) {
  std::vector<BacktestRequest> requests = SampleRequests();
  requests.push_back(Decided("q6", "Newsfeed", "A newsfeed please.", "C2", Verdict::kAsIs));
  requests.push_back(Decided("q7", "Newsfeed", "Is there a newsfeed?", "C2", Verdict::kAsIs));
  std::vector<Proposal> proposals(1);
  proposals[0] = {.id = "C2.a.1", .element = "C2", .text = "newsfeed", .requests = {"q1"}};
  MeasureProposals(SampleStrategy(), BuiltInLexicon(), requests, proposals);
  ASSERT_TRUE(proposals[0].worth.has_value());
  EXPECT_TRUE(proposals[0].worth->helps());
  EXPECT_GT(proposals[0].worth->elements_after, proposals[0].worth->elements_before);
  EXPECT_TRUE(MeasureTogether(SampleStrategy(), BuiltInLexicon(), requests, proposals).helps());
  ProposalWorth hardly = *proposals[0].worth;
  hardly.surprise_after = hardly.surprise_before - kLeastHelp / 2;
  hardly.uncertainty = 0;
  EXPECT_FALSE(hardly.helps()) << "by less than people are shown";
}

TEST(PrepareTest, SaysAllOfItAndTheSameEachTime) {
  const PreparationAnswer first = Prepare(SampleStrategy(), BuiltInLexicon(), SampleRequests());
  const PreparationAnswer again = Prepare(SampleStrategy(), BuiltInLexicon(), SampleRequests());
  EXPECT_EQ(first.preparation.elements.size(), 7u);
  ASSERT_EQ(first.proposed.proposals.size(), again.proposed.proposals.size());
  for (size_t i = 0; i < first.proposed.proposals.size(); ++i) {
    EXPECT_EQ(first.proposed.proposals[i].id, again.proposed.proposals[i].id);
  }
}

}  // namespace
}  // namespace zusage::alignment
