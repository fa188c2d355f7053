// SPDX-License-Identifier: Apache-2.0
//
// The two standings of a promise over time: what moves the one and never the other.
#include "services/commitments/get_promise.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class GetPromiseTest : public ::testing::Test {
 protected:
  GetPromiseTest() : request_(world_.Request()), item_(PromiseWorld::ItemOf(request_)) {}

  // The moment before an hour passes.
  absl::Time Pass(absl::Duration time = absl::Hours(1)) {
    const absl::Time before = world_.now();
    world_.clock().Advance(time);
    return before;
  }
  std::string RecordAbout(const std::string& item, std::optional<Date> due = std::nullopt) {
    RecordPromiseInput input = PromiseWorld::ToAcme(item);
    input.lines[0].due = due;
    return world_.Record(input).promise.name;
  }

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
};

TEST_F(GetPromiseTest, RevocationTakesTheGroundAndLeavesHowItWasMade) {
  const std::string approval = world_.Approve(request_);
  Pass();
  const std::string name = RecordAbout(item_);
  const absl::Time before = Pass();
  world_.Revoke(request_, approval);
  const JudgedPromise now = world_.Get(name);
  EXPECT_EQ(now.when_made, Standing::kCovered);
  EXPECT_EQ(now.now, Standing::kAgainstDecision);
  EXPECT_TRUE(now.lost_ground());
  EXPECT_EQ(now.lines[0].now.basis, approval);
  const JudgedPromise earlier = world_.Get(name, before);
  EXPECT_EQ(earlier.now, Standing::kCovered);
  EXPECT_FALSE(earlier.lost_ground());
}

TEST_F(GetPromiseTest, LapseLeavesWhatWasPromisedInTimeCovered) {
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"}, .valid_until = Date(2026, 1, 20)});
  const std::string in_time = RecordAbout(item_);
  Pass(absl::Hours(24 * 10));
  const std::string too_late = RecordAbout(item_);
  EXPECT_EQ(world_.Get(in_time).now, Standing::kCovered);
  EXPECT_EQ(world_.Get(too_late).when_made, Standing::kAgainstDecision);
}

TEST_F(GetPromiseTest, LastValidDayEndsInTheProductsZone) {
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"}, .valid_until = Date(2026, 1, 20)});
  const absl::TimeZone berlin = *ParseTimeZone("Europe/Berlin");
  world_.clock().Set(EndOfDay(Date(2026, 1, 20), berlin));
  EXPECT_EQ(world_.Get(RecordAbout(item_)).when_made, Standing::kCovered);
  world_.clock().Advance(absl::Microseconds(1));
  EXPECT_EQ(world_.Get(RecordAbout(item_)).when_made, Standing::kAgainstDecision);
}

TEST_F(GetPromiseTest, LaterDecisionNeverChangesHowItWasMade) {
  const std::string name = RecordAbout(item_);
  Pass();
  EXPECT_EQ(world_.Get(name).when_made, Standing::kPending);
  world_.Approve(request_);
  EXPECT_EQ(world_.Get(name).when_made, Standing::kPending);
  EXPECT_EQ(world_.Get(name).now, Standing::kCovered);
}

TEST_F(GetPromiseTest, DecisionAtTheSameMomentCountsByItsPosition) {
  // The clock stands still: only positions tell what came first.
  const std::string before = RecordAbout(item_);
  world_.Approve(request_);
  const std::string after = RecordAbout(item_);
  EXPECT_EQ(world_.Get(before).when_made, Standing::kPending);
  EXPECT_EQ(world_.Get(after).when_made, Standing::kCovered);
}

TEST_F(GetPromiseTest, VanishedCapabilityLosesItsGround) {
  const std::string name = RecordAbout(testing::kCapability);
  Pass();
  strategy::Strategy next = zusage::testing::World::SampleStrategy();
  std::erase_if(next.elements, [](const auto& element) { return element.id == "C1"; });
  ASSERT_TRUE(world_.world().Publish(next).ok());
  const JudgedPromise judged = world_.Get(name);
  EXPECT_EQ(judged.when_made, Standing::kCovered);
  EXPECT_EQ(judged.now, Standing::kAgainstDecision);
  EXPECT_TRUE(judged.lost_ground());
}

TEST_F(GetPromiseTest, SlippedRoadmapItemLosesItsGround) {
  const std::string name = RecordAbout(testing::kRoadmapItem, Date(2026, 9, 30));
  Pass();
  strategy::Strategy next = zusage::testing::World::SampleStrategy();
  next.elements[3].horizon = "2027-Q1";
  ASSERT_TRUE(world_.world().Publish(next).ok());
  const JudgedPromise judged = world_.Get(name);
  EXPECT_EQ(judged.when_made, Standing::kCovered);
  EXPECT_EQ(judged.now, Standing::kExceeds);
  EXPECT_EQ(judged.lines[0].now.excesses, std::vector<Excess>{Excess::kDate});
}

TEST_F(GetPromiseTest, SegmentIsTheCustomersAtTheJudgedPosition) {
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .customers = {.kind = review::CustomerScope::Kind::kSegment,
                                               .segment = "retail"}});
  const std::string name = RecordAbout(item_);
  Pass();
  world_.Know(
      directory::Customer{.name = testing::kAcme, .display_name = "Acme", .segment = "Banks"});
  const JudgedPromise judged = world_.Get(name);
  EXPECT_EQ(judged.when_made, Standing::kCovered);
  EXPECT_EQ(judged.now, Standing::kExceeds);
  EXPECT_EQ(judged.lines[0].now.excesses, std::vector<Excess>{Excess::kCustomer});
}

TEST_F(GetPromiseTest, AsIsAllowsTheCapabilityAndNotTheWish) {
  world_.Decide(request_, review::Outcome::kAsIs);
  EXPECT_EQ(world_.Get(RecordAbout(item_)).now, Standing::kAgainstDecision);
  EXPECT_EQ(world_.Get(RecordAbout(testing::kCapability)).now, Standing::kCovered);
}

TEST_F(GetPromiseTest, NobodySeesItAsOfAMomentBeforeItsRecording) {
  const absl::Time before = Pass();
  RecordPromiseInput input = PromiseWorld::ToAcme("");
  input.made_time = before;
  const std::string name = world_.Record(input).promise.name;
  EXPECT_EQ(world_.TryGet(name, before).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(world_.TryGet(name, world_.now()).ok());
}

TEST_F(GetPromiseTest, AsOfJudgesDatesAtTheCommitTimeOfWhatWasKnown) {
  const std::string name = RecordAbout(item_, Date(2026, 1, 16));
  Pass(absl::Hours(24 * 5));
  // Five days later nothing has been recorded since: that view ends with the promise itself.
  EXPECT_EQ(world_.Get(name, world_.now()).course.course, Course::kOpen);
  EXPECT_EQ(world_.Get(name).course.course, Course::kBroken);
}

TEST_F(GetPromiseTest, DealIsAsKnownAtTheView) {
  const std::string name = RecordAbout(item_);
  const absl::Time before = Pass();
  directory::Deal deal = PromiseWorld::AcmeDeal(directory::DealStage::kLost);
  deal.amount = Money{"EUR", 5};
  world_.Know(deal);
  EXPECT_EQ(world_.Get(name).at_stake, (Money{"EUR", 5}));
  EXPECT_EQ(world_.Get(name).course.course, Course::kVoid);
  EXPECT_EQ(world_.Get(name, before).at_stake, (Money{"EUR", 1000}));
  EXPECT_EQ(world_.Get(name, before).course.course, Course::kOpen);
}

}  // namespace
}  // namespace zusage::commitments
