// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/compare_promises.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PromiseWorld;

// A covered promise to Acme that lost its ground at `revoked_`, a unilateral one to Bolt, and one
// on a capability.
class ComparePromisesOperationTest : public ::testing::Test {
 protected:
  ComparePromisesOperationTest() {
    const std::string request = world_.Request();
    const std::string approval = world_.Approve(request);
    lost_ = Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request)));
    covered_ = Record(PromiseWorld::ToAcme(testing::kCapability));
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.customer = testing::kBolt;
    input.deal.clear();
    input.promised_by = "principals/emil";
    unilateral_ = Record(input);
    before_revocation_ = world_.now();
    world_.clock().Advance(absl::Hours(1));
    world_.Revoke(request, approval);
  }
  std::string Record(const RecordPromiseInput& input) {
    world_.clock().Advance(absl::Minutes(1));
    return world_.Record(input).promise.name;
  }
  static std::vector<std::string> NamesOf(const Comparison& comparison) {
    std::vector<std::string> names;
    for (const JudgedPromise& judged : comparison.promises) names.push_back(judged.promise.name);
    return names;
  }

  PromiseWorld world_;
  std::string lost_, covered_, unilateral_;
  absl::Time before_revocation_;
  const ComparePromisesInput all_{.parent = testing::kProduct};
};

TEST_F(ComparePromisesOperationTest, UnilateralThenLostGroundThenTheRest) {
  const absl::StatusOr<Comparison> comparison = world_.Compare(all_);
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_THAT(NamesOf(*comparison), ElementsAre(unilateral_, lost_, covered_));
  EXPECT_EQ(comparison->total.promises, 3);
  EXPECT_EQ(comparison->total.unilateral, 1);
  EXPECT_EQ(comparison->total.lost_ground, 1);
  EXPECT_THAT(comparison->total.at_stake, ElementsAre(Money{"EUR", 1000}));
  EXPECT_THAT(comparison->total.at_stake_unilateral, IsEmpty());
  EXPECT_THAT(comparison->total.at_stake_lost_ground, ElementsAre(Money{"EUR", 1000}));
}

TEST_F(ComparePromisesOperationTest, AsOfAnEarlierTimeNothingHadLostItsGround) {
  ComparePromisesInput input = all_;
  input.as_of_time = before_revocation_;
  const absl::StatusOr<Comparison> comparison = world_.Compare(input);
  EXPECT_EQ(comparison->total.promises, 3);
  EXPECT_EQ(comparison->total.lost_ground, 0);
  EXPECT_LT(comparison->as_of.position, world_.Compare(all_)->as_of.position);
  input.as_of_time = before_revocation_ - absl::Seconds(90);
  EXPECT_EQ(world_.Compare(input)->total.promises, 1);
}

TEST_F(ComparePromisesOperationTest, GroupsHaveTitles) {
  ComparePromisesInput input = all_;
  input.group_by = GroupBy::kCustomer;
  absl::StatusOr<Comparison> comparison = world_.Compare(input);
  ASSERT_EQ(comparison->groups.size(), 2u);
  EXPECT_EQ(comparison->groups[0].title, "Bolt");
  EXPECT_EQ(comparison->groups[1].title, "Acme");
  input.group_by = GroupBy::kPerson;
  EXPECT_EQ(world_.Compare(input)->groups[0].title, "Person principals/emil");
  input.group_by = GroupBy::kQuarter;
  EXPECT_EQ(world_.Compare(input)->groups[0].key, "2026-Q1");
  input.group_by = GroupBy::kProduct;
  EXPECT_EQ(world_.Compare(input)->groups[0].title, "atlas");
}

TEST_F(ComparePromisesOperationTest, PagesLookFromWhereTheFirstOneDid) {
  ComparePromisesInput input = all_;
  input.page_size = 1;
  const absl::StatusOr<Comparison> first = world_.Compare(input);
  EXPECT_FALSE(first->groups.empty());
  ASSERT_FALSE(first->next_page_token.empty());
  world_.Record(PromiseWorld::ToAcme(""));  // unilateral and newer
  std::vector<std::string> seen = NamesOf(*first);
  for (input.page_token = first->next_page_token; !input.page_token.empty();) {
    const absl::StatusOr<Comparison> next = world_.Compare(input);
    ASSERT_TRUE(next.ok()) << next.status();
    EXPECT_TRUE(next->groups.empty());
    EXPECT_EQ(next->as_of.position, first->as_of.position);
    seen.push_back(NamesOf(*next)[0]);
    input.page_token = next->next_page_token;
  }
  EXPECT_THAT(seen, ElementsAre(unilateral_, lost_, covered_));
}

TEST_F(ComparePromisesOperationTest, TokenOfAnotherQuestionIsRefused) {
  ComparePromisesInput input = all_;
  input.page_size = 1;
  input.page_token = world_.Compare(input)->next_page_token;
  input.group_by = GroupBy::kPerson;
  EXPECT_EQ(ReasonOf(world_.Compare(input).status()), "INVALID_PAGE_TOKEN");
}

TEST_F(ComparePromisesOperationTest, SalesAndPresalesSeeTheirOwnPart) {
  EXPECT_EQ(world_.Compare(all_, PromiseWorld::Petra())->total.promises, 3);
  EXPECT_EQ(world_.Compare(all_, PromiseWorld::Sofia())->total.promises, 2);
  EXPECT_THAT(NamesOf(*world_.Compare(all_, PromiseWorld::Emil())), ElementsAre(unilateral_));
  ComparePromisesInput others = all_;
  others.selection.promised_by = "principals/sofia";
  EXPECT_EQ(world_.Compare(others, PromiseWorld::Emil())->total.promises, 0);
}

TEST_F(ComparePromisesOperationTest, QuarterIsSelectedByDays) {
  ComparePromisesInput input = all_;
  input.selection.made_from = Date(2026, 1, 1);
  input.selection.made_until = Date(2026, 3, 31);
  EXPECT_EQ(world_.Compare(input)->total.promises, 3);
  input.selection.made_from = Date(2026, 4, 1);
  input.selection.made_until = Date(2026, 6, 30);
  EXPECT_EQ(world_.Compare(input)->total.promises, 0);
}

TEST_F(ComparePromisesOperationTest, ProductManagementOwesDecisionsAndDeliveries) {
  RecordPromiseInput input = PromiseWorld::ToAcme(testing::kCapability);
  input.lines[0].due = Date(2026, 1, 16);
  world_.Record(input);
  world_.Request();
  EXPECT_EQ(world_.Compare(all_)->product_management.requests_waiting, 1);
  EXPECT_EQ(world_.Compare(all_)->product_management.requests_overdue, 0);
  EXPECT_EQ(world_.Compare(all_)->product_management.covered_not_delivered, 0);
  world_.clock().Advance(absl::Hours(24 * 30));
  const ProductManagementPart later = world_.Compare(all_)->product_management;
  EXPECT_EQ(later.requests_waiting, 1);
  EXPECT_EQ(later.requests_overdue, 1);
  EXPECT_EQ(later.covered_not_delivered, 1);
  ComparePromisesInput earlier = all_;
  earlier.as_of_time = before_revocation_;
  EXPECT_EQ(world_.Compare(earlier)->product_management.requests_waiting, 0);
}

}  // namespace
}  // namespace zusage::commitments
