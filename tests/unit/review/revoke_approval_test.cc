// SPDX-License-Identifier: Apache-2.0
#include "services/review/revoke_approval.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "tests/support/world.h"

namespace zusage::review {
namespace {

using testing::World;

class RevokeApprovalTest : public ::testing::Test {
 protected:
  absl::StatusOr<RevokedApproval> Revoke(const RevokeApprovalInput& input) {
    absl::StatusOr<RevokedApproval> revoked;
    ZUSAGE_RETURN_IF_ERROR(world_.store().Write([&](storage::Unit& unit) {
      revoked = RevokeApproval(unit, World::Petra(), input);
      return revoked.status();
    }));
    return revoked;
  }

  // The input that revokes the approval of `view` as it was read.
  static RevokeApprovalInput InputFor(const storage::RequestView& view) {
    return {.name = view.history.decisions[0].approval->name,
            .reason = "The vendor went away.",
            .etag = EtagOf(view.request.name, view.head.head)};
  }

  World world_;
  storage::RequestView approved_ =
      *world_.Decide(World::Decision(world_.Request(), Outcome::kApproved), World::Petra());
};

TEST_F(RevokeApprovalTest, ApprovalIsRevokedWithItsReason) {
  const auto revoked = Revoke(InputFor(approved_));
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  const RequestHistory& history = revoked->view.history;
  ASSERT_EQ(history.revocations.size(), 1u);
  EXPECT_EQ(history.revocations[0].reason, "The vendor went away.");
  EXPECT_EQ(history.revocations[0].revoked_by, "principals/petra");
  EXPECT_EQ(StateOf(history, 0, world_.clock().Now(), absl::UTCTimeZone()),
            ApprovalState::kRevoked);
}

TEST_F(RevokeApprovalTest, RevokingTwiceFails) {
  const auto revoked = Revoke(InputFor(approved_));
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  const auto again = Revoke(InputFor(revoked->view));
  EXPECT_EQ(ReasonOf(again.status()), "APPROVAL_NOT_IN_FORCE");
}

TEST_F(RevokeApprovalTest, StaleEtagIsAborted) {
  RevokeApprovalInput input = InputFor(approved_);
  input.etag = EtagOf(approved_.request.name, 1);
  EXPECT_EQ(ReasonOf(Revoke(input).status()), "ETAG_STALE");
}

TEST_F(RevokeApprovalTest, UnknownApprovalIsNotFound) {
  RevokeApprovalInput input = InputFor(approved_);
  input.name += "X";
  EXPECT_EQ(Revoke(input).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::review
