// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/retract_promise.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class RetractPromiseTest : public ::testing::Test {
 protected:
  RetractPromiseTest() {
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.lines[0].due = Date(2026, 1, 20);
    name_ = world_.Record(input).promise.name;
  }
  absl::StatusOr<JudgedPromise> Retract(const directory::Caller& caller = PromiseWorld::Sofia()) {
    return world_.Retract({.name = name_, .etag = world_.EtagFor(name_), .reason = "Told them"},
                          caller);
  }

  PromiseWorld world_;
  std::string name_;
};

TEST_F(RetractPromiseTest, RetractedKeepsWhatTheCustomerWasTold) {
  const absl::StatusOr<JudgedPromise> retracted = Retract();
  ASSERT_TRUE(retracted.ok()) << retracted.status();
  EXPECT_EQ(retracted->course.course, Course::kRetracted);
  EXPECT_FALSE(retracted->course.missed_due);
  const JudgedPromise read = world_.Get(name_);
  EXPECT_EQ(read.course.course, Course::kRetracted);
  EXPECT_EQ(read.promise.retraction->reason, "Told them");
  EXPECT_EQ(read.promise.retraction->retracted_by, "principals/sofia");
}

TEST_F(RetractPromiseTest, RetractedAfterItWasDueMissedIt) {
  world_.clock().Advance(absl::Hours(24 * 6));
  EXPECT_EQ(world_.Get(name_).course.course, Course::kBroken);
  ASSERT_TRUE(Retract().ok());
  EXPECT_TRUE(world_.Get(name_).course.missed_due);
}

TEST_F(RetractPromiseTest, SalesAndPresalesRetractTheirOwnOnly) {
  const auto refused = Retract(PromiseWorld::Emil());
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(refused.status()), "NOT_YOUR_PROMISE");
  EXPECT_TRUE(Retract(PromiseWorld::Petra()).ok());
}

TEST_F(RetractPromiseTest, RetractedTwiceIsOver) {
  ASSERT_TRUE(Retract().ok());
  EXPECT_EQ(ReasonOf(Retract().status()), "PROMISE_OVER");
}

TEST_F(RetractPromiseTest, DeliveredIsOver) {
  ASSERT_TRUE(world_.Deliver({.name = name_, .etag = world_.EtagFor(name_)}).ok());
  EXPECT_EQ(ReasonOf(Retract().status()), "PROMISE_OVER");
}

TEST_F(RetractPromiseTest, StaleEtagIsAborted) {
  EXPECT_EQ(ReasonOf(world_.Retract({.name = name_, .etag = "old", .reason = "x"}).status()),
            "ETAG_STALE");
}

TEST_F(RetractPromiseTest, PromiseOfALostDealIsVoidUntilItComesBack) {
  world_.Know(PromiseWorld::AcmeDeal(directory::DealStage::kLost));
  EXPECT_EQ(world_.Get(name_).course.course, Course::kVoid);
  world_.Know(PromiseWorld::AcmeDeal(directory::DealStage::kNegotiation));
  EXPECT_EQ(world_.Get(name_).course.course, Course::kOpen);
}

}  // namespace
}  // namespace zusage::commitments
