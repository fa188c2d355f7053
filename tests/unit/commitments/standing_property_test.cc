// SPDX-License-Identifier: Apache-2.0
//
// What must hold of standings whatever the facts are.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "services/commitments/domain/issued_clearance.h"
#include "tests/unit/commitments/known_facts.h"

namespace zusage::commitments {
namespace {

using namespace testing;  // NOLINT: the facts are this test's vocabulary

template <typename Property>
void Holds(const char* what, Property property) {
  EXPECT_TRUE(rc::check(what, property));
}

Date AnyDay() { return kToday + *rc::gen::inRange(-40, 40); }

std::optional<Date> AnyDayOrNone() {
  return *rc::gen::arbitrary<bool>() ? std::optional<Date>(AnyDay()) : std::nullopt;
}

std::string AnyCustomer() { return *rc::gen::element<std::string>(kCustomer, kOtherCustomer); }

review::Condition::State AnyState() {
  return *rc::gen::element(review::Condition::State::kOpen, review::Condition::State::kMet,
                           review::Condition::State::kFailed);
}

review::Approval AnyApproval(int number) {
  review::Approval approval = ApprovalNamed("products/atlas/approvals/A" + std::to_string(number));
  if (*rc::gen::arbitrary<bool>()) std::swap(approval.included, approval.excluded);
  approval.customers.kind =
      *rc::gen::element(review::CustomerScope::Kind::kAll, review::CustomerScope::Kind::kCustomers,
                        review::CustomerScope::Kind::kSegment);
  approval.customers.customers = {AnyCustomer()};
  approval.customers.segment = *rc::gen::element<std::string>("Banks", "Retail");
  approval.earliest = AnyDayOrNone();
  approval.valid_until = AnyDayOrNone();
  if (*rc::gen::arbitrary<bool>()) approval.conditions = {{"1", "Signed", AnyState()}};
  return approval;
}

// What may come between two answers: a condition changes, the request is reopened or withdrawn.
void AddAnything(review::RequestHistory& history, int64_t position) {
  const bool approved = history.decisions.back().approval.has_value();
  if (approved && *rc::gen::arbitrary<bool>()) {
    SetCondition(history, history.decisions.back().approval->name, "1", AnyState(), position);
  }
  if (*rc::gen::arbitrary<bool>()) Reopen(history, position + 1);
  if (*rc::gen::arbitrary<bool>()) Withdraw(history, position + 2);
}

// A request with up to four answers at rising positions, revocations of some approvals, and what
// may come in between.
review::RequestHistory AnyHistory() {
  review::RequestHistory history = Submitted();
  const int decisions = *rc::gen::inRange(0, 5);
  for (int i = 0; i < decisions; ++i) {
    const int64_t position = kDecided + 10 * i;
    const auto outcome = *rc::gen::element(review::Outcome::kApproved, review::Outcome::kDeclined,
                                           review::Outcome::kDeferred, review::Outcome::kAsIs,
                                           review::Outcome::kServices);
    if (outcome == review::Outcome::kApproved) {
      Approve(history, AnyApproval(i), position);
    } else {
      Decide(history, outcome, position);
    }
    AddAnything(history, position + 1);
    if (outcome == review::Outcome::kApproved && *rc::gen::arbitrary<bool>()) {
      Revoke(history, history.decisions.back().approval->name, position + 5);
    }
  }
  return history;
}

IssuedClearance AnyClearance(int number) {
  IssuedClearance clearance{.name = "products/atlas/clearances/K" + std::to_string(number),
                            .customer = AnyCustomer(),
                            .item = *rc::gen::element<std::string>(kItem, kOtherItem),
                            .by = AnyDayOrNone(),
                            .expire_time = absl::FromUnixSeconds(*rc::gen::inRange(0, 100)),
                            .position = *rc::gen::inRange<int64_t>(0, 80)};
  if (*rc::gen::arbitrary<bool>()) {
    clearance.conditions = {{"1", "Signed"}};
    clearance.conditions_of = "products/atlas/approvals/A" + std::to_string(number);
  }
  return clearance;
}

ClaimOf AnyClaim() {
  ClaimOf claim{.item = *rc::gen::element<std::string>(kItem, kOtherItem),
                .customer = AnyCustomer(),
                .segment = *rc::gen::element<std::string>("banks", "Retail", ""),
                .due = AnyDayOrNone()};
  if (*rc::gen::arbitrary<bool>()) {
    claim.carried = {"1"};
    claim.carried_approval = "products/atlas/approvals/A" + std::to_string(*rc::gen::inRange(0, 4));
  }
  return claim;
}

// Made on some day and looked at from the same or a later one.
Days AnyDays() {
  const Date made = AnyDay();
  return {made, made + *rc::gen::inRange(0, 40)};
}

int64_t AnyPosition() { return *rc::gen::inRange<int64_t>(0, 80); }

TEST(StandingPropertyTest, LaterFactsNeverChangeAnEarlierStanding) {
  Holds("what is after a position does not count at it", [] {
    const review::RequestHistory whole = AnyHistory();
    const int64_t position = AnyPosition();
    review::RequestHistory known = whole;
    std::erase_if(known.decisions, [&](const auto& d) { return d.position > position; });
    const auto is_later = [&](const auto& fact) { return fact.position > position; };
    std::erase_if(known.revocations, is_later);
    std::erase_if(known.condition_changes, is_later);
    std::erase_if(known.reopenings, is_later);
    std::erase_if(known.withdrawals, is_later);
    const ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    const Judgement a = JudgeBy(claim, whole, days, position);
    const Judgement b = JudgeBy(claim, known, days, position);
    RC_ASSERT(a.cause == b.cause);
    RC_ASSERT(a.excesses == b.excesses);
  });
}

TEST(StandingPropertyTest, OrderOfFactsIsTheirPosition) {
  Holds("however the facts are listed, their positions decide", [] {
    const review::RequestHistory history = AnyHistory();
    review::RequestHistory reversed = history;
    std::reverse(reversed.decisions.begin(), reversed.decisions.end());
    std::reverse(reversed.revocations.begin(), reversed.revocations.end());
    std::reverse(reversed.condition_changes.begin(), reversed.condition_changes.end());
    std::reverse(reversed.reopenings.begin(), reversed.reopenings.end());
    std::reverse(reversed.withdrawals.begin(), reversed.withdrawals.end());
    const ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    const int64_t position = AnyPosition();
    RC_ASSERT(JudgeBy(claim, history, days, position).cause ==
              JudgeBy(claim, reversed, days, position).cause);
  });
}

TEST(StandingPropertyTest, MoreAllowancesNeverMakeItWorse) {
  Holds("an allowance more never worsens COVERED, nor adds excesses", [] {
    const review::RequestHistory history = AnyHistory();
    const review::RequestHistory other = Approved(AnyApproval(9));
    const ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    Ground ground = GroundOfRequestItem(history, claim.item, kLater);
    const Judgement before = Judge(claim.claim(), days, ground);
    const Ground more = GroundOfRequestItem(other, claim.item, kLater);
    Ground joined = ground;
    joined.allowances.insert(joined.allowances.end(), more.allowances.begin(),
                             more.allowances.end());
    const Judgement after = Judge(claim.claim(), days, joined);
    if (before.cause == Cause::kCovered) RC_ASSERT(after.cause == Cause::kCovered);
    if (before.cause == Cause::kBeyond && after.cause == Cause::kBeyond) {
      RC_ASSERT(after.excesses.size() <= before.excesses.size());
    }
  });
}

TEST(StandingPropertyTest, PartsOfTwoAllowancesNeverCombine) {
  Holds("covered by two together means covered by one of them alone", [] {
    const review::RequestHistory first = Approved(AnyApproval(1));
    const review::RequestHistory second = Approved(AnyApproval(2));
    const ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    Ground a = GroundOfRequestItem(first, claim.item, kLater);
    const Ground b = GroundOfRequestItem(second, claim.item, kLater);
    const bool alone = Judge(claim.claim(), days, a).cause == Cause::kCovered ||
                       Judge(claim.claim(), days, b).cause == Cause::kCovered;
    a.allowances.insert(a.allowances.end(), b.allowances.begin(), b.allowances.end());
    const bool together = Judge(claim.claim(), days, a).cause == Cause::kCovered;
    RC_ASSERT(together == alone);
  });
}

TEST(StandingPropertyTest, ClearanceAndGroundNeverCombine) {
  Holds("covered with clearances means covered by the ground or by one of them alone", [] {
    const review::RequestHistory history = AnyHistory();
    const std::vector<IssuedClearance> clearances = {AnyClearance(1), AnyClearance(2)};
    const ClaimOf of = AnyClaim();
    const Claim claim = of.claim();
    const Days days = AnyDays();
    const int64_t position = AnyPosition();
    const absl::Time made = absl::FromUnixSeconds(*rc::gen::inRange(0, 100));
    Ground together = GroundOfRequestItem(history, of.item, position);
    bool alone = Judge(claim, days, together).cause == Cause::kCovered;
    for (const IssuedClearance& clearance : clearances) {
      Ground ground;
      AddClearances({&clearance, 1}, claim, position, made, ground);
      alone = alone || Judge(claim, days, ground).cause == Cause::kCovered;
    }
    AddClearances(clearances, claim, position, made, together);
    RC_ASSERT((Judge(claim, days, together).cause == Cause::kCovered) == alone);
  });
}

TEST(StandingPropertyTest, LaterOrExpiredClearancesNeverCount) {
  Holds("a clearance that was not issued yet, or has expired, adds nothing", [] {
    const IssuedClearance clearance = AnyClearance(1);
    const ClaimOf of = AnyClaim();
    const int64_t position = AnyPosition();
    const absl::Time made = absl::FromUnixSeconds(*rc::gen::inRange(0, 100));
    Ground ground;
    AddClearances({&clearance, 1}, of.claim(), position, made, ground);
    if (clearance.position > position || made >= clearance.expire_time) {
      RC_ASSERT(ground.allowances.empty());
    }
  });
}

TEST(StandingPropertyTest, MergedRequestsStandAsTheOneTheyBecame) {
  Holds("at the end of a chain of mergings it is judged as the last request itself", [] {
    const int mergings = *rc::gen::inRange(1, kMaxMergings + 1);
    const review::RequestHistory last = AnyHistory();
    const int64_t position = *rc::gen::inRange<int64_t>(mergings, 80);
    std::vector<review::RequestHistory> chain;
    for (int i = 0; i < mergings; ++i) {
      const std::string name = "products/atlas/changeRequests/M" + std::to_string(i);
      const std::string next = "products/atlas/changeRequests/M" + std::to_string(i + 1);
      const bool is_last = i + 1 == mergings;
      chain.push_back({.request = name, .submitted_position = 0});
      chain.back().mergings.push_back(
          {.request = name,
           .into = is_last ? kRequest : next,
           .items = {{name + "/items/1", is_last ? std::string(kItem) : next + "/items/1"}},
           .position = i + 1});
    }
    const auto lookup =
        [&](std::string_view request) -> absl::StatusOr<const review::RequestHistory*> {
      for (const review::RequestHistory& history : chain) {
        if (history.request == request) return &history;
      }
      return request == kRequest ? &last : nullptr;
    };
    const absl::StatusOr<ItemPlace> place =
        FollowMergings(chain.front().mergings.front().items.front().item, position, lookup);
    RC_ASSERT(place->history == &last);
    RC_ASSERT(place->item == kItem);
    ClaimOf of = AnyClaim();
    of.item = kItem;
    const Days days = AnyDays();
    Ground followed = GroundOfRequestItem(*place->history, place->item, position);
    RC_ASSERT(Judge(of.claim(), days, followed).cause == JudgeBy(of, last, days, position).cause);
  });
}

TEST(StandingPropertyTest, MoreNamesNeverMakeItWorse) {
  Holds("a customer that is known by more names loses nothing", [] {
    const review::RequestHistory history = AnyHistory();
    ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    const Judgement before = JudgeBy(claim, history, days);
    claim.also_known_as = {AnyCustomer()};
    const Judgement after = JudgeBy(claim, history, days);
    RC_ASSERT(after.excesses.size() <= before.excesses.size());
    if (before.cause == Cause::kCovered) RC_ASSERT(after.cause == Cause::kCovered);
  });
}

TEST(StandingPropertyTest, CoveredStaysCoveredWithTimeAlone) {
  Holds("time alone never takes the ground from what was promised in time", [] {
    const review::RequestHistory history = AnyHistory();
    const ClaimOf claim = AnyClaim();
    const Date made = AnyDay();
    const int64_t position = AnyPosition();
    if (JudgeBy(claim, history, {made, made}, position).cause != Cause::kCovered) return;
    const Date later = made + *rc::gen::inRange(0, 4000);
    RC_ASSERT(JudgeBy(claim, history, {made, later}, position).cause == Cause::kCovered);
  });
}

TEST(StandingPropertyTest, RevokingTheNewestApprovalEndsEveryCover) {
  Holds("nothing is covered by an approval that was revoked", [] {
    review::RequestHistory history = Approved(AnyApproval(1));
    const ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    Revoke(history, history.decisions.back().approval->name, 30);
    const Judgement judgement = JudgeBy(claim, history, days, 30);
    RC_ASSERT(judgement.standing() == Standing::kAgainstDecision);
  });
}

TEST(StandingPropertyTest, ExcessesAreNamedExactlyWhenItExceeds) {
  Holds("EXCEEDS says by what, and nothing else does", [] {
    const Judgement judgement = JudgeBy(AnyClaim(), AnyHistory(), AnyDays(), AnyPosition());
    RC_ASSERT((judgement.standing() == Standing::kExceeds) == !judgement.excesses.empty());
    RC_ASSERT(std::is_sorted(judgement.excesses.begin(), judgement.excesses.end()));
  });
}

TEST(StandingPropertyTest, UndecidedIsPendingAndUnaskedIsUnrequested) {
  Holds("without a decision it is pending from its submission on", [] {
    const int64_t position = AnyPosition();
    const Standing standing = JudgeBy(AnyClaim(), Submitted(), AnyDays(), position).standing();
    RC_ASSERT(standing == (position < kSubmitted ? Standing::kUnrequested : Standing::kPending));
  });
}

TEST(StandingPropertyTest, DemandingLessNeverMakesItWorse) {
  Holds("without a date, or later, a covered promise stays covered", [] {
    const review::RequestHistory history = AnyHistory();
    ClaimOf claim = AnyClaim();
    const Days days = AnyDays();
    if (JudgeBy(claim, history, days).cause != Cause::kCovered) return;
    if (claim.due.has_value()) *claim.due += *rc::gen::inRange(0, 100);
    RC_ASSERT(JudgeBy(claim, history, days).cause == Cause::kCovered);
    claim.due.reset();
    RC_ASSERT(JudgeBy(claim, history, days).cause == Cause::kCovered);
  });
}

}  // namespace
}  // namespace zusage::commitments
