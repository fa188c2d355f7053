// SPDX-License-Identifier: Apache-2.0
#include "services/review/ask_for_evidence.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

TEST(AskForEvidenceTest, RequestNeedsEvidenceAndIsDueAsBefore) {
  ReviewWorld world;
  const storage::RequestView request = world.RequestOf("Contoso");
  const auto asked = world.Ask(request);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->head.state, intake::State::kNeedsEvidence);
  EXPECT_EQ(asked->evidence_question, "How many tours?");
  EXPECT_EQ(asked->history.evidence_questions[0].asked_by, "principals/petra");
  EXPECT_EQ(asked->head.due_time, request.head.due_time);
}

TEST(AskForEvidenceTest, TheLastQuestionCounts) {
  ReviewWorld world;
  const storage::RequestView request = world.RequestOf("Contoso");
  ASSERT_TRUE(world.Ask(request).ok());
  const auto again = world.Ask(request);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->history.evidence_questions.size(), 2u);
}

// What product managers do, in every state of a request.
TEST(RequestStateByOperationTest, EachIsRefusedExactlyWhereTheStatesSaySo) {
  using intake::Event;
  using intake::State;
  for (State state : {State::kSubmitted, State::kNeedsEvidence, State::kDecided, State::kWithdrawn,
                      State::kMerged}) {
    for (Event event : {Event::kEvidenceAsked, Event::kDecided, Event::kMerged, Event::kReopened}) {
      ReviewWorld world;
      const storage::RequestView other = world.RequestOf("Other");
      storage::RequestView view = world.RequestOf("Contoso");
      if (state == State::kNeedsEvidence) {
        ASSERT_TRUE(world.Ask(view).ok());
      }
      if (state == State::kDecided) {
        ASSERT_TRUE(world.Decide(World::Decision(view, Outcome::kDeclined), World::Petra()).ok());
      }
      if (state == State::kWithdrawn) {
        ASSERT_TRUE(world.Withdraw(view).ok());
      }
      if (state == State::kMerged) {
        ASSERT_TRUE(world.Merge(view, other).ok());
      }
      view = *world.Load(view.request.name);
      ASSERT_EQ(view.head.state, state);
      absl::Status status;
      if (event == Event::kEvidenceAsked) status = world.Ask(view).status();
      if (event == Event::kDecided) {
        status = world.Decide(World::Decision(view, Outcome::kDeferred), World::Petra()).status();
      }
      if (event == Event::kMerged) status = world.Merge(view, other).status();
      if (event == Event::kReopened) status = world.Reopen(view).status();
      const std::optional<State> next = intake::Next(state, event);
      const std::string what =
          std::string(intake::NameOf(state)) + " " + std::to_string(static_cast<int>(event));
      if (next.has_value()) {
        EXPECT_TRUE(status.ok()) << what << ": " << status;
        EXPECT_EQ(world.Load(view.request.name)->head.state, *next) << what;
      } else {
        EXPECT_EQ(ReasonOf(status), "WRONG_STATE") << what;
      }
      const bool open = intake::IsOpen(world.Load(view.request.name)->head.state);
      EXPECT_EQ(world.Assign(view, "principals/paula").ok(), open) << what;
    }
  }
}

}  // namespace
}  // namespace zusage::review
