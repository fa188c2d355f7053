// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/issue_clearance.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/commitments/get_clearance.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class IssueClearanceTest : public ::testing::Test {
 protected:
  IssueClearanceTest()
      : request_(world_.Request()),
        item_(PromiseWorld::ItemOf(request_)),
        approval_(world_.Decide(
            request_, review::Outcome::kApproved,
            review::Approval{.included = {"1"}, .conditions = {{.text = "Signed"}}})) {}

  IssueClearanceInput About(const std::string& item) {
    return {.product = testing::kProduct, .customer = testing::kAcme, .item = item};
  }
  std::string ReasonFor(const IssueClearanceInput& input) {
    return ReasonOf(world_.Issue(input).status());
  }
  // A promise of the item that carries the condition.
  std::string Promise() {
    RecordPromiseInput input = PromiseWorld::ToAcme(item_);
    input.lines[0].carried_conditions = {"1"};
    return world_.Record(input).promise.name;
  }

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
  const std::string approval_;
};

TEST_F(IssueClearanceTest, SaysWhatIsAllowedAndReadsItBack) {
  const absl::StatusOr<ClearanceView> issued = world_.Issue(About(item_));
  ASSERT_TRUE(issued.ok()) << issued.status();
  absl::StatusOr<ClearanceView> read;
  ASSERT_TRUE(world_.world()
                  .store()
                  .Read([&](storage::ReadTransaction& tx) {
                    read = GetClearance(tx, issued->clearance.name, world_.now());
                    return read.status();
                  })
                  .ok());
  for (const ClearanceView& shown : std::vector{*issued, *read}) {
    const IssuedClearance& clearance = shown.clearance;
    EXPECT_EQ(clearance.item, item_);
    EXPECT_EQ(clearance.basis, approval_);
    EXPECT_EQ(clearance.basis_kind, Allowance::Kind::kApproval);
    EXPECT_EQ(clearance.issued_to, "principals/sofia");
    EXPECT_EQ(clearance.expire_time, clearance.issue_time + absl::Hours(24));
    ASSERT_EQ(clearance.conditions.size(), 1u);
    EXPECT_EQ(clearance.conditions[0].text, "Signed");
    EXPECT_EQ(clearance.conditions_of, approval_);
    EXPECT_EQ(shown.guidance.english,
              "You may promise this. Say along that it depends on: \"Signed\".");
  }
}

TEST_F(IssueClearanceTest, CoversWhatIsPromisedInTimeEvenIfRevoked) {
  ASSERT_TRUE(world_.Issue(About(item_)).ok());
  world_.Revoke(request_, approval_);
  const JudgedPromise judged = world_.Get(Promise());
  EXPECT_EQ(judged.when_made, Standing::kCovered);
  EXPECT_EQ(judged.lines[0].when_made.reason.english,
            "A clearance had been issued for exactly this.");
  EXPECT_EQ(judged.now, Standing::kAgainstDecision);
  EXPECT_TRUE(judged.lost_ground());
}

TEST_F(IssueClearanceTest, CoversNothingOnceItHasExpired) {
  ASSERT_TRUE(world_.Issue(About(item_)).ok());
  world_.Revoke(request_, approval_);
  world_.clock().Advance(absl::Hours(24));
  EXPECT_EQ(world_.Get(Promise()).when_made, Standing::kAgainstDecision);
}

TEST_F(IssueClearanceTest, CoversNothingThatWasSaidBefore) {
  world_.Revoke(request_, approval_);
  const std::string before = Promise();
  EXPECT_EQ(world_.Get(before).when_made, Standing::kAgainstDecision);
  EXPECT_EQ(ReasonFor(About(item_)), "NOT_CLEARED");
}

TEST_F(IssueClearanceTest, CountsInComparisonsAsWell) {
  ASSERT_TRUE(world_.Issue(About(item_)).ok());
  world_.Revoke(request_, approval_);
  Promise();
  const absl::StatusOr<Comparison> comparison = world_.Compare({.parent = testing::kProduct});
  ASSERT_TRUE(comparison.ok()) << comparison.status();
  EXPECT_EQ(comparison->total.unilateral, 0);
  EXPECT_EQ(comparison->total.lost_ground, 1);
}

TEST_F(IssueClearanceTest, WhatMayNotBePromisedIsNotCleared) {
  EXPECT_EQ(ReasonFor(About(PromiseWorld::ItemOf(request_, 2))), "NOT_CLEARED");
  IssueClearanceInput other = About(item_);
  other.customer = testing::kBolt;
  EXPECT_EQ(ReasonFor(other), "NOT_CLEARED");
}

TEST_F(IssueClearanceTest, HoldsAnHourAtLeastAndSevenDaysAtMost) {
  IssueClearanceInput input = About(item_);
  input.expire_time = world_.now() + absl::Hours(1) - absl::Seconds(1);
  EXPECT_EQ(ReasonFor(input), "EXPIRY_OUT_OF_RANGE");
  input.expire_time = world_.now() + absl::Hours(7 * 24) + absl::Seconds(1);
  EXPECT_EQ(ReasonFor(input), "EXPIRY_OUT_OF_RANGE");
  input.expire_time = world_.now() + absl::Hours(7 * 24);
  EXPECT_TRUE(world_.Issue(input).ok());
}

TEST_F(IssueClearanceTest, UnknownItemCustomerAndProductAreNamed) {
  EXPECT_EQ(ReasonFor(About(request_ + "/items/9")), "NOT_FOUND");
  IssueClearanceInput input = About(item_);
  input.customer = "customers/nobody";
  EXPECT_EQ(ReasonFor(input), "NOT_FOUND");
  input = About("products/none/elements/C1");
  input.product = "products/none";
  EXPECT_EQ(ReasonFor(input), "NOT_FOUND");
}

TEST_F(IssueClearanceTest, ClearanceIsNoGroundForAnother) {
  ASSERT_TRUE(world_.Issue(About(item_)).ok());
  world_.Revoke(request_, approval_);
  EXPECT_EQ(ReasonFor(About(item_)), "NOT_CLEARED");
}

}  // namespace
}  // namespace zusage::commitments
