// SPDX-License-Identifier: Apache-2.0
#include "services/review/get_approval.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

class GetApprovalTest : public ::testing::Test {
 protected:
  absl::StatusOr<GivenApproval> Get(const std::string& name) {
    absl::StatusOr<GivenApproval> given = absl::InternalError("never ran");
    const absl::Status read = world_.store().Read([&](storage::ReadTransaction& tx) {
      given = GetApproval(tx, name);
      return given.status();
    });
    if (!read.ok()) return read;
    return given;
  }

  ReviewWorld world_;
};

TEST_F(GetApprovalTest, AnApprovalLeadsToItsRequestAlsoWhenItIsSuperseded) {
  const storage::RequestView approved = world_.Approved(world_.RequestOf("Contoso"));
  const std::string name = approved.history.decisions[0].approval->name;
  ASSERT_EQ(Get(name)->view.request.name, approved.request.name);
  const auto reopened = world_.Reopen(approved);
  ASSERT_TRUE(world_.Decide(World::Decision(*reopened, Outcome::kDeclined), World::Petra()).ok());
  const auto given = Get(name);
  ASSERT_TRUE(given.ok()) << given.status();
  EXPECT_EQ(given->decision, 0u);
  EXPECT_EQ(given->view.history.decisions.size(), 2u);
}

TEST_F(GetApprovalTest, UnknownIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(Get("products/atlas/approvals/01J").status()));
}

TEST_F(GetApprovalTest, EffortsOfAQuarterAddUpUntilTheyAreSupersededOrRevoked) {
  strategy::Strategy strategy = World::SampleStrategy();
  const Quarter quarter{2026, 1};
  strategy.capacity = {{.quarter = quarter, .person_days = 50}};
  ASSERT_TRUE(world_.Publish(strategy).ok());
  const Approval effort{.effort_person_days = 30, .displaced = {"products/atlas/elements/R1"}};
  const storage::RequestView first = world_.Approved(world_.RequestOf("A"), effort);
  ASSERT_TRUE(first.load.has_value());
  EXPECT_EQ(first.history.decisions[0].approval->effort_quarter, quarter);
  EXPECT_EQ(first.load->approved, 30);
  EXPECT_EQ(first.load->over(), 0);
  const storage::RequestView second = world_.Approved(world_.RequestOf("B"), effort);
  EXPECT_EQ(second.load->approved, 60);
  EXPECT_EQ(second.load->over(), 10);
  const auto reopened = world_.Reopen(first);
  EXPECT_EQ(reopened->load->approved, 60);
  ASSERT_TRUE(world_.Decide(World::Decision(*reopened, Outcome::kDeclined), World::Petra()).ok());
  EXPECT_EQ(world_.Load(second.request.name)->load->approved, 30);
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM displacements"), 2);
}

TEST_F(GetApprovalTest, QuarterThatIsOverAndUnknownRoadmapItemsAreRefused) {
  const auto reason = [&](Approval approval) {
    DecideChangeRequestInput input = World::Decision(world_.RequestOf("A"), Outcome::kApproved);
    input.decision.approval = std::move(approval);
    return std::string(ReasonOf(world_.Decide(input, World::Petra()).status()));
  };
  EXPECT_EQ(reason({.effort_person_days = 3, .effort_quarter = Quarter{2025, 4}}), "QUARTER_OVER");
  EXPECT_EQ(reason({.effort_person_days = 3, .effort_quarter = Quarter{2026, 1}}), "");
  EXPECT_EQ(reason({.effort_quarter = Quarter{2026, 1}}), "REQUIRED");
  EXPECT_EQ(reason({.displaced = {"products/atlas/elements/C1"}}), "UNKNOWN_ROADMAP_ITEM");
  EXPECT_EQ(reason({.displaced = {"products/borealis/elements/R1"}}), "UNKNOWN_ROADMAP_ITEM");
}

}  // namespace
}  // namespace zusage::review
