// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;

ComparedPromise APromise(std::string name, Standing when_made, Standing now) {
  return {.name = std::move(name),
          .product = "products/atlas",
          .customer = "customers/acme",
          .promised_by = "principals/sam",
          .made_quarter = {2026, 2},
          .when_made = when_made,
          .now = now,
          .course = Course::kOpen};
}

ComparedPromise WithDeal(ComparedPromise promise, std::string deal, std::string currency,
                         int64_t units) {
  promise.deal = std::move(deal);
  promise.at_stake = Money{std::move(currency), units};
  return promise;
}

TEST(ComparePromisesTest, CountsStandingsNowAndWhatLostItsGround) {
  const std::vector<ComparedPromise> promises = {
      APromise("a", Standing::kCovered, Standing::kCovered),
      APromise("b", Standing::kCovered, Standing::kAgainstDecision),
      APromise("c", Standing::kPending, Standing::kCovered),
      APromise("d", Standing::kUnrequested, Standing::kUnrequested)};
  const PromiseGroup total = TotalOf(promises);
  EXPECT_EQ(total.promises, 4);
  EXPECT_EQ(total.unilateral, 2);
  EXPECT_EQ(total.lost_ground, 1);
  EXPECT_THAT(total.standings, ElementsAre(0, 2, 0, 0, 1, 1));
}

TEST(ComparePromisesTest, WhatWasNeverMadeCountsInNoStandingAndNoSum) {
  ComparedPromise never_made =
      WithDeal(APromise("a", Standing::kPending, Standing::kPending), "d1", "EUR", 100);
  never_made.never_made = true;
  never_made.course = Course::kVoid;
  ComparedPromise disputed = APromise("b", Standing::kPending, Standing::kPending);
  disputed.disputed = true;
  const PromiseGroup total = TotalOf({never_made, disputed});
  EXPECT_EQ(total.promises, 2);
  EXPECT_EQ(total.never_made, 1);
  EXPECT_EQ(total.disputed, 1);
  EXPECT_EQ(total.unilateral, 1);
  EXPECT_THAT(total.standings, ElementsAre(0, 0, 0, 1, 0, 0));
  EXPECT_TRUE(total.at_stake.empty());
  EXPECT_EQ(KeyOf(never_made).part, 2);
  EXPECT_EQ(KeyOf(disputed).part, 0);
}

TEST(ComparePromisesTest, EachDealCountsOnceAndCurrenciesStayApart) {
  const std::vector<ComparedPromise> promises = {
      WithDeal(APromise("a", Standing::kPending, Standing::kPending), "d1", "EUR", 100),
      WithDeal(APromise("b", Standing::kCovered, Standing::kCovered), "d1", "EUR", 100),
      WithDeal(APromise("c", Standing::kCovered, Standing::kExceeds), "d2", "EUR", 40),
      WithDeal(APromise("d", Standing::kCovered, Standing::kCovered), "d3", "CHF", 7)};
  const PromiseGroup total = TotalOf(promises);
  EXPECT_THAT(total.at_stake, ElementsAre(Money{"CHF", 7}, Money{"EUR", 140}));
  EXPECT_THAT(total.at_stake_unilateral, ElementsAre(Money{"EUR", 100}));
  EXPECT_THAT(total.at_stake_lost_ground, ElementsAre(Money{"EUR", 40}));
}

TEST(ComparePromisesTest, GroupsWithMostUnilateralPromisesComeFirst) {
  std::vector<ComparedPromise> promises = {APromise("a", Standing::kCovered, Standing::kCovered),
                                           APromise("b", Standing::kCovered, Standing::kCovered),
                                           APromise("c", Standing::kPending, Standing::kPending)};
  promises[2].customer = "customers/zeta";
  const auto groups = GroupPromises(promises, GroupBy::kCustomer);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].key, "customers/zeta");
  EXPECT_EQ(groups[1].key, "customers/acme");
  EXPECT_EQ(groups[1].promises, 2);
}

TEST(ComparePromisesTest, GroupsByProductPersonAndQuarter) {
  const std::vector<ComparedPromise> promises = {
      APromise("a", Standing::kCovered, Standing::kCovered)};
  EXPECT_EQ(GroupPromises(promises, GroupBy::kUnspecified)[0].key, "products/atlas");
  EXPECT_EQ(GroupPromises(promises, GroupBy::kProduct)[0].key, "products/atlas");
  EXPECT_EQ(GroupPromises(promises, GroupBy::kPerson)[0].key, "principals/sam");
  EXPECT_EQ(GroupPromises(promises, GroupBy::kQuarter)[0].key, "2026-Q2");
}

TEST(ComparePromisesTest, UnilateralComeFirstThenLostGroundThenTheRestNewestFirst) {
  std::vector<ComparedPromise> promises = {
      APromise("rest", Standing::kCovered, Standing::kCovered),
      APromise("lost", Standing::kCovered, Standing::kAgainstDecision),
      APromise("old", Standing::kPending, Standing::kCovered),
      APromise("new", Standing::kUnrequested, Standing::kUnrequested)};
  promises[3].made_time = absl::FromUnixSeconds(100);
  SortForComparison(promises);
  EXPECT_EQ(promises[0].name, "new");
  EXPECT_EQ(promises[1].name, "old");
  EXPECT_EQ(promises[2].name, "lost");
  EXPECT_EQ(promises[3].name, "rest");
}

TEST(ComparePromisesTest, CoveredNotDeliveredIsWhatProductManagementOwes) {
  std::vector<ComparedPromise> promises(3, APromise("a", Standing::kPending, Standing::kCovered));
  promises[0].course = Course::kBroken;
  promises[1].course = Course::kBroken;
  promises[1].now = Standing::kPending;
  EXPECT_EQ(CountCoveredNotDelivered(promises), 1);
}

TEST(ComparePromisesTest, GroupsAddUpToTheTotal) {
  EXPECT_TRUE(rc::check("every promise is in exactly one group", [] {
    std::vector<ComparedPromise> promises;
    const int count = *rc::gen::inRange(0, 30);
    for (int i = 0; i < count; ++i) {
      ComparedPromise promise =
          APromise(std::to_string(i), static_cast<Standing>(*rc::gen::inRange(1, 6)),
                   static_cast<Standing>(*rc::gen::inRange(1, 6)));
      promise.customer = "customers/" + std::to_string(*rc::gen::inRange(0, 4));
      promises.push_back(promise);
    }
    PromiseGroup sum;
    for (const PromiseGroup& group : GroupPromises(promises, GroupBy::kCustomer)) {
      sum.promises += group.promises;
      sum.unilateral += group.unilateral;
      sum.lost_ground += group.lost_ground;
    }
    const PromiseGroup total = TotalOf(promises);
    RC_ASSERT(sum.promises == total.promises);
    RC_ASSERT(sum.unilateral == total.unilateral);
    RC_ASSERT(sum.lost_ground == total.lost_ground);
  }));
}

}  // namespace
}  // namespace zusage::commitments
