// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/promises_without_ground.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PromiseWorld;

class PromisesWithoutGroundTest : public ::testing::Test {
 protected:
  PromisesWithoutGroundTest()
      : request_(world_.Request()),
        item_(PromiseWorld::ItemOf(request_)),
        approval_(world_.Approve(request_)) {}

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
  const std::string approval_;
};

TEST_F(PromisesWithoutGroundTest, NamesWhatWasCoveredAndIsNotNow) {
  const std::string covered = world_.Record(PromiseWorld::ToAcme(item_)).promise.name;
  world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request_, 2)));  // exceeds
  world_.Record(PromiseWorld::ToAcme(testing::kCapability));
  const std::string linked = world_.Record(PromiseWorld::ToAcme("")).promise.name;
  ASSERT_TRUE(
      world_.Link({.name = linked, .etag = world_.EtagFor(linked), .line = "1", .item = item_})
          .ok());
  world_.Revoke(request_, approval_);
  EXPECT_THAT(world_.without_ground(), ElementsAre(covered, linked));
}

TEST_F(PromisesWithoutGroundTest, LapsedApprovalStillCarriesWhatWasPromisedInTime) {
  const std::string other = world_.Request();
  const std::string approval =
      world_.Decide(other, review::Outcome::kApproved,
                    review::Approval{.included = {"1"}, .valid_until = Date(2026, 1, 20)});
  const std::string in_time =
      world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(other))).promise.name;
  world_.clock().Advance(absl::Hours(24 * 30));
  world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(other)));
  world_.Revoke(other, approval);
  EXPECT_THAT(world_.without_ground(), ElementsAre(in_time));
}

TEST_F(PromisesWithoutGroundTest, WithoutPromisesThereAreNone) {
  world_.Revoke(request_, approval_);
  EXPECT_THAT(world_.without_ground(), IsEmpty());
}

}  // namespace
}  // namespace zusage::commitments
