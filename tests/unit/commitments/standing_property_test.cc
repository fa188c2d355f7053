// SPDX-License-Identifier: Apache-2.0
//
// What must hold of standings whatever the facts are.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

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
  if (*rc::gen::arbitrary<bool>()) {
    approval.conditions = {
        {"1", "Signed",
         *rc::gen::element(review::Condition::State::kOpen, review::Condition::State::kMet,
                           review::Condition::State::kFailed)}};
  }
  return approval;
}

// A request with up to four answers at rising positions, and revocations of some approvals.
review::RequestHistory AnyHistory() {
  review::RequestHistory history = Submitted();
  const int decisions = *rc::gen::inRange(0, 5);
  for (int i = 0; i < decisions; ++i) {
    const int64_t position = kDecided + 10 * i;
    const auto outcome = *rc::gen::element(review::Outcome::kApproved, review::Outcome::kDeclined,
                                           review::Outcome::kDeferred, review::Outcome::kAsIs,
                                           review::Outcome::kServices);
    if (outcome != review::Outcome::kApproved) {
      Decide(history, outcome, position);
      continue;
    }
    Approve(history, AnyApproval(i), position);
    if (*rc::gen::arbitrary<bool>()) {
      Revoke(history, history.decisions.back().approval->name, position + 5);
    }
  }
  return history;
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
    std::erase_if(known.revocations, [&](const auto& r) { return r.position > position; });
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
