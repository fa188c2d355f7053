// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/mark_delivered.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class MarkDeliveredTest : public ::testing::Test {
 protected:
  MarkDeliveredTest() {
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.lines[0].due = Date(2026, 1, 20);
    input.lines.push_back({.text = "And this"});
    name_ = world_.Record(input).promise.name;
  }
  absl::StatusOr<JudgedPromise> Deliver(std::vector<std::string> lines = {},
                                        std::optional<Date> date = std::nullopt,
                                        const directory::Caller& caller = PromiseWorld::Petra()) {
    return world_.Deliver({.name = name_,
                           .etag = world_.EtagFor(name_),
                           .lines = std::move(lines),
                           .delivered_date = date},
                          caller);
  }

  PromiseWorld world_;
  std::string name_;
};

TEST_F(MarkDeliveredTest, WithoutLinesMarksAllOnToday) {
  const absl::StatusOr<JudgedPromise> delivered = Deliver();
  ASSERT_TRUE(delivered.ok()) << delivered.status();
  EXPECT_EQ(delivered->course.course, Course::kKept);
  EXPECT_FALSE(delivered->course.late);
  EXPECT_EQ(delivered->course.lines[1].delivered, Date(2026, 1, 15));
  EXPECT_EQ(world_.Get(name_).course.course, Course::kKept);
}

TEST_F(MarkDeliveredTest, PartialDeliveryLeavesTheRestOpen) {
  EXPECT_EQ(Deliver({"2"})->course.course, Course::kOpen);
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(world_.Get(name_).course.course, Course::kBroken);
  const absl::StatusOr<JudgedPromise> rest = Deliver();
  EXPECT_EQ(rest->course.course, Course::kKept);
  EXPECT_TRUE(rest->course.late);
}

TEST_F(MarkDeliveredTest, DeliveredOnTimeThoughMarkedLater) {
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_FALSE(Deliver({}, Date(2026, 1, 20))->course.late);
}

TEST_F(MarkDeliveredTest, EarlierViewsDoNotKnowTheDelivery) {
  const absl::Time before = world_.now();
  world_.clock().Advance(absl::Hours(1));
  ASSERT_TRUE(Deliver().ok());
  EXPECT_EQ(world_.Get(name_, before).course.course, Course::kOpen);
}

TEST_F(MarkDeliveredTest, FutureDateIsRefused) {
  EXPECT_EQ(ReasonOf(Deliver({}, Date(2026, 1, 16)).status()), "DELIVERED_IN_FUTURE");
}

TEST_F(MarkDeliveredTest, DeliveredTwiceIsRefused) {
  ASSERT_TRUE(Deliver({"1"}).ok());
  EXPECT_EQ(ReasonOf(Deliver({"1"}).status()), "ALREADY_DELIVERED");
  ASSERT_TRUE(Deliver().ok());
  EXPECT_EQ(ReasonOf(Deliver().status()), "ALREADY_DELIVERED");
}

TEST_F(MarkDeliveredTest, UnknownOrRepeatedLineIsRefused) {
  EXPECT_EQ(ReasonOf(Deliver({"7"}).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Deliver({"1", "1"}).status()), "DUPLICATE");
}

TEST_F(MarkDeliveredTest, NobodyMarksTheirOwnPromise) {
  RecordPromiseInput input = PromiseWorld::ToAcme("");
  input.promised_by = "principals/petra";
  name_ = world_.Record(input).promise.name;
  const auto refused = Deliver();
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(refused.status()), "OWN_PROMISE");
  EXPECT_TRUE(Deliver({}, std::nullopt, zusage::testing::World::Paula()).ok());
}

TEST_F(MarkDeliveredTest, RetractedIsOver) {
  ASSERT_TRUE(world_.Retract({.name = name_, .etag = world_.EtagFor(name_), .reason = "No"}).ok());
  EXPECT_EQ(ReasonOf(Deliver().status()), "PROMISE_OVER");
}

TEST_F(MarkDeliveredTest, StaleEtagIsAborted) {
  const std::string etag = world_.EtagFor(name_);
  ASSERT_TRUE(Deliver({"1"}).ok());
  EXPECT_EQ(ReasonOf(world_.Deliver({.name = name_, .etag = etag}).status()), "ETAG_STALE");
}

}  // namespace
}  // namespace zusage::commitments
