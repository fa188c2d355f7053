// SPDX-License-Identifier: Apache-2.0
#include "services/review/set_condition_state.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using State = Condition::State;
using testing::ReviewWorld;
using testing::World;

class SetConditionStateTest : public ::testing::Test {
 protected:
  ReviewWorld world_;
  storage::RequestView approved_ = world_.Approved(
      world_.RequestOf("Contoso"),
      {.conditions = {{.text = "The vendor agrees"}, {.text = "It passes the load test"}}});
};

TEST_F(SetConditionStateTest, EveryStateFollowsEveryOtherByPosition) {
  const std::string approval = approved_.history.decisions[0].approval->name;
  int64_t before = approved_.head.head;
  State last = State::kOpen;
  for (State state : {State::kMet, State::kFailed, State::kOpen, State::kFailed, State::kMet,
                      State::kOpen, State::kMet, State::kMet}) {
    const auto set = world_.SetCondition(approved_, "2", state, World::Paula());
    ASSERT_TRUE(set.ok()) << set.status();
    const RequestHistory& history = set->view.history;
    EXPECT_EQ(ConditionAt(history, approval, "2", storage::kNewest), state);
    EXPECT_EQ(ConditionAt(history, approval, "2", before), last);
    EXPECT_EQ(ConditionAt(history, approval, "1", storage::kNewest), State::kOpen);
    EXPECT_EQ(history.condition_changes.back().changed_by, "principals/paula");
    EXPECT_EQ(history.condition_changes.back().note, "Tested.");
    before = set->view.head.head;
    last = state;
  }
}

TEST_F(SetConditionStateTest, UnknownConditionIsRefused) {
  const auto set = world_.SetCondition(approved_, "3", State::kMet);
  EXPECT_EQ(ReasonOf(set.status()), "NOT_A_CONDITION");
  EXPECT_EQ(DetailsOf(set.status())->fields[0].field, "condition");
}

TEST_F(SetConditionStateTest, UnknownApprovalIsNotFound) {
  storage::RequestView other = approved_;
  other.history.decisions[0].approval->name += "X";
  EXPECT_TRUE(absl::IsNotFound(world_.SetCondition(other, "1", State::kMet).status()));
}

TEST_F(SetConditionStateTest, SubmitterHasNoSay) {
  directory::Caller sofia = World::Sofia();
  sofia.grants.push_back({directory::Role::kProductManager, "products/atlas"});
  EXPECT_EQ(ReasonOf(world_.SetCondition(approved_, "1", State::kMet, sofia).status()),
            "OWN_REQUEST");
}

TEST_F(SetConditionStateTest, SupersededApprovalIsLeftAlone) {
  const auto reopened = world_.Reopen(approved_);
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_TRUE(world_.SetCondition(approved_, "1", State::kMet).ok()) << "still in force";
  const auto read = world_.Load(approved_.request.name);
  ASSERT_TRUE(world_.Decide(World::Decision(*read, Outcome::kDeclined), World::Petra()).ok());
  EXPECT_EQ(ReasonOf(world_.SetCondition(approved_, "1", State::kMet).status()),
            "APPROVAL_NOT_IN_FORCE");
}

}  // namespace
}  // namespace zusage::review
