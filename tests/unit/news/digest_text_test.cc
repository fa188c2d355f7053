// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/digest_text.h"

#include <gtest/gtest.h>

namespace zusage::news {
namespace {

using commitments::Standing;
using review::Outcome;

const absl::TimeZone kBerlin = *ParseTimeZone("Europe/Berlin");

absl::Time At(int day, int hour) {
  return absl::FromCivil(absl::CivilHour(2026, 1, day, hour), kBerlin);
}

DecidedFact Decided(Outcome outcome, int day, int due_day, int64_t position) {
  return {.request = "r",
          .outcome = outcome,
          .decide_time = At(day, 12),
          .due_time = At(due_day, 18),
          .position = position};
}

PromisedFact Promised(Standing when_made, const std::string& deal = "", Money amount = {}) {
  PromisedFact promise{.deal = deal, .when_made = when_made, .now = when_made};
  if (!deal.empty()) promise.at_stake = amount;
  return promise;
}

TEST(DigestTextTest, LateDecisionSaysHowLate) {
  const DecidedFact late = Decided(Outcome::kDeclined, 15, 12, 1);
  EXPECT_EQ(DecidedText(late, "Not our market.", kBerlin).english,
            "declined, 3 days late: Not our market.");
  EXPECT_EQ(DecidedText(late, "", kBerlin).german, "abgelehnt, 3 Tage zu spät.");
  EXPECT_EQ(DecidedText(Decided(Outcome::kApproved, 12, 12, 1), "", kBerlin).english, "approved.");
  DecidedFact hours = Decided(Outcome::kApproved, 12, 12, 1);
  hours.decide_time = At(12, 19);
  EXPECT_EQ(DecidedText(hours, "", kBerlin).german, "freigegeben, um Stunden verspätet.");
  EXPECT_EQ(DecidedText(Decided(Outcome::kApproved, 13, 12, 1), "", kBerlin).english,
            "approved, 1 day late.");
}

TEST(DigestTextTest, LateDecisionsComeFirstThenTheNewest) {
  std::vector<DecidedFact> decisions = {
      Decided(Outcome::kApproved, 12, 20, 1), Decided(Outcome::kApproved, 13, 20, 2),
      Decided(Outcome::kDeclined, 15, 14, 3), Decided(Outcome::kDeclined, 15, 12, 4)};
  SortDecided(decisions);
  std::vector<int64_t> order;
  for (const DecidedFact& decision : decisions) order.push_back(decision.position);
  EXPECT_EQ(order, (std::vector<int64_t>{4, 3, 2, 1}));
  EXPECT_EQ(DecidedNote(decisions).english,
            "2 approved, 2 declined. 2 came after the day by which it was asked for.");
  EXPECT_EQ(DecidedNote({}).english, "");
}

TEST(DigestTextTest, SumsCountEachDealOnceAndNeverMixCurrencies) {
  const std::vector<PromisedFact> promises = {
      Promised(Standing::kCovered, "d1", {"EUR", 1'200'000}),
      Promised(Standing::kUnrequested, "d1", {"EUR", 1'200'000}),
      Promised(Standing::kUnrequested, "d2", {"USD", 500}), Promised(Standing::kPending)};
  EXPECT_EQ(PromisedNote(promises).english,
            "4 promises, 1 covered, 3 unilateral. At stake: 1,200,000 EUR, 500 USD.");
  EXPECT_EQ(PromisedNote(promises).german,
            "4 Zusagen, 1 gedeckt, 3 eigenmächtig. Es geht um 1.200.000 EUR, 500 USD.");
}

TEST(DigestTextTest, PromiseThatWasNeverMadeCountsNowhere) {
  PromisedFact promise = Promised(Standing::kUnrequested, "d1", {"EUR", 5});
  promise.never_made = true;
  EXPECT_FALSE(promise.unilateral());
  EXPECT_EQ(PromisedNote({{promise}}).english, "0 promises, 0 covered, 0 unilateral.");
  EXPECT_EQ(PromisedText(promise).german, "war nie gegeben worden; 5 EUR im Spiel.");
}

TEST(DigestTextTest, LostGroundIsNobodysFaultButTheOrganisations) {
  const std::vector<PromisedFact> lost = {Promised(Standing::kCovered)};
  EXPECT_EQ(LostGroundNote(lost, 2).english,
            "1 promise lost ground: the organisation moved, not who promised. Since earlier weeks "
            "without ground: 2.");
  EXPECT_EQ(LostGroundNote({}, 0).english, "");
  EXPECT_EQ(LostGroundNote({}, 3).german, "Seit früheren Wochen ohne Boden: 3.");
}

TEST(DigestTextTest, OverdueSaysWhoOwesIt) {
  PromisedFact promise = Promised(Standing::kCovered);
  promise.due = Date(2026, 1, 10);
  EXPECT_EQ(OverduePromiseText(promise, Date(2026, 1, 18)).english,
            "Due on 2026-01-10, 8 days ago, and not delivered. It is covered: product management "
            "owes it.");
  promise.now = Standing::kAgainstDecision;
  EXPECT_EQ(
      OverduePromiseText(promise, Date(2026, 1, 11)).german,
      "Fällig am 2026-01-10, das ist 1 Tag her, und nicht geliefert. Sie war gedeckt, als sie "
      "gegeben wurde, und hat den Boden verloren.");
  promise.when_made = Standing::kUnrequested;
  EXPECT_NE(OverduePromiseText(promise, Date(2026, 1, 18)).english.find("never covered"),
            std::string::npos);
  EXPECT_EQ(OverdueNote(1, 2, 1).english,
            "1 decision and 2 deliveries overdue. Of the deliveries, covered and so owed by "
            "product management: 1.");
  EXPECT_EQ(OverdueNote(0, 0, 0).english, "");
}

TEST(DigestTextTest, MostCustomersAreHeardFirst) {
  const std::vector<HeardFact> requests = {{"r1", "T1", "a", 1}, {"r2", "T1", "a", 2},
                                           {"r3", "T1", "a", 3}, {"r4", "R1", "a", 4},
                                           {"r5", "R1", "b", 5}, {"r6", "", "c", 6}};
  const std::vector<HeardGroup> groups = GroupHeard(requests);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].element, "R1");
  EXPECT_EQ(groups[0].newest_request, "r5");
  EXPECT_EQ(groups[1].element, "T1");
  EXPECT_EQ(groups[1].requests, 3);
  EXPECT_EQ(groups[1].customers, 1);
  EXPECT_EQ(HeardText(groups[0], "Map").english, "2 requests of 2 customers, the newest: “Map”");
  EXPECT_EQ(HeardText(groups[2], "Karte").german,
            "Dazu sagt die Strategie nichts: 1 Wunsch von 1 Kunden, der neueste: „Karte“");
  EXPECT_EQ(HeardNote(requests).english,
            "6 requests of 3 customers, by the element of the strategy that speaks to them.");
}

}  // namespace
}  // namespace zusage::news
