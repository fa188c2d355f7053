// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/clearance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/commitments/known_facts.h"

namespace zusage::commitments {
namespace {

using namespace testing;  // NOLINT: the facts are this test's vocabulary
using ::testing::HasSubstr;
using ::testing::Not;

ClearanceAnswer Ask(const ClearanceQuestion& question, const review::RequestHistory& history,
                    Date today = kToday) {
  return AnswerClearance(question, today, GroundOfRequestItem(history, question.item, kLater));
}

const ClearanceQuestion kQuestion{.item = kItem, .customer = kCustomer};

TEST(ClearanceTest, OpenConditionsMustBeSaidAlong) {
  review::Approval approval = AnApproval();
  approval.conditions = {{"1", "Signed by June"}, {"2", "Old", review::Condition::State::kMet}};
  approval.valid_until = Date(2026, 6, 30);
  approval.earliest = Date(2026, 9, 1);
  const ClearanceAnswer answer = Ask(kQuestion, Approved(approval));
  EXPECT_TRUE(answer.may_promise());
  EXPECT_EQ(answer.standing.basis, approval.name);
  ASSERT_TRUE(answer.allowance.has_value());
  EXPECT_EQ(answer.allowance->conditions.size(), 2u);
  EXPECT_EQ(answer.guidance.english,
            "You may promise this. Say along that it depends on: \"Signed by June\". Name no day "
            "before 2026-09-01. This holds until 2026-06-30.");
  EXPECT_EQ(answer.guidance.german,
            "Das dürfen Sie zusagen. Sagen Sie dazu, dass es abhängt von: \"Signed by June\". "
            "Nennen Sie keinen Tag vor 2026-09-01. Das gilt bis 2026-06-30.");
}

TEST(ClearanceTest, TooEarlyADateNamesTheEarliest) {
  review::Approval approval = AnApproval();
  approval.earliest = Date(2026, 9, 1);
  ClearanceQuestion question = kQuestion;
  question.by = Date(2026, 8, 1);
  const ClearanceAnswer answer = Ask(question, Approved(approval));
  EXPECT_FALSE(answer.may_promise());
  EXPECT_EQ(answer.standing.standing, Standing::kExceeds);
  EXPECT_EQ(answer.allowance->earliest, Date(2026, 9, 1));
  EXPECT_THAT(answer.guidance.english, HasSubstr("not before 2026-09-01"));
  EXPECT_THAT(answer.standing.reason.german, HasSubstr("nicht vor 2026-09-01"));
}

TEST(ClearanceTest, LapsedApprovalClearsNothing) {
  review::Approval approval = AnApproval();
  approval.valid_until = Date(2026, 6, 30);
  const ClearanceAnswer answer = Ask(kQuestion, Approved(approval), Date(2026, 7, 1));
  EXPECT_EQ(answer.standing.standing, Standing::kAgainstDecision);
  EXPECT_FALSE(answer.allowance.has_value());
  EXPECT_THAT(answer.guidance.english, HasSubstr("2026-06-30"));
}

TEST(ClearanceTest, WordsAreNeverCleared) {
  const ClearanceAnswer answer =
      AnswerClearance({.customer = kCustomer}, kToday, Ground{.answer = Answer::kAllowed});
  EXPECT_FALSE(answer.may_promise());
  EXPECT_EQ(answer.standing.standing, Standing::kUnrequested);
}

TEST(ClearanceTest, CapabilitySaysHowAndWhereItEnds) {
  const strategy::Strategy strategy = AStrategy();
  const std::vector<StrategyVersion> versions = {{5, &strategy}};
  const ClearanceAnswer answer =
      AnswerClearance({.item = kCapability, .customer = kCustomer}, kToday,
                      GroundOfElement(versions, kCapability, kLater));
  EXPECT_TRUE(answer.may_promise());
  EXPECT_EQ(answer.allowance->limits, "CSV only");
  EXPECT_EQ(answer.allowance->at_most, (Quantity{600, "requests/min"}));
  EXPECT_EQ(answer.guidance.english,
            "Say that the product does this today: Bulk export. This is how: Use the export page. "
            "Promise at most 600 requests/min. Its limits: CSV only.");
}

TEST(ClearanceTest, EveryAnswerSaysWhyAndWhatToSay) {
  review::RequestHistory revoked = Approved();
  Revoke(revoked, AnApproval().name, 30);
  review::RequestHistory as_is = Answered(review::Outcome::kAsIs);
  as_is.decisions.back().as_is_element = kCapability;
  for (const review::RequestHistory& history :
       {Submitted(), Approved(), revoked, as_is, Answered(review::Outcome::kDeclined),
        Answered(review::Outcome::kDeferred), Answered(review::Outcome::kServices)}) {
    for (const char* customer : {kCustomer, kOtherCustomer}) {
      const ClearanceAnswer answer = Ask({.item = kItem, .customer = customer}, history);
      for (const Text& text : {answer.standing.reason, answer.guidance}) {
        EXPECT_NE(text.english, "");
        EXPECT_NE(text.german, "");
        EXPECT_NE(text.english, text.german);
        // Every placeholder was filled in.
        EXPECT_THAT(text.english, Not(HasSubstr("{")));
        EXPECT_THAT(text.german, Not(HasSubstr("{")));
      }
      EXPECT_EQ(answer.standing.basis.empty(), answer.standing.standing == Standing::kUnrequested);
    }
  }
}

TEST(ClearanceTest, VanishedElementIsNamedInTheReason) {
  const strategy::Strategy first = AStrategy();
  strategy::Strategy second = AStrategy();
  second.elements.erase(second.elements.begin());
  const std::vector<StrategyVersion> versions = {{50, &second}, {5, &first}};
  const ClearanceAnswer answer =
      AnswerClearance({.item = kCapability, .customer = kCustomer}, kToday,
                      GroundOfElement(versions, kCapability, kLater));
  EXPECT_EQ(answer.standing.standing, Standing::kAgainstDecision);
  EXPECT_EQ(answer.standing.basis, kCapability);
  EXPECT_THAT(answer.standing.reason.english, HasSubstr("Bulk export"));
}

TEST(ClearanceTest, FailedConditionThatWasCarriedIsSaidSo) {
  review::Approval approval = AnApproval();
  approval.conditions = {{"1", "Signed by June", review::Condition::State::kFailed}};
  const ClearanceAnswer answer = Ask(kQuestion, Approved(approval));
  EXPECT_EQ(answer.standing.standing, Standing::kAgainstDecision);
  EXPECT_EQ(answer.standing.reason.english,
            "A condition of the approval is not met: \"Signed by June\". The customer was told of "
            "it.");
}

}  // namespace
}  // namespace zusage::commitments
