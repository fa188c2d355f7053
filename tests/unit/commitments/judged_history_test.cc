// SPDX-License-Identifier: Apache-2.0
//
// Promises through what happens to requests, approvals, roadmap items and customers, by what is
// stored about that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;
using testing::PromiseWorld;

class JudgedHistoryTest : public ::testing::Test {
 protected:
  JudgedHistoryTest() : request_(world_.Request()), item_(PromiseWorld::ItemOf(request_)) {}

  std::string About(const std::string& item, std::vector<std::string> carried = {}) {
    RecordPromiseInput input = PromiseWorld::ToAcme(item);
    input.lines[0].carried_conditions = std::move(carried);
    return world_.Record(input).promise.name;
  }
  Standing Now(const std::string& name) { return world_.Get(name).now; }

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
};

TEST_F(JudgedHistoryTest, ConditionMovesHowItStandsNowAndNotHowItWasMade) {
  const std::string approval =
      world_.Decide(request_, review::Outcome::kApproved,
                    review::Approval{.included = {"1"}, .conditions = {{.text = "Signed"}}});
  const std::string name = About(item_, {"1"});
  EXPECT_EQ(Now(name), Standing::kCovered);
  world_.SetCondition(request_, approval, review::Condition::State::kFailed);
  EXPECT_EQ(Now(name), Standing::kAgainstDecision);
  EXPECT_TRUE(world_.Get(name).lost_ground());
  EXPECT_EQ(world_.Get(name).lines[0].now.reason.english,
            "A condition of the approval is not met: \"Signed\". The customer was told of it.");
  world_.SetCondition(request_, approval, review::Condition::State::kMet);
  EXPECT_EQ(Now(name), Standing::kCovered);
}

TEST_F(JudgedHistoryTest, ReopenedApprovalGoesOnAllowing) {
  world_.Approve(request_);
  const std::string name = About(item_);
  world_.Reopen(request_);
  EXPECT_EQ(Now(name), Standing::kCovered);
  EXPECT_EQ(world_.Get(About(item_)).when_made, Standing::kCovered);
  world_.Decide(request_, review::Outcome::kDeclined);
  EXPECT_EQ(Now(name), Standing::kAgainstDecision);
}

TEST_F(JudgedHistoryTest, ReopenedRefusalIsPending) {
  world_.Decide(request_, review::Outcome::kDeclined);
  const std::string name = About(item_);
  world_.Reopen(request_);
  EXPECT_EQ(Now(name), Standing::kPending);
  EXPECT_EQ(world_.Get(name).when_made, Standing::kAgainstDecision);
}

TEST_F(JudgedHistoryTest, MergedRequestStandsAsTheOneItBecame) {
  const std::string target = world_.Request();
  const std::string name = About(item_);
  world_.Merge(request_, target);
  EXPECT_EQ(Now(name), Standing::kPending);
  const std::string approval = world_.Approve(target);
  EXPECT_EQ(Now(name), Standing::kCovered);
  EXPECT_EQ(world_.Get(name).lines[0].now.basis, approval);
  EXPECT_EQ(world_.Get(name).when_made, Standing::kPending);
  const std::string made_covered = About(item_);
  world_.Revoke(target, approval);
  EXPECT_THAT(world_.without_ground(), ElementsAre(name, made_covered));
}

TEST_F(JudgedHistoryTest, MergedCustomerIsPromisedWhatTheOtherMayBe) {
  world_.Approve(request_);  // for Acme
  RecordPromiseInput input = PromiseWorld::ToAcme(item_);
  input.customer = testing::kBolt;
  input.deal.clear();
  const std::string before = world_.Record(input).promise.name;
  EXPECT_EQ(Now(before), Standing::kExceeds);
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  EXPECT_EQ(Now(before), Standing::kCovered);
  EXPECT_EQ(world_.Get(before).when_made, Standing::kExceeds);
  EXPECT_EQ(world_.Get(world_.Record(input).promise.name).when_made, Standing::kCovered);
}

TEST_F(JudgedHistoryTest, SegmentIsThatOfWhomTheCustomerCountsAs) {
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .customers = {.kind = review::CustomerScope::Kind::kSegment,
                                               .segment = "banks"}});
  const std::string name = About(item_);
  EXPECT_EQ(Now(name), Standing::kExceeds);  // Acme is in retail
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  EXPECT_EQ(Now(name), Standing::kCovered);
}

TEST_F(JudgedHistoryTest, ListsOfACustomerHoldThoseOfAllItsNames) {
  const std::string name = About(item_);
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  for (const char* customer : {testing::kAcme, testing::kBolt}) {
    const absl::StatusOr<PromisePage> page =
        world_.List({.parent = testing::kProduct, .selection = {.customer = customer}});
    ASSERT_EQ(page->promises.size(), 1u) << customer;
    EXPECT_EQ(page->promises[0].promise.name, name);
  }
}

TEST_F(JudgedHistoryTest, MergedCustomersAreOneGroup) {
  About(item_);
  RecordPromiseInput input = PromiseWorld::ToAcme(item_);
  input.customer = testing::kBolt;
  input.deal.clear();
  world_.Record(input);
  const ComparePromisesInput by_customer{.parent = testing::kProduct,
                                         .group_by = GroupBy::kCustomer};
  EXPECT_EQ(world_.Compare(by_customer)->groups.size(), 2u);
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  const absl::StatusOr<Comparison> merged = world_.Compare(by_customer);
  ASSERT_EQ(merged->groups.size(), 1u);
  EXPECT_EQ(merged->groups[0].key, testing::kBolt);
  EXPECT_EQ(merged->groups[0].promises, 2);
}

TEST_F(JudgedHistoryTest, DisplacedRoadmapItemLosesItsGroundUntilTheApprovalEnds) {
  const std::string name = About(testing::kRoadmapItem);
  EXPECT_EQ(Now(name), Standing::kCovered);
  const std::string approval =
      world_.Decide(request_, review::Outcome::kApproved,
                    review::Approval{.included = {"1"}, .displaced = {testing::kRoadmapItem}});
  const JudgedPromise displaced = world_.Get(name);
  EXPECT_EQ(displaced.when_made, Standing::kCovered);
  EXPECT_EQ(displaced.now, Standing::kAgainstDecision);
  EXPECT_NE(displaced.lines[0].now.reason.english.find(approval), std::string::npos);
  EXPECT_FALSE(world_
                   .Clear({.product = testing::kProduct,
                           .customer = testing::kAcme,
                           .item = testing::kRoadmapItem})
                   ->answer.may_promise());
  world_.Revoke(request_, approval);
  EXPECT_EQ(Now(name), Standing::kCovered);
}

TEST_F(JudgedHistoryTest, DisplacementEndsWithANewStrategy) {
  const std::string name = About(testing::kRoadmapItem);
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"}, .displaced = {testing::kRoadmapItem}});
  ASSERT_TRUE(world_.world().Publish(zusage::testing::World::SampleStrategy()).ok());
  EXPECT_EQ(Now(name), Standing::kCovered);
}

TEST_F(JudgedHistoryTest, FiltersByStandingAndCourseAreJudged) {
  const std::string approval = world_.Approve(request_);
  const std::string lost = About(item_);
  const std::string unilateral = About("");
  const std::string covered = About(testing::kCapability);
  world_.Revoke(request_, approval);
  const auto names = [&](PromiseSelection selection) {
    std::vector<std::string> found;
    const absl::StatusOr<PromisePage> page =
        world_.List({.parent = testing::kProduct, .selection = std::move(selection)});
    for (const JudgedPromise& judged : page->promises) found.push_back(judged.promise.name);
    return found;
  };
  EXPECT_THAT(names({.lost_ground = true}), ElementsAre(lost));
  EXPECT_THAT(names({.now = Standing::kCovered}), ElementsAre(covered));
  EXPECT_THAT(names({.when_made = Standing::kUnrequested}), ElementsAre(unilateral));
  EXPECT_THAT(names({.when_made = Standing::kCovered}), ElementsAre(covered, lost));
  EXPECT_THAT(names({.course = Course::kOpen}), ElementsAre(covered, unilateral, lost));
  EXPECT_TRUE(names({.course = Course::kBroken}).empty());
  EXPECT_EQ(world_.Compare({.parent = testing::kProduct, .selection = {.lost_ground = true}})
                ->total.promises,
            1);
}

TEST_F(JudgedHistoryTest, LookingThroughManyEndsPagesEarlyButLosesNothing) {
  const std::string first = About(testing::kCapability);
  for (int i = 0; i < kMaxLookedThrough + 10; ++i) About("");
  ListPromisesInput input{.parent = testing::kProduct, .selection = {.now = Standing::kCovered}};
  const absl::StatusOr<PromisePage> page = world_.List(input);
  EXPECT_TRUE(page->promises.empty());
  ASSERT_FALSE(page->next_page_token.empty());
  input.page_token = page->next_page_token;
  const absl::StatusOr<PromisePage> next = world_.List(input);
  ASSERT_EQ(next->promises.size(), 1u);
  EXPECT_EQ(next->promises[0].promise.name, first);
  EXPECT_TRUE(next->next_page_token.empty());
}

}  // namespace
}  // namespace zusage::commitments
