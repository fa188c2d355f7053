// SPDX-License-Identifier: Apache-2.0
//
// Every row and sentence of "The standing of a promise" that is about one line at one position.
#include "services/commitments/domain/standing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/commitments/known_facts.h"

namespace zusage::commitments {
namespace {

using namespace testing;  // NOLINT: the facts are this test's vocabulary
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// --- COVERED ------------------------------------------------------------------------------------

TEST(StandingTest, ApprovalInForceCoversItsItem) {
  const Judgement judgement = JudgeBy({}, Approved());
  EXPECT_EQ(judgement.standing(), Standing::kCovered);
  EXPECT_THAT(judgement.excesses, IsEmpty());
}

TEST(StandingTest, ApprovalCoversFromItsEarliestDateOnAndUndated) {
  review::Approval approval = AnApproval();
  approval.earliest = Date(2026, 9, 1);
  const review::RequestHistory history = Approved(approval);
  EXPECT_EQ(JudgeBy({.due = Date(2026, 9, 1)}, history).standing(), Standing::kCovered);
  EXPECT_EQ(JudgeBy({.due = Date(2027, 1, 1)}, history).standing(), Standing::kCovered);
  EXPECT_EQ(JudgeBy({}, history).standing(), Standing::kCovered);
}

TEST(StandingTest, ApprovalForAllCoversEveryCustomer) {
  review::Approval approval = AnApproval();
  approval.customers = {.kind = review::CustomerScope::Kind::kAll};
  EXPECT_EQ(JudgeBy({.customer = kOtherCustomer}, Approved(approval)).standing(),
            Standing::kCovered);
}

TEST(StandingTest, ApprovalForListCoversEachOnIt) {
  review::Approval approval = AnApproval();
  approval.customers.customers = {kCustomer, kOtherCustomer};
  EXPECT_EQ(JudgeBy({.customer = kOtherCustomer}, Approved(approval)).standing(),
            Standing::kCovered);
}

TEST(StandingTest, ApprovalForSegmentCoversItsCustomersWhateverTheCase) {
  review::Approval approval = AnApproval();
  approval.customers = {.kind = review::CustomerScope::Kind::kSegment,
                        .segment = "Öffentlicher Dienst"};
  const review::RequestHistory history = Approved(approval);
  EXPECT_EQ(JudgeBy({.segment = "öffentlicher dienst"}, history).standing(), Standing::kCovered);
  EXPECT_THAT(JudgeBy({.segment = "Banken"}, history).excesses, ElementsAre(Excess::kCustomer));
  EXPECT_THAT(JudgeBy({.segment = ""}, history).excesses, ElementsAre(Excess::kCustomer));
}

TEST(StandingTest, CapabilityCoversAnybodyAtAnyDate) {
  const strategy::Strategy strategy = AStrategy();
  for (std::optional<Date> due : {std::optional<Date>(), std::optional<Date>(Date(2020, 1, 1))}) {
    const ClaimOf claim{.item = kCapability, .customer = kOtherCustomer, .due = due};
    EXPECT_EQ(JudgeBy(claim, {{5, &strategy}}).standing(), Standing::kCovered);
  }
}

TEST(StandingTest, ServicesCoverThatCustomerOnly) {
  const review::RequestHistory history = Answered(review::Outcome::kServices);
  EXPECT_EQ(JudgeBy({.item = kOtherItem, .due = Date(2020, 1, 1)}, history).standing(),
            Standing::kCovered);
  const Judgement other = JudgeBy({.customer = kOtherCustomer}, history);
  EXPECT_EQ(other.standing(), Standing::kExceeds);
  EXPECT_THAT(other.excesses, ElementsAre(Excess::kCustomer));
}

TEST(StandingTest, PromisableRoadmapItemCoversFromTheEndOfItsHorizonOn) {
  const strategy::Strategy strategy = AStrategy();
  const std::vector<StrategyVersion> versions = {{5, &strategy}};
  EXPECT_EQ(JudgeBy({.item = kRoadmapItem, .due = Date(2026, 12, 31)}, versions).standing(),
            Standing::kCovered);
  const Judgement early = JudgeBy({.item = kRoadmapItem, .due = Date(2026, 12, 30)}, versions);
  EXPECT_EQ(early.standing(), Standing::kExceeds);
  EXPECT_THAT(early.excesses, ElementsAre(Excess::kDate));
}

TEST(StandingTest, RoadmapHorizonFollowsTheFiscalYear) {
  strategy::Strategy strategy = AStrategy();
  strategy.fiscal_year_start_month = 10;
  EXPECT_EQ(JudgeBy({.item = kRoadmapItem, .due = Date(2026, 9, 30)}, {{5, &strategy}}).standing(),
            Standing::kCovered);
}

TEST(StandingTest, RoadmapHorizonWithoutDateAllowsUndatedPromisesOnly) {
  strategy::Strategy strategy = AStrategy();
  strategy.elements[1].horizon = "next year";
  EXPECT_EQ(JudgeBy({.item = kRoadmapItem}, {{5, &strategy}}).standing(), Standing::kCovered);
  EXPECT_THAT(JudgeBy({.item = kRoadmapItem, .due = Date(2099, 1, 1)}, {{5, &strategy}}).excesses,
              ElementsAre(Excess::kDate));
}

// --- conditions ---------------------------------------------------------------------------------

class ConditionTest : public ::testing::Test {
 protected:
  review::RequestHistory WithCondition(review::Condition::State state) {
    review::Approval approval = AnApproval();
    approval.conditions = {{"1", "Signed by June", state}};
    return Approved(approval);
  }
  const ClaimOf carrying_{.carried = {"1"}, .carried_approval = AnApproval().name};
};

TEST_F(ConditionTest, OpenConditionMustBeCarried) {
  const review::RequestHistory history = WithCondition(review::Condition::State::kOpen);
  EXPECT_THAT(JudgeBy({}, history).excesses, ElementsAre(Excess::kCondition));
  EXPECT_EQ(JudgeBy(carrying_, history).standing(), Standing::kCovered);
}

TEST_F(ConditionTest, MetConditionNeedNotBeCarried) {
  EXPECT_EQ(JudgeBy({}, WithCondition(review::Condition::State::kMet)).standing(),
            Standing::kCovered);
}

TEST_F(ConditionTest, FailedConditionEndsTheAllowance) {
  const Judgement judgement = JudgeBy(carrying_, WithCondition(review::Condition::State::kFailed));
  EXPECT_EQ(judgement.cause, Cause::kConditionFailed);
  EXPECT_EQ(judgement.standing(), Standing::kAgainstDecision);
}

TEST_F(ConditionTest, ConditionOfAnotherApprovalSaysNothing) {
  const ClaimOf other{.carried = {"1"}, .carried_approval = "products/atlas/approvals/A0"};
  EXPECT_THAT(JudgeBy(other, WithCondition(review::Condition::State::kOpen)).excesses,
              ElementsAre(Excess::kCondition));
}

// --- EXCEEDS ------------------------------------------------------------------------------------

TEST(StandingTest, OtherCustomerExceedsCustomer) {
  const Judgement judgement = JudgeBy({.customer = kOtherCustomer}, Approved());
  EXPECT_EQ(judgement.standing(), Standing::kExceeds);
  EXPECT_THAT(judgement.excesses, ElementsAre(Excess::kCustomer));
}

TEST(StandingTest, ExcludedItemExceedsScope) {
  EXPECT_THAT(JudgeBy({.item = kOtherItem}, Approved()).excesses, ElementsAre(Excess::kScope));
}

TEST(StandingTest, UnnamedItemOfTheSameRequestExceedsScope) {
  review::Approval approval = AnApproval();
  approval.excluded.clear();
  EXPECT_THAT(JudgeBy({.item = kOtherItem}, Approved(approval)).excesses,
              ElementsAre(Excess::kScope));
}

TEST(StandingTest, DueBeforeTheEarliestDateExceedsDate) {
  review::Approval approval = AnApproval();
  approval.earliest = Date(2026, 9, 1);
  EXPECT_THAT(JudgeBy({.due = Date(2026, 8, 31)}, Approved(approval)).excesses,
              ElementsAre(Excess::kDate));
}

TEST(StandingTest, MoreThanTheQuantityExceedsScope) {
  const strategy::Strategy strategy = AStrategy();
  const auto excesses = [&](double value, const char* unit) {
    const ClaimOf claim{.item = kCapability, .quantity = Quantity{value, unit}};
    return JudgeBy(claim, {{5, &strategy}}).excesses;
  };
  EXPECT_THAT(excesses(600, "Requests/min"), IsEmpty());
  EXPECT_THAT(excesses(600.5, "requests/min"), ElementsAre(Excess::kScope));
  // What cannot be compared is not covered.
  EXPECT_THAT(excesses(1, "requests/s"), ElementsAre(Excess::kScope));
}

TEST(StandingTest, LimitOfTheApprovalCountsForItsItem) {
  review::Approval approval = AnApproval();
  approval.included = {kItem, kOtherItem};
  approval.limits = {{kItem, 5, "seats"}};
  const review::RequestHistory history = Approved(approval);
  EXPECT_THAT(JudgeBy({.quantity = Quantity{6, "seats"}}, history).excesses,
              ElementsAre(Excess::kScope));
  EXPECT_THAT(JudgeBy({.item = kOtherItem, .quantity = Quantity{6, "seats"}}, history).excesses,
              IsEmpty());
}

TEST(StandingTest, ExcessesComeInOrder) {
  review::Approval approval = AnApproval();
  approval.earliest = Date(2026, 9, 1);
  approval.conditions = {{"1", "Signed"}};
  const ClaimOf claim{.item = kOtherItem, .customer = kOtherCustomer, .due = Date(2026, 8, 1)};
  EXPECT_THAT(JudgeBy(claim, Approved(approval)).excesses,
              ElementsAre(Excess::kCustomer, Excess::kScope, Excess::kDate, Excess::kCondition));
}

TEST(StandingTest, ExceedsIsToldFromTheAllowanceExceededLeast) {
  Ground ground{.answer = Answer::kAllowed};
  const Allowance two{.kind = Allowance::Kind::kApproval,
                      .name = "two",
                      .position = 30,
                      .includes_item = false,
                      .earliest = Date(2027, 1, 1)};
  const Allowance old{.kind = Allowance::Kind::kApproval,
                      .name = "old",
                      .position = 10,
                      .earliest = Date(2027, 1, 1)};
  const Allowance newer{.kind = Allowance::Kind::kApproval,
                        .name = "newer",
                        .position = 20,
                        .earliest = Date(2027, 6, 1)};
  ground.allowances = {two, newer, old};
  const ClaimOf claim{.due = Date(2026, 9, 1)};
  EXPECT_EQ(Judge(claim.claim(), {kToday, kToday}, ground).allowance->name, "newer");
  ground.allowances = {old, two, newer};
  EXPECT_EQ(Judge(claim.claim(), {kToday, kToday}, ground).allowance->name, "newer");
}

TEST(StandingTest, PartsOfTwoAllowancesNeverCombine) {
  // One would allow the date, the other the scope.
  Ground ground{.answer = Answer::kAllowed};
  ground.allowances = {
      {.kind = Allowance::Kind::kApproval, .name = "a", .includes_item = false},
      {.kind = Allowance::Kind::kApproval, .name = "b", .earliest = Date(2027, 1, 1)}};
  const ClaimOf claim{.due = Date(2026, 9, 1)};
  EXPECT_EQ(Judge(claim.claim(), {kToday, kToday}, ground).standing(), Standing::kExceeds);
}

// --- PENDING and UNREQUESTED --------------------------------------------------------------------

TEST(StandingTest, UndecidedRequestIsPending) {
  EXPECT_EQ(JudgeBy({}, Submitted()).standing(), Standing::kPending);
}

TEST(StandingTest, RequestSubmittedLaterWasNeverAsked) {
  const Judgement judgement = JudgeBy({}, Approved(), {kToday, kToday}, kSubmitted - 1);
  EXPECT_EQ(judgement.cause, Cause::kNeverAsked);
  EXPECT_EQ(judgement.standing(), Standing::kUnrequested);
}

TEST(StandingTest, DecisionTakesEffectAtItsPosition) {
  EXPECT_EQ(JudgeBy({}, Approved(), {kToday, kToday}, kDecided - 1).standing(), Standing::kPending);
  EXPECT_EQ(JudgeBy({}, Approved(), {kToday, kToday}, kDecided).standing(), Standing::kCovered);
}

TEST(StandingTest, FreeWordsAreUnrequestedWhateverIsAllowed) {
  const Judgement judgement = JudgeBy({.item = ""}, Approved());
  EXPECT_EQ(judgement.cause, Cause::kFreeWords);
  EXPECT_EQ(judgement.standing(), Standing::kUnrequested);
}

TEST(StandingTest, RoadmapItemNotMarkedPromisableIsUnrequested) {
  const strategy::Strategy strategy = AStrategy(/*promisable=*/false);
  const Judgement judgement = JudgeBy({.item = kRoadmapItem}, {{5, &strategy}});
  EXPECT_EQ(judgement.cause, Cause::kNotPromisable);
  EXPECT_EQ(judgement.standing(), Standing::kUnrequested);
}

TEST(StandingTest, ElementBeforeTheFirstStrategyIsUnrequested) {
  const strategy::Strategy strategy = AStrategy();
  EXPECT_EQ(JudgeBy({.item = kCapability}, {{5, &strategy}}, 4).standing(), Standing::kUnrequested);
}

TEST(StandingTest, ThemeAllowsNothing) {
  const strategy::Strategy strategy = AStrategy();
  EXPECT_EQ(JudgeBy({.item = "products/atlas/elements/T1"}, {{5, &strategy}}).standing(),
            Standing::kUnrequested);
}

// --- AGAINST_DECISION ---------------------------------------------------------------------------

TEST(StandingTest, DeclinedAndDeferredAreAgainstDecision) {
  EXPECT_EQ(JudgeBy({}, Answered(review::Outcome::kDeclined)).cause, Cause::kDeclined);
  EXPECT_EQ(JudgeBy({}, Answered(review::Outcome::kDeferred)).cause, Cause::kDeferred);
  EXPECT_EQ(StandingOf(Cause::kDeclined), Standing::kAgainstDecision);
  EXPECT_EQ(StandingOf(Cause::kDeferred), Standing::kAgainstDecision);
}

TEST(StandingTest, AsIsAllowsTheCapabilityNamedAndNothingElse) {
  review::RequestHistory history = Answered(review::Outcome::kAsIs);
  history.decisions.back().as_is_element = kCapability;
  EXPECT_EQ(JudgeBy({}, history).cause, Cause::kAnsweredAsIs);
  const strategy::Strategy strategy = AStrategy();
  EXPECT_EQ(JudgeBy({.item = kCapability}, {{5, &strategy}}).standing(), Standing::kCovered);
}

TEST(StandingTest, RevokedApprovalIsAgainstDecisionFromThenOn) {
  review::RequestHistory history = Approved();
  Revoke(history, AnApproval().name, 30);
  EXPECT_EQ(JudgeBy({}, history, {kToday, kToday}, 29).standing(), Standing::kCovered);
  EXPECT_EQ(JudgeBy({}, history, {kToday, kToday}, 30).cause, Cause::kRevoked);
}

TEST(StandingTest, LaterDecisionReplacesAnApproval) {
  review::RequestHistory history = Approved();
  Decide(history, review::Outcome::kDeclined, 30);
  EXPECT_EQ(JudgeBy({}, history, {kToday, kToday}, 29).standing(), Standing::kCovered);
  EXPECT_EQ(JudgeBy({}, history, {kToday, kToday}, 30).cause, Cause::kDeclined);
}

TEST(StandingTest, LaterApprovalReplacesAnEarlierOne) {
  review::RequestHistory history = Approved();
  review::Approval narrower = ApprovalNamed("products/atlas/approvals/A2");
  narrower.earliest = Date(2027, 1, 1);
  Approve(history, narrower, 30);
  EXPECT_EQ(JudgeBy({.due = Date(2026, 9, 1)}, history).standing(), Standing::kExceeds);
}

TEST(StandingTest, RevokingASupersededApprovalChangesNothing) {
  review::RequestHistory history = Approved();
  Approve(history, ApprovalNamed("products/atlas/approvals/A2"), 30);
  Revoke(history, AnApproval().name, 40);
  EXPECT_EQ(JudgeBy({}, history).standing(), Standing::kCovered);
}

// --- valid until --------------------------------------------------------------------------------

class ValidUntilTest : public ::testing::Test {
 protected:
  ValidUntilTest() {
    review::Approval approval = AnApproval();
    approval.valid_until = Date(2026, 6, 30);
    history_ = Approved(approval);
  }
  review::RequestHistory history_;
};

TEST_F(ValidUntilTest, LastDayIsIncluded) {
  const Date last(2026, 6, 30);
  EXPECT_EQ(JudgeBy({}, history_, {last, last}).standing(), Standing::kCovered);
}

TEST_F(ValidUntilTest, AfterItNothingMoreMayBePromised) {
  const Date after(2026, 7, 1);
  EXPECT_EQ(JudgeBy({}, history_, {after, after}).cause, Cause::kLapsed);
}

TEST_F(ValidUntilTest, WhatWasPromisedInTimeStaysCovered) {
  EXPECT_EQ(JudgeBy({}, history_, {Date(2026, 6, 30), Date(2027, 1, 1)}).standing(),
            Standing::kCovered);
}

TEST_F(ValidUntilTest, WhatExceededItIsAgainstDecisionOnceItHasLapsed) {
  const ClaimOf claim{.customer = kOtherCustomer};
  EXPECT_EQ(JudgeBy(claim, history_, {kToday, Date(2026, 6, 30)}).standing(), Standing::kExceeds);
  EXPECT_EQ(JudgeBy(claim, history_, {kToday, Date(2026, 7, 1)}).cause, Cause::kLapsed);
}

TEST_F(ValidUntilTest, WhatWasPromisedInTimeLosesItsGroundWhenRevokedEvenAfterTheLapse) {
  Revoke(history_, AnApproval().name, 30);
  EXPECT_EQ(JudgeBy({}, history_, {kToday, Date(2027, 1, 1)}).cause, Cause::kRevoked);
}

// --- strategies that change ---------------------------------------------------------------------

class StrategyChangeTest : public ::testing::Test {
 protected:
  const strategy::Strategy first_ = AStrategy();
};

TEST_F(StrategyChangeTest, ElementThatVanishedIsAgainstDecision) {
  strategy::Strategy second = AStrategy();
  second.elements.erase(second.elements.begin(), second.elements.begin() + 2);
  const std::vector<StrategyVersion> versions = {{50, &second}, {5, &first_}};
  for (const char* item : {kCapability, kRoadmapItem}) {
    EXPECT_EQ(JudgeBy({.item = item}, versions, 49).standing(), Standing::kCovered) << item;
    EXPECT_EQ(JudgeBy({.item = item}, versions, 50).cause, Cause::kSuperseded) << item;
  }
}

TEST_F(StrategyChangeTest, RoadmapItemNoLongerPromisableIsAgainstDecision) {
  const strategy::Strategy second = AStrategy(/*promisable=*/false);
  EXPECT_EQ(JudgeBy({.item = kRoadmapItem}, {{50, &second}, {5, &first_}}).cause,
            Cause::kSuperseded);
}

TEST_F(StrategyChangeTest, SlippedHorizonExceedsDate) {
  strategy::Strategy second = AStrategy();
  second.elements[1].horizon = "2027-Q2";
  const ClaimOf claim{.item = kRoadmapItem, .due = Date(2026, 12, 31)};
  EXPECT_EQ(JudgeBy(claim, {{50, &second}, {5, &first_}}, 49).standing(), Standing::kCovered);
  EXPECT_THAT(JudgeBy(claim, {{50, &second}, {5, &first_}}, 50).excesses,
              ElementsAre(Excess::kDate));
}

TEST_F(StrategyChangeTest, RoadmapItemThatBecameACapabilityIsCoveredAtAnyDate) {
  strategy::Strategy second = AStrategy();
  second.elements[1].kind = strategy::ElementKind::kCapability;
  const ClaimOf claim{.item = kRoadmapItem, .due = Date(2026, 7, 1)};
  EXPECT_EQ(JudgeBy(claim, {{50, &second}, {5, &first_}}).standing(), Standing::kCovered);
}

// --- promises as wholes -------------------------------------------------------------------------

TEST(PromiseStandingTest, PromiseStandsAsItsWorstLine) {
  EXPECT_EQ(WorstOf({Standing::kCovered, Standing::kExceeds}), Standing::kExceeds);
  EXPECT_EQ(WorstOf({Standing::kExceeds, Standing::kPending}), Standing::kPending);
  EXPECT_EQ(WorstOf({Standing::kUnrequested, Standing::kPending}), Standing::kUnrequested);
  EXPECT_EQ(WorstOf({Standing::kUnrequested, Standing::kAgainstDecision, Standing::kCovered}),
            Standing::kAgainstDecision);
}

TEST(PromiseStandingTest, UnilateralIsWhatWasNotCoveredWhenMade) {
  EXPECT_FALSE(IsUnilateral(Standing::kCovered));
  for (Standing standing : {Standing::kExceeds, Standing::kPending, Standing::kUnrequested,
                            Standing::kAgainstDecision}) {
    EXPECT_TRUE(IsUnilateral(standing));
    EXPECT_TRUE(HasLostGround(Standing::kCovered, standing));
    EXPECT_FALSE(HasLostGround(standing, Standing::kAgainstDecision));
  }
  EXPECT_FALSE(HasLostGround(Standing::kCovered, Standing::kCovered));
}

TEST(PromiseStandingTest, JudgedAsMadeAtTheLowerOfKnownAndBeforeItsOwnEntry) {
  EXPECT_EQ(MadePosition(/*known_position=*/7, /*own_position=*/12), 7);
  EXPECT_EQ(MadePosition(11, 12), 11);
  EXPECT_EQ(MadePosition(12, 12), 11);
  EXPECT_EQ(MadePosition(15, 12), 11);
}

TEST(PromiseStandingTest, EveryCauseHasItsStanding) {
  EXPECT_EQ(StandingOf(Cause::kCovered), Standing::kCovered);
  EXPECT_EQ(StandingOf(Cause::kBeyond), Standing::kExceeds);
  EXPECT_EQ(StandingOf(Cause::kWaiting), Standing::kPending);
  for (Cause cause :
       {Cause::kFreeWords, Cause::kNeverAsked, Cause::kWithdrawn, Cause::kNotPromisable}) {
    EXPECT_EQ(StandingOf(cause), Standing::kUnrequested);
  }
  for (Cause cause :
       {Cause::kDeclined, Cause::kDeferred, Cause::kAnsweredAsIs, Cause::kLapsed, Cause::kRevoked,
        Cause::kSuperseded, Cause::kConditionFailed, Cause::kDisplaced}) {
    EXPECT_EQ(StandingOf(cause), Standing::kAgainstDecision);
  }
}

}  // namespace
}  // namespace zusage::commitments
