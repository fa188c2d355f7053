// SPDX-License-Identifier: Apache-2.0
#include "services/review/escalate_overdue.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

class EscalateOverdueTest : public ::testing::Test {
 protected:
  EscalateOverdueTest() {
    strategy::Strategy strategy = World::SampleStrategy();
    strategy.owners[0].next_owner = "principals/paula";
    EXPECT_TRUE(world_.Publish(strategy).ok());
  }
  int Run() {
    const auto escalated = escalation_.Run();
    EXPECT_TRUE(escalated.ok()) << escalated.status();
    return escalated.value_or(-1);
  }

  ReviewWorld world_;
  Escalation escalation_{world_.store().store(), world_.clock(), "services/zusage"};
};

TEST_F(EscalateOverdueTest, NextOwnerIsAskedOnceWhenTheTimeHasPassed) {
  const storage::RequestView request = world_.RequestOf("Contoso");
  EXPECT_EQ(Run(), 0);
  world_.clock().Set(request.routing.due_time);
  EXPECT_EQ(Run(), 0);
  world_.clock().Advance(absl::Seconds(1));
  EXPECT_EQ(Run(), 1);
  const auto escalated = world_.Load(request.request.name);
  EXPECT_EQ(escalated->routing.owner, "principals/paula");
  EXPECT_EQ(escalated->routing.cause, intake::RoutingCause::kEscalated);
  EXPECT_GT(escalated->routing.due_time, world_.clock().Now());
  EXPECT_EQ(Run(), 0);
  world_.clock().Advance(absl::Hours(24 * 30));
  EXPECT_EQ(Run(), 0);
  Escalation other(world_.store().store(), world_.clock(), "services/zusage");
  EXPECT_EQ(*other.Run(), 0) << "another copy comes second";
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM routings"), 2);
}

TEST_F(EscalateOverdueTest, WhatSomebodyTookIsEscalatedNoSecondTime) {
  const storage::RequestView request = world_.RequestOf("Contoso");
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Run(), 1);
  ASSERT_TRUE(world_.Assign(request, "principals/petra", World::Petra()).ok());
  world_.clock().Advance(absl::Hours(24 * 30));
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(world_.Load(request.request.name)->routing.owner, "principals/petra");
}

TEST_F(EscalateOverdueTest, ReopenedRequestIsEscalatedAgain) {
  const storage::RequestView request = world_.RequestOf("Contoso");
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Run(), 1);
  const auto decided = world_.Decide(
      World::Decision(*world_.Load(request.request.name), Outcome::kDeclined), World::Paula());
  ASSERT_TRUE(decided.ok()) << decided.status();
  ASSERT_TRUE(world_.Reopen(*decided).ok());
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Run(), 1);
}

TEST_F(EscalateOverdueTest, NobodyIsAskedWhoSubmittedItOrLeft) {
  const storage::RequestView paulas = world_.RequestOf("Contoso", World::Paula());
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(world_.Load(paulas.request.name)->routing.owner, "principals/petra");
  const storage::RequestView request = world_.RequestOf("Fabrikam");
  ASSERT_TRUE(
      world_.Record("paula", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  world_.clock().Advance(absl::Hours(24 * 10));
  EXPECT_EQ(Run(), 0);
  // A strategy that names somebody else is news.
  strategy::Strategy strategy = World::SampleStrategy();
  strategy.owners[0].next_owner = "principals/pia";
  ASSERT_TRUE(world_.Publish(strategy).ok());
  EXPECT_EQ(Run(), 2);
  EXPECT_EQ(world_.Load(request.request.name)->routing.owner, "principals/pia");
}

TEST_F(EscalateOverdueTest, OwnersRequestsGoToWhoMayDecide) {
  EXPECT_EQ(world_.RequestOf("Contoso", World::Petra()).routing.owner, "principals/paula");
  ASSERT_TRUE(
      world_.Record("paula", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  EXPECT_EQ(world_.RequestOf("Contoso", World::Petra()).routing.owner, "");
  ASSERT_TRUE(world_.Substitute("petra", "pia", 0, 3).ok());
  EXPECT_EQ(world_.RequestOf("Contoso", World::Petra()).routing.owner, "principals/pia");
}

TEST_F(EscalateOverdueTest, RequestsOfAnOwnerWhoLeftGoToTheNextOne) {
  ASSERT_TRUE(
      world_.Record("petra", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  EXPECT_EQ(world_.RequestOf("Contoso").routing.owner, "principals/paula");
}

TEST_F(EscalateOverdueTest, WorkerRunsAndStops) {
  EscalateOverdue worker(world_.store().store(), world_.clock(), "services/zusage");
}

}  // namespace
}  // namespace zusage::review
