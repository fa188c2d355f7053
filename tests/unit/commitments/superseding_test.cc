// SPDX-License-Identifier: Apache-2.0
//
// Promises that later ones take the place of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;
using testing::PromiseWorld;

class SupersedingTest : public ::testing::Test {
 protected:
  SupersedingTest() : earlier_(Record({})) {}

  RecordPromiseInput InPlaceOf(const std::vector<std::string>& earlier) {
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.lines[0].due = Date(2026, 1, 20);
    input.supersedes = earlier;
    return input;
  }
  std::string Record(const std::vector<std::string>& earlier) {
    return world_.Record(InPlaceOf(earlier)).promise.name;
  }
  std::string ReasonFor(const RecordPromiseInput& input,
                        const directory::Caller& caller = PromiseWorld::Sofia()) {
    return ReasonOf(world_.TryRecord(input, caller).status());
  }

  PromiseWorld world_;
  const std::string earlier_;
};

TEST_F(SupersedingTest, EarlierPromiseIsSupersededAsOfTheLaterOne) {
  world_.clock().Advance(absl::Hours(1));
  const absl::Time before = world_.now();
  world_.clock().Advance(absl::Hours(1));
  const std::string later = Record({earlier_});
  const JudgedPromise superseded = world_.Get(earlier_);
  EXPECT_EQ(superseded.course.course, Course::kSuperseded);
  EXPECT_FALSE(superseded.course.missed_due);
  EXPECT_EQ(superseded.promise.superseded->by, later);
  EXPECT_THAT(world_.Get(later).promise.supersedes, ElementsAre(earlier_));
  EXPECT_EQ(world_.Get(earlier_, before).course.course, Course::kOpen);
}

TEST_F(SupersedingTest, BrokenPromiseKeepsThatItMissedItsDate) {
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(world_.Get(earlier_).course.course, Course::kBroken);
  Record({earlier_});
  EXPECT_EQ(world_.Get(earlier_).course.course, Course::kSuperseded);
  EXPECT_TRUE(world_.Get(earlier_).course.missed_due);
}

TEST_F(SupersedingTest, OnlyWhatIsOpenOrBrokenIsSuperseded) {
  Record({earlier_});
  EXPECT_EQ(ReasonFor(InPlaceOf({earlier_})), "PROMISE_OVER");
  const std::string retracted = Record({});
  ASSERT_TRUE(
      world_
          .Retract(
              {.name = retracted, .etag = world_.EtagFor(retracted), .reason = "It will not be"})
          .ok());
  EXPECT_EQ(ReasonFor(InPlaceOf({retracted})), "PROMISE_OVER");
  const std::string kept = Record({});
  ASSERT_TRUE(world_.Deliver({.name = kept, .etag = world_.EtagFor(kept)}).ok());
  EXPECT_EQ(ReasonFor(InPlaceOf({kept})), "PROMISE_OVER");
  const std::string open = Record({});
  world_.Know(PromiseWorld::AcmeDeal(directory::DealStage::kLost));
  EXPECT_EQ(ReasonFor(InPlaceOf({open})), "PROMISE_OVER");
}

TEST_F(SupersedingTest, SalesSupersedesOnlyWhatTheyPromised) {
  RecordPromiseInput other = PromiseWorld::ToAcme("");
  other.promised_by = "principals/emil";
  const std::string of_emil = world_.Record(other).promise.name;
  EXPECT_EQ(ReasonFor(InPlaceOf({of_emil})), "NOT_YOUR_PROMISE");
  EXPECT_EQ(ReasonFor(InPlaceOf({earlier_}), PromiseWorld::Emil()), "");
}

TEST_F(SupersedingTest, OtherCustomersAndProductsAndUnknownOnesAreRefused) {
  RecordPromiseInput input = InPlaceOf({earlier_});
  input.customer = testing::kBolt;
  input.deal.clear();
  EXPECT_EQ(ReasonFor(input), "OTHER_CUSTOMER");
  EXPECT_EQ(ReasonFor(InPlaceOf({"products/other/promises/1"})), "OTHER_PRODUCT");
  EXPECT_EQ(ReasonFor(InPlaceOf({"products/atlas/promises/none"})), "NOT_FOUND");
  EXPECT_EQ(ReasonFor(InPlaceOf({earlier_, earlier_})), "DUPLICATE");
}

TEST_F(SupersedingTest, MergedCustomersAreOne) {
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  RecordPromiseInput input = InPlaceOf({earlier_});
  input.customer = testing::kBolt;
  EXPECT_EQ(ReasonFor(input), "");
  EXPECT_EQ(world_.Get(earlier_).course.course, Course::kSuperseded);
}

TEST_F(SupersedingTest, WhatWasNeverMadeTookNothingsPlace) {
  const std::string later = Record({earlier_});
  ASSERT_TRUE(world_
                  .Dispute({.name = later,
                            .etag = world_.EtagFor(later),
                            .kind = DisputeKind::kNotMade,
                            .reason = "I did not say that"})
                  .ok());
  ASSERT_TRUE(world_
                  .Resolve({.name = later + "/disputes/1",
                            .etag = world_.EtagFor(later),
                            .upheld = true,
                            .reason = "Right"})
                  .ok());
  EXPECT_EQ(world_.Get(earlier_).course.course, Course::kOpen);
  Record({earlier_});
  EXPECT_EQ(world_.Get(earlier_).course.course, Course::kSuperseded);
}

}  // namespace
}  // namespace zusage::commitments
