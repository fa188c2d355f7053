// SPDX-License-Identifier: Apache-2.0
//
// How an item stands through everything that can happen to its request: decided, reopened, decided
// again, withdrawn, merged; and through what happens to conditions and roadmap items.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "services/commitments/domain/explain.h"
#include "tests/unit/commitments/known_facts.h"

namespace zusage::commitments {
namespace {

using namespace testing;  // NOLINT: the facts are this test's vocabulary
using review::Outcome;
using ::testing::ElementsAre;

Cause CauseIn(const review::RequestHistory& history, int64_t position = kLater) {
  return JudgeBy({}, history, {kToday, kToday}, position).cause;
}

// --- every outcome, whatever came after it ------------------------------------------------------

struct Story {
  Outcome outcome;
  Cause decided;
  Cause reopened;  // and waiting again
};

class EveryOutcomeTest : public ::testing::TestWithParam<Story> {
 protected:
  review::RequestHistory Decided() const {
    if (GetParam().outcome == Outcome::kApproved) return Approved();
    return Answered(GetParam().outcome);
  }
};

TEST_P(EveryOutcomeTest, ReopenedItWaitsUnlessSomethingStillAllowsIt) {
  review::RequestHistory history = Decided();
  Reopen(history, 30);
  EXPECT_EQ(CauseIn(history, 29), GetParam().decided);
  EXPECT_EQ(CauseIn(history, 30), GetParam().reopened);
}

TEST_P(EveryOutcomeTest, WithdrawnAfterReopeningTheDecisionCountsAgain) {
  review::RequestHistory history = Decided();
  Reopen(history, 30);
  Withdraw(history, 40);
  EXPECT_EQ(CauseIn(history, 40), GetParam().decided);
}

TEST_P(EveryOutcomeTest, NewDecisionReplacesTheOldOne) {
  for (const Outcome next : {Outcome::kDeclined, Outcome::kDeferred, Outcome::kAsIs}) {
    review::RequestHistory history = Decided();
    Reopen(history, 30);
    Decide(history, next, 40);
    EXPECT_EQ(CauseIn(history, 39), GetParam().reopened);
    EXPECT_EQ(CauseIn(history, 40), CauseIn(Answered(next)));
  }
}

TEST_P(EveryOutcomeTest, MergedAndReopenedItStandsAsBefore) {
  review::RequestHistory history = Decided();
  Reopen(history, 30);
  Decide(history, Outcome::kDuplicate, 40);
  history.mergings.push_back({.request = kRequest,
                              .into = "products/atlas/changeRequests/R2",
                              .position = 40,
                              .ended_position = 50});
  Reopen(history, 50);
  EXPECT_EQ(CauseIn(history, 50), GetParam().reopened);
  Withdraw(history, 60);
  EXPECT_EQ(CauseIn(history, 60), GetParam().decided);
}

INSTANTIATE_TEST_SUITE_P(
    Outcomes, EveryOutcomeTest,
    ::testing::Values(Story{Outcome::kApproved, Cause::kCovered, Cause::kCovered},
                      Story{Outcome::kServices, Cause::kCovered, Cause::kCovered},
                      Story{Outcome::kDeclined, Cause::kDeclined, Cause::kWaiting},
                      Story{Outcome::kDeferred, Cause::kDeferred, Cause::kWaiting},
                      Story{Outcome::kAsIs, Cause::kAnsweredAsIs, Cause::kWaiting}));

// --- the rest of a request's life ---------------------------------------------------------------

TEST(RequestStoryTest, WithdrawnBeforeADecisionCountsAsUnasked) {
  review::RequestHistory history = Submitted();
  Withdraw(history, 20);
  EXPECT_EQ(CauseIn(history, 19), Cause::kWaiting);
  EXPECT_EQ(CauseIn(history, 20), Cause::kWithdrawn);
  EXPECT_EQ(StandingOf(CauseIn(history, 20)), Standing::kUnrequested);
  Reopen(history, 30);
  EXPECT_EQ(CauseIn(history, 30), Cause::kWaiting);
}

TEST(RequestStoryTest, ReopenedWithoutGroundIsPendingWhateverEndedIt) {
  review::Approval lapsed = AnApproval();
  lapsed.valid_until = kToday - 1;
  review::Approval conditional = AnApproval();
  conditional.conditions = {{"1", "Signed"}};
  review::RequestHistory revoked = Approved();
  Revoke(revoked, AnApproval().name, 25);
  review::RequestHistory failed = Approved(conditional);
  SetCondition(failed, conditional.name, "1", review::Condition::State::kFailed, 25);
  for (review::RequestHistory history : {Approved(lapsed), revoked, failed}) {
    EXPECT_EQ(StandingOf(CauseIn(history)), Standing::kAgainstDecision);
    Reopen(history, 30);
    EXPECT_EQ(CauseIn(history), Cause::kWaiting);
  }
}

TEST(RequestStoryTest, ReopenedApprovalStillSaysByWhatAPromiseExceedsIt) {
  review::RequestHistory history = Approved();
  Reopen(history, 30);
  EXPECT_THAT(JudgeBy({.item = kOtherItem}, history).excesses, ElementsAre(Excess::kScope));
}

TEST(RequestStoryTest, NewApprovalSupersedesTheOldOne) {
  review::Approval narrow = ApprovalNamed("products/atlas/approvals/A2");
  std::swap(narrow.included, narrow.excluded);
  review::RequestHistory history = Approved();
  Reopen(history, 30);
  Approve(history, narrow, 40);
  EXPECT_EQ(CauseIn(history, 39), Cause::kCovered);
  EXPECT_THAT(JudgeBy({}, history, {kToday, kToday}, 40).excesses, ElementsAre(Excess::kScope));
}

TEST(RequestStoryTest, ConditionStandsAsItDidAtThePosition) {
  review::Approval approval = AnApproval();
  approval.conditions = {{"1", "Signed"}};
  review::RequestHistory history = Approved(approval);
  SetCondition(history, approval.name, "1", review::Condition::State::kMet, 30);
  SetCondition(history, approval.name, "1", review::Condition::State::kFailed, 40);
  SetCondition(history, approval.name, "1", review::Condition::State::kOpen, 50);
  EXPECT_EQ(CauseIn(history, 29), Cause::kBeyond);
  EXPECT_EQ(CauseIn(history, 30), Cause::kCovered);
  EXPECT_EQ(CauseIn(history, 40), Cause::kConditionFailed);
  EXPECT_EQ(CauseIn(history, 50), Cause::kBeyond);
}

TEST(RequestStoryTest, ServicesAreAlsoForThoseWhoWereMergedWhenItWasDecided) {
  review::RequestHistory history = Submitted();
  history.merged.push_back({.request = "products/atlas/changeRequests/R0",
                            .into = kRequest,
                            .customer = kOtherCustomer,
                            .position = 15});
  Decide(history, Outcome::kServices);
  const ClaimOf other{.customer = kOtherCustomer};
  EXPECT_EQ(JudgeBy(other, history).cause, Cause::kCovered);
  history.merged[0].position = 25;  // after the decision
  EXPECT_THAT(JudgeBy(other, history).excesses, ElementsAre(Excess::kCustomer));
}

TEST(RequestStoryTest, CustomerIsKnownByAllItsNames) {
  const ClaimOf merged{.customer = kOtherCustomer, .also_known_as = {"customers/x", kCustomer}};
  EXPECT_EQ(JudgeBy(merged, Approved()).cause, Cause::kCovered);
  EXPECT_EQ(JudgeBy(merged, Answered(Outcome::kServices)).cause, Cause::kCovered);
  const review::RequestHistory history = Approved();
  const Ground ground = GroundOfRequestItem(history, kItem, kLater);
  EXPECT_TRUE(DependsOnNames(ground, kOtherCustomer));
  EXPECT_FALSE(DependsOnNames(ground, kCustomer));
}

// --- mergings -----------------------------------------------------------------------------------

std::string RequestNumber(int number) {
  return "products/atlas/changeRequests/M" + std::to_string(number);
}

// Requests of which each is part of the next from position 10 * (number + 1) on.
class MergingTest : public ::testing::Test {
 protected:
  void MakeChain(int mergings) {
    for (int i = 0; i <= mergings; ++i) {
      review::RequestHistory history = Submitted();
      history.request = RequestNumber(i);
      history.submitted_position = 1;
      if (i < mergings) {
        history.mergings.push_back({.request = RequestNumber(i),
                                    .into = RequestNumber(i + 1),
                                    .items = {{Item(i), Item(i + 1)}},
                                    .position = 10 * (i + 1)});
      }
      histories_[RequestNumber(i)] = history;
    }
  }
  static std::string Item(int request) { return RequestNumber(request) + "/items/1"; }
  std::string PlaceOf(const std::string& item, int64_t position) {
    const absl::StatusOr<ItemPlace> place = FollowMergings(
        item, position,
        [this](std::string_view request) -> absl::StatusOr<const review::RequestHistory*> {
          const auto found = histories_.find(std::string(request));
          return found == histories_.end() ? nullptr : &found->second;
        });
    return place->history == nullptr ? "" : std::string(place->item);
  }

  std::map<std::string, review::RequestHistory> histories_;
};

TEST_F(MergingTest, ChainIsFollowedAsFarAsItHeld) {
  MakeChain(3);
  EXPECT_EQ(PlaceOf(Item(0), 9), Item(0));
  EXPECT_EQ(PlaceOf(Item(0), 10), Item(1));
  EXPECT_EQ(PlaceOf(Item(0), 29), Item(2));
  EXPECT_EQ(PlaceOf(Item(0), 30), Item(3));
  EXPECT_EQ(PlaceOf(Item(2), 30), Item(3));
}

TEST_F(MergingTest, ReopenedRequestStandsByItselfAgain) {
  MakeChain(2);
  histories_[RequestNumber(0)].mergings[0].ended_position = 40;
  Reopen(histories_[RequestNumber(0)], 40);
  EXPECT_EQ(PlaceOf(Item(0), 39), Item(2));
  EXPECT_EQ(PlaceOf(Item(0), 40), Item(0));
}

TEST_F(MergingTest, BehindTooManyNothingIsAllowed) {
  MakeChain(kMaxMergings + 1);
  EXPECT_EQ(PlaceOf(Item(1), kLater), Item(kMaxMergings + 1));
  EXPECT_EQ(PlaceOf(Item(0), kLater), "");
}

TEST_F(MergingTest, UnknownRequestOrItemStandsAsNothing) {
  MakeChain(1);
  EXPECT_EQ(PlaceOf(RequestNumber(0) + "/items/9", kLater), "");
  EXPECT_EQ(PlaceOf(RequestNumber(7) + "/items/1", kLater), "");
}

// --- displaced roadmap items --------------------------------------------------------------------

class DisplacementTest : public ::testing::Test {
 protected:
  DisplacementTest() : history_(Approved()) {}
  bool At(int64_t position, int64_t strategy_position = 5) const {
    return Displaces(displacement_, history_, strategy_position, position);
  }

  review::RequestHistory history_;
  const review::Displacement displacement_{.element = kRoadmapItem,
                                           .approval = AnApproval().name,
                                           .request = kRequest,
                                           .position = kDecided};
};

TEST_F(DisplacementTest, HoldsFromTheApprovalOn) {
  EXPECT_FALSE(At(kDecided - 1));
  EXPECT_TRUE(At(kDecided));
  EXPECT_TRUE(At(kLater));
}

TEST_F(DisplacementTest, EndsWithTheApproval) {
  review::RequestHistory revoked = history_;
  Revoke(revoked, AnApproval().name, 30);
  EXPECT_FALSE(Displaces(displacement_, revoked, 5, 30));
  EXPECT_TRUE(Displaces(displacement_, revoked, 5, 29));
  review::RequestHistory replaced = history_;
  Reopen(replaced, 30);
  Decide(replaced, Outcome::kDeclined, 40);
  EXPECT_TRUE(Displaces(displacement_, replaced, 5, 39));
  EXPECT_FALSE(Displaces(displacement_, replaced, 5, 40));
}

TEST_F(DisplacementTest, EndsWithAFailedConditionButNotWithItsValidity) {
  review::Approval approval = AnApproval();
  approval.conditions = {{"1", "Signed"}};
  approval.valid_until = kToday - 1;
  history_ = Approved(approval);
  EXPECT_TRUE(At(kLater));
  SetCondition(history_, approval.name, "1", review::Condition::State::kFailed, 30);
  EXPECT_FALSE(At(kLater));
}

TEST_F(DisplacementTest, EndsWithANewerStrategy) {
  EXPECT_TRUE(At(kLater, kDecided - 1));
  EXPECT_FALSE(At(kLater, kDecided + 1));
}

TEST_F(DisplacementTest, DisplacedItemIsAgainstADecision) {
  const strategy::Strategy strategy = AStrategy();
  const std::vector<StrategyVersion> versions = {{5, &strategy}};
  Ground ground = GroundOfElement(versions, kRoadmapItem, kLater);
  ground.allowances[0].end = Allowance::End::kDisplaced;
  ground.allowances[0].ended_by = displacement_.approval;
  const ClaimOf of{.item = kRoadmapItem};
  const Claim claim = of.claim();
  const Judgement judgement = Judge(claim, {kToday, kToday}, ground);
  EXPECT_EQ(judgement.cause, Cause::kDisplaced);
  const LineStanding standing = Explain(judgement, claim, ground);
  EXPECT_EQ(standing.basis, kRoadmapItem);
  EXPECT_EQ(standing.reason.english,
            "The roadmap item was pushed off for something else: Audit trail (for "
            "products/atlas/approvals/A1).");
  EXPECT_EQ(standing.reason.german,
            "Das Roadmap-Vorhaben wurde für etwas anderes zurückgestellt: Audit trail (für "
            "products/atlas/approvals/A1).");
}

}  // namespace
}  // namespace zusage::commitments
