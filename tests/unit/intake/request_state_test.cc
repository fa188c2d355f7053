// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/request_state.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace zusage::intake {
namespace {

using enum State;

constexpr State kStates[] = {kUnspecified, kSubmitted, kInReview, kNeedsEvidence,
                             kDecided,     kWithdrawn, kMerged};
constexpr Event kEvents[] = {Event::kChecked, Event::kEvidenceAsked, Event::kEvidenceAdded,
                             Event::kDecided, Event::kWithdrawn,     Event::kMerged,
                             Event::kReopened};

TEST(RequestStateTest, EveryEventInEveryStateDoesWhatTheRulesSay) {
  std::map<std::pair<State, Event>, State> expected;
  for (const State open : {kSubmitted, kInReview, kNeedsEvidence}) {
    expected[{open, Event::kEvidenceAsked}] = kNeedsEvidence;
    expected[{open, Event::kDecided}] = kDecided;
    expected[{open, Event::kWithdrawn}] = kWithdrawn;
    expected[{open, Event::kMerged}] = kMerged;
  }
  for (const State over : {kDecided, kWithdrawn, kMerged}) {
    expected[{over, Event::kReopened}] = kInReview;
  }
  expected[{kSubmitted, Event::kChecked}] = kInReview;
  expected[{kInReview, Event::kChecked}] = kInReview;
  expected[{kNeedsEvidence, Event::kChecked}] = kNeedsEvidence;
  expected[{kSubmitted, Event::kEvidenceAdded}] = kSubmitted;
  expected[{kInReview, Event::kEvidenceAdded}] = kInReview;
  expected[{kNeedsEvidence, Event::kEvidenceAdded}] = kInReview;
  expected[{kDecided, Event::kEvidenceAdded}] = kDecided;
  for (const State state : kStates) {
    for (const Event event : kEvents) {
      const auto found = expected.find({state, event});
      EXPECT_EQ(Next(state, event),
                found == expected.end() ? std::nullopt : std::optional(found->second))
          << NameOf(state) << " " << static_cast<int>(event);
    }
  }
}

TEST(RequestStateTest, OpenRequestsAreThoseThatCanBeDecided) {
  for (const State state : kStates) {
    EXPECT_EQ(IsOpen(state), Next(state, Event::kDecided).has_value()) << NameOf(state);
  }
}

TEST(RequestStateTest, MessagesNameTheStatesInWhichSomethingCanHappen) {
  EXPECT_EQ(StatesFor(Event::kDecided), "SUBMITTED, IN_REVIEW, NEEDS_EVIDENCE");
  EXPECT_EQ(StatesFor(Event::kReopened), "DECIDED, WITHDRAWN, MERGED");
}

}  // namespace
}  // namespace zusage::intake
