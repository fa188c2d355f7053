// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/request_history.h"

#include <gtest/gtest.h>

namespace zusage::review {
namespace {

using State = Condition::State;

// Submitted at 1, declined at 3, reopened at 5, merged at 7, reopened at 9, withdrawn at 11.
RequestHistory Eventful() {
  RequestHistory history{.submitted_position = 1};
  history.decisions = {{.outcome = Outcome::kDeclined, .position = 3}};
  history.reopenings = {{.position = 5}, {.position = 9}};
  history.mergings = {{.into = "other", .position = 7}};
  history.withdrawals = {{.position = 11}};
  return history;
}

TEST(RequestHistoryTest, ARequestWaitsFromItsSubmissionUntilSomethingEndsIt) {
  const RequestHistory history = Eventful();
  const bool expected[] = {false, true,  true, false, false, true, true,
                           false, false, true, true,  false, false};
  for (int64_t position = 0; position < 13; ++position) {
    EXPECT_EQ(WaitsAt(history, position), expected[position]) << position;
  }
}

TEST(RequestHistoryTest, AReopeningLeavesTheDecisionInForce) {
  RequestHistory history = Eventful();
  EXPECT_EQ(DecisionAt(history, 2), nullptr);
  EXPECT_EQ(DecisionAt(history, 12)->position, 3);
  history.decisions.push_back({.outcome = Outcome::kApproved, .position = 13});
  EXPECT_EQ(DecisionAt(history, 12)->position, 3);
  EXPECT_EQ(DecisionAt(history, 13)->position, 13);
}

TEST(RequestHistoryTest, AMergingHoldsUntilTheRequestIsReopened) {
  RequestHistory history = Eventful();
  EXPECT_EQ(MergingAt(history, 6), nullptr);
  EXPECT_EQ(MergingAt(history, 8)->into, "other");
  EXPECT_EQ(MergingAt(history, 9), nullptr);
  history.mergings.push_back({.into = "third", .position = 13});
  EXPECT_EQ(MergingAt(history, 14)->into, "third");
}

TEST(RequestHistoryTest, AConditionIsOpenUntilSomebodySaysOtherwise) {
  RequestHistory history;
  history.condition_changes = {
      {.approval = "a", .condition = "1", .state = State::kMet, .position = 4},
      {.approval = "a", .condition = "2", .state = State::kFailed, .position = 5},
      {.approval = "a", .condition = "1", .state = State::kFailed, .position = 6},
      {.approval = "b", .condition = "1", .state = State::kMet, .position = 7}};
  EXPECT_EQ(ConditionAt(history, "a", "1", 3), State::kOpen);
  EXPECT_EQ(ConditionAt(history, "a", "1", 5), State::kMet);
  EXPECT_EQ(ConditionAt(history, "a", "1", 9), State::kFailed);
  EXPECT_EQ(ConditionAt(history, "b", "1", 9), State::kMet);
  EXPECT_EQ(ConditionAt(history, "b", "2", 9), State::kOpen);
}

}  // namespace
}  // namespace zusage::review
