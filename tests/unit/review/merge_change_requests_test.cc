// SPDX-License-Identifier: Apache-2.0
#include "services/review/merge_change_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/review/domain/map_items.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using testing::ReviewWorld;
using testing::World;

class MergeChangeRequestsTest : public ::testing::Test {
 protected:
  ReviewWorld world_;
  storage::RequestView a_ = world_.RequestOf("Contoso");
  storage::RequestView b_ = world_.RequestOf("Fabrikam");
  storage::RequestView c_ = world_.RequestOf("Adatum");
};

TEST_F(MergeChangeRequestsTest, SourceIsADuplicateAndTheTargetSpeaksForBoth) {
  const auto merged = world_.Merge(a_, b_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->merged.head.state, intake::State::kMerged);
  EXPECT_EQ(merged->merged.merged_into, b_.request.name);
  const Decision& decision = merged->merged.history.decisions.back();
  EXPECT_EQ(decision.outcome, Outcome::kDuplicate);
  EXPECT_EQ(decision.duplicate_of, b_.request.name);
  EXPECT_EQ(decision.reason, "The same.");
  const Merging& merging = merged->merged.history.mergings.back();
  EXPECT_THAT(merging.items,
              ElementsAre(ItemMapping{a_.request.name + "/items/1", b_.request.name + "/items/1"}));
  EXPECT_THAT(merged->target.merged_requests, ElementsAre(a_.request.name));
  EXPECT_THAT(CustomersAt(merged->target.history, storage::kNewest),
              ElementsAre(b_.request.customer, a_.request.customer));
  EXPECT_GT(merged->target.head.head, b_.head.head);
  EXPECT_GT(merged->merged.head.head, a_.head.head);
}

TEST_F(MergeChangeRequestsTest, TargetIsMoreUrgentAndStaysDueAsItWas) {
  const auto merged = world_.Merge(a_, b_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->target.routing.priority, b_.routing.priority + 5);
  EXPECT_EQ(merged->target.routing.priority_reasons, "several_customers");
  EXPECT_EQ(merged->target.routing.cause, intake::RoutingCause::kReassessed);
  EXPECT_EQ(merged->target.routing.due_time, b_.routing.due_time);
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM request_heads WHERE recheck = 1"), 1);
}

TEST_F(MergeChangeRequestsTest, ChainsAddUpAndTheApprovalIsForEverybody) {
  ASSERT_TRUE(world_.Merge(a_, b_).ok());
  const auto merged = world_.Merge(*world_.Load(b_.request.name), c_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  const std::vector<std::string> all = {c_.request.customer, b_.request.customer,
                                        a_.request.customer};
  EXPECT_EQ(CustomersAt(merged->target.history, storage::kNewest), all);
  EXPECT_EQ(merged->target.routing.priority, c_.routing.priority + 10);
  const auto decided =
      world_.Decide(World::Decision(merged->target, Outcome::kApproved), World::Petra());
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->history.decisions[0].approval->customers.customers, all);
}

TEST_F(MergeChangeRequestsTest, CyclesAreRefusedHoweverLong) {
  EXPECT_EQ(ReasonOf(world_.Merge(a_, a_).status()), "MERGE_CYCLE");
  ASSERT_TRUE(world_.Merge(a_, b_).ok());
  EXPECT_EQ(ReasonOf(world_.Merge(*world_.Load(b_.request.name), a_).status()), "MERGE_CYCLE");
  ASSERT_TRUE(world_.Merge(*world_.Load(b_.request.name), c_).ok());
  EXPECT_EQ(ReasonOf(world_.Merge(*world_.Load(c_.request.name), a_).status()), "MERGE_CYCLE");
}

TEST_F(MergeChangeRequestsTest, MergedOrWithdrawnTargetIsRefused) {
  ASSERT_TRUE(world_.Merge(a_, b_).ok());
  EXPECT_EQ(ReasonOf(world_.Merge(c_, a_).status()), "WRONG_STATE");
  const storage::RequestView withdrawn = world_.RequestOf("Litware");
  ASSERT_TRUE(world_.Withdraw(withdrawn).ok());
  EXPECT_EQ(ReasonOf(world_.Merge(c_, withdrawn).status()), "WRONG_STATE");
}

TEST_F(MergeChangeRequestsTest, SourceWithAnApprovalInForceIsRefused) {
  const auto reopened = world_.Reopen(world_.Approved(a_));
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(ReasonOf(world_.Merge(*reopened, b_).status()), "APPROVAL_IN_FORCE");
}

TEST_F(MergeChangeRequestsTest, SourceWithAnApprovalThatLapsedIsRefused) {
  const auto reopened = world_.Reopen(world_.Approved(a_, {.valid_until = world_.Today()}));
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  world_.clock().Advance(absl::Hours(48));
  EXPECT_EQ(ReasonOf(world_.Merge(*reopened, b_).status()), "APPROVAL_IN_FORCE");
}

TEST_F(MergeChangeRequestsTest, SourceThatIsSoldAsServicesIsRefused) {
  const auto decided = world_.Decide(world_.Decision(a_, Outcome::kServices), ReviewWorld::Petra());
  ASSERT_TRUE(decided.ok()) << decided.status();
  const auto reopened = world_.Reopen(*decided);
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(ReasonOf(world_.Merge(*reopened, b_).status()), "SERVICES_IN_FORCE");
}

TEST_F(MergeChangeRequestsTest, ItemsWithoutACounterpartBecomeNewItemsOfAnOpenTarget) {
  const storage::RequestView two = world_.Request();
  const auto merged = world_.Merge(two, b_, {{"2", "1"}});
  ASSERT_TRUE(merged.ok()) << merged.status();
  const auto& items = merged->target.history.items;
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items[1].id, "2");
  EXPECT_EQ(items[1].text, "Map of tours");
  EXPECT_THAT(
      merged->merged.history.mergings.back().items,
      ElementsAre(ItemMapping{two.request.name + "/items/1", b_.request.name + "/items/2"},
                  ItemMapping{two.request.name + "/items/2", b_.request.name + "/items/1"}));
}

TEST_F(MergeChangeRequestsTest, DecidedTargetNeedsEveryItem) {
  const storage::RequestView two = world_.Request();
  const storage::RequestView approved = world_.Approved(b_);
  EXPECT_EQ(ReasonOf(world_.Merge(two, approved, {{"2", "1"}}).status()), "ITEMS_NOT_MAPPED");
  EXPECT_EQ(ReasonOf(world_.Merge(two, approved, {{"3", "1"}}).status()), "UNKNOWN_ITEM");
  const auto merged = world_.Merge(two, approved, {{"1", "1"}, {"2", "1"}});
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->target.head.state, intake::State::kDecided);
}

TEST_F(MergeChangeRequestsTest, NobodyHasASayInTheirOwnMatterByMerging) {
  const storage::RequestView petras = world_.RequestOf("Litware", World::Petra());
  EXPECT_NE(petras.routing.owner, "principals/petra");
  EXPECT_EQ(ReasonOf(world_.Merge(petras, b_).status()), "OWN_REQUEST");
  const auto assigned = world_.Assign(petras, "principals/paula");
  ASSERT_TRUE(assigned.ok()) << assigned.status();
  ASSERT_TRUE(world_.Merge(*assigned, b_, {}, World::Paula()).ok());
  const auto target = world_.Load(b_.request.name);
  const auto decided = world_.Decide(World::Decision(*target, Outcome::kApproved), World::Petra());
  EXPECT_EQ(ReasonOf(decided.status()), "OWN_REQUEST");
  // Nor does anybody for her.
  ASSERT_TRUE(world_.Substitute("petra", "pia", 0, 3).ok());
  EXPECT_EQ(
      ReasonOf(
          world_.Decide(World::Decision(*target, Outcome::kApproved), ReviewWorld::Pia()).status()),
      "OWN_REQUEST");
  EXPECT_EQ(ReasonOf(world_.Assign(*target, "principals/petra", World::Paula()).status()),
            "OWNER_SUBMITTED");
  const auto given = world_.Assign(*target, "principals/pia", World::Paula());
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_TRUE(world_.Decide(World::Decision(*given, Outcome::kApproved), ReviewWorld::Pia()).ok());
}

TEST_F(MergeChangeRequestsTest, OnlyTheOwnerMerges) {
  EXPECT_EQ(ReasonOf(world_.Merge(a_, b_, {}, World::Paula()).status()), "NOT_YOUR_REVIEW");
}

TEST_F(MergeChangeRequestsTest, RequestsOfAnotherProductAreNotMerged) {
  storage::RequestView other = b_;
  other.request.name = "products/borealis/changeRequests/01J";
  EXPECT_TRUE(absl::IsNotFound(world_.Merge(a_, other).status()));
}

RequestHistory WithItems(const std::string& name, const std::vector<std::string>& ids) {
  RequestHistory history{.request = name};
  for (const std::string& id : ids) history.items.push_back({id, "text " + id});
  return history;
}

TEST(MapItemsTest, OneItemEachMapsByItself) {
  const auto mapped = MapItems({}, WithItems("a", {"1"}), WithItems("b", {"4"}), false);
  ASSERT_TRUE(mapped.ok()) << mapped.status();
  EXPECT_THAT(mapped->items, ElementsAre(ItemMapping{"a/items/1", "b/items/4"}));
}

TEST(MapItemsTest, NewItemsFollowTheGreatestId) {
  const auto mapped = MapItems({}, WithItems("a", {"1", "2"}), WithItems("b", {"2", "9"}), true);
  ASSERT_TRUE(mapped.ok()) << mapped.status();
  EXPECT_THAT(mapped->items, ElementsAre(ItemMapping{"a/items/1", "b/items/10"},
                                         ItemMapping{"a/items/2", "b/items/11"}));
}

TEST(MapItemsTest, SayingTwoThingsOfOneItemIsRefused) {
  const auto mapped = MapItems({{"1", "1"}, {"a/items/1", "2"}}, WithItems("a", {"1", "2"}),
                               WithItems("b", {"1", "2"}), true);
  EXPECT_EQ(DetailsOf(mapped.status())->fields[0].field, "items[1].item");
}

}  // namespace
}  // namespace zusage::review
