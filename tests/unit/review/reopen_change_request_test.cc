// SPDX-License-Identifier: Apache-2.0
#include "services/review/reopen_change_request.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

class ReopenChangeRequestTest : public ::testing::Test {
 protected:
  ReviewWorld world_;
  storage::RequestView request_ = world_.RequestOf("Contoso");
};

TEST_F(ReopenChangeRequestTest, ApprovalStaysInForceUntilANewDecisionReplacesIt) {
  const storage::RequestView approved = world_.Approved(request_);
  world_.clock().Advance(absl::Hours(24 * 30));
  const auto reopened = world_.Reopen(approved);
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->head.state, intake::State::kInReview);
  EXPECT_EQ(reopened->routing.cause, intake::RoutingCause::kReopened);
  EXPECT_GT(reopened->routing.due_time, world_.clock().Now());
  EXPECT_TRUE(WaitsAt(reopened->history, storage::kNewest));
  const auto state = [&](const storage::RequestView& view) {
    return StateOf(view.history, 0, world_.clock().Now(), view.zone);
  };
  EXPECT_EQ(state(*reopened), ApprovalState::kInForce);
  const auto decided =
      world_.Decide(World::Decision(*reopened, Outcome::kDeclined), World::Petra());
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(state(*decided), ApprovalState::kSuperseded);
}

TEST_F(ReopenChangeRequestTest, SubmitterDoesNotReopen) {
  const auto declined =
      world_.Decide(World::Decision(request_, Outcome::kDeclined), World::Petra());
  directory::Caller sofia = World::Sofia();
  EXPECT_EQ(ReasonOf(world_.Reopen(*declined, sofia).status()), "OWN_REQUEST");
}

TEST_F(ReopenChangeRequestTest, StaleEtagIsAborted) {
  storage::RequestView declined =
      *world_.Decide(World::Decision(request_, Outcome::kDeclined), World::Petra());
  declined.head.head -= 1;
  EXPECT_EQ(ReasonOf(world_.Reopen(declined).status()), "ETAG_STALE");
}

TEST_F(ReopenChangeRequestTest, MergedRequestStandsForItselfAgain) {
  const storage::RequestView target = world_.RequestOf("Fabrikam");
  const auto merged = world_.Merge(request_, target);
  ASSERT_TRUE(merged.ok()) << merged.status();
  const int64_t position = merged->merged.head.head;
  const auto reopened = world_.Reopen(merged->merged);
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->merged_into, "");
  EXPECT_EQ(MergingAt(reopened->history, storage::kNewest), nullptr);
  EXPECT_NE(MergingAt(reopened->history, position), nullptr);
  const auto left = world_.Load(target.request.name);
  EXPECT_TRUE(left->merged_requests.empty());
  EXPECT_EQ(CustomersAt(left->history, storage::kNewest).size(), 1u);
  EXPECT_EQ(CustomersAt(left->history, position).size(), 2u);
}

}  // namespace
}  // namespace zusage::review
