// SPDX-License-Identifier: Apache-2.0
#include "services/intake/submit_change_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using ::testing::ElementsAre;
using testing::World;

alignment::Assessment AsIs(int strategy_version) {
  alignment::Assessment assessment;
  assessment.verdict = alignment::Verdict::kAsIs;
  assessment.firm = true;
  assessment.elements = {{.element = "C1", .score = 1, .probability = 0.9}};
  assessment.strategy_version = strategy_version;
  return assessment;
}

class SubmitChangeRequestTest : public ::testing::Test {
 protected:
  World world_;
};

TEST_F(SubmitChangeRequestTest, CheckedWishIsInReviewAndReadBackAsAnswered) {
  Draft draft = World::SampleDraft();
  draft.problem = "Dispatchers keep tours in their heads.";
  draft.evidence = {.pain = 4, .frequency_per_month = 20, .conversations = {"Call, 12 January"}};
  draft.wanted_by = Date(2026, 9, 30);
  draft.deal = {.reference = "OPP-1",
                .stage = directory::DealStage::kProposal,
                .amount = Money{"EUR", 90000}};
  const auto submitted = world_.Submit(draft, AsIs(1));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  const auto read = world_.Load(submitted->view.request.name);
  ASSERT_TRUE(read.ok()) << read.status();
  for (const storage::RequestView* view : {&submitted->view, &*read}) {
    EXPECT_EQ(view->head.state, State::kInReview);
    EXPECT_EQ(view->request.title, "Tours on a map");
    EXPECT_EQ(view->request.problem, draft.problem);
    EXPECT_EQ(view->request.evidence.pain, 4);
    EXPECT_THAT(view->request.evidence.conversations, ElementsAre("Call, 12 January"));
    EXPECT_EQ(view->request.wanted_by, Date(2026, 9, 30));
    EXPECT_EQ(view->request.submitter, "principals/sofia");
    EXPECT_TRUE(view->request.customer.starts_with("customers/"));
    EXPECT_TRUE(view->request.deal.starts_with(view->request.customer + "/deals/"));
    EXPECT_THAT(view->history.items,
                ElementsAre(Item{"1", "Map of tours"}, Item{"2", "Live position"}));
    EXPECT_EQ(view->assessment->elements[0].element, "C1");
    EXPECT_EQ(view->head.head, submitted->view.head.head);
  }
  EXPECT_EQ(submitted->guidance.advice, Advice::kShowIt);
}

TEST_F(SubmitChangeRequestTest, ConversationOfTomorrowIsRefused) {
  Draft draft = World::SampleDraft();
  draft.evidence.logged_conversations = {{.kind = alignment::Conversation::Kind::kCall,
                                          .date = Date(2099, 1, 1),
                                          .text = "They will say so."}};
  const auto refused = world_.Submit(draft, AsIs(1));
  EXPECT_EQ(ReasonOf(refused.status()), "SAID_IN_FUTURE");
  EXPECT_EQ(DetailsOf(refused.status())->fields[0].field,
            "change_request.evidence.logged_conversations[0].date");
}

TEST_F(SubmitChangeRequestTest, UncheckedWishIsSubmitted) {
  const auto submitted = world_.Submit(World::SampleDraft());
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->view.head.state, State::kSubmitted);
  EXPECT_EQ(submitted->guidance.advice, Advice::kWaitForDecision);
  EXPECT_FALSE(world_.Load(submitted->view.request.name)->assessment != nullptr);
}

TEST_F(SubmitChangeRequestTest, AssessmentByAnOlderStrategyIsDropped) {
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  const auto submitted = world_.Submit(World::SampleDraft(), AsIs(1));
  ASSERT_TRUE(submitted.ok()) << submitted.status();
  EXPECT_EQ(submitted->view.head.state, State::kSubmitted);
  EXPECT_EQ(submitted->view.assessment, nullptr);
}

TEST_F(SubmitChangeRequestTest, AssessmentByAnOlderStrategyIsRefusedWhereItCanBeMadeAgain) {
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  const int64_t before = world_.store().store().head().position;
  const auto assessment = std::make_shared<const alignment::EncodedAssessment>(AsIs(1));
  const absl::Status refused = world_.store().Write([&](storage::Unit& unit) {
    return SubmitChangeRequest(unit, World::Sofia(), World::SampleDraft(), assessment,
                               IfOutdated::kRefuse, world_.store().random())
        .status();
  });
  EXPECT_EQ(refused.code(), absl::StatusCode::kAborted);
  EXPECT_EQ(world_.store().store().head().position, before);
}

// A retry gets the first answer, derived from facts alone.
TEST_F(SubmitChangeRequestTest, SubmissionIsRetoldAsItWasWhateverCameLater) {
  const auto checked = world_.Submit(World::SampleDraft(), AsIs(1));
  const auto unchecked = world_.Submit(World::SampleDraft());
  ASSERT_TRUE(checked.ok() && unchecked.ok());
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  ASSERT_TRUE(
      world_.Decide(World::Decision(checked->view, review::Outcome::kDeclined), World::Paula())
          .ok());
  for (const auto* first : {&*checked, &*unchecked}) {
    absl::StatusOr<SubmittedChangeRequest> again;
    ASSERT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      again = RetellSubmission(tx, first->view.head.head);
                      return again.status();
                    })
                    .ok());
    const storage::RequestView& told = first->view;
    const storage::RequestView& retold = again->view;
    EXPECT_EQ(retold.request.name, told.request.name);
    EXPECT_EQ(retold.request.wish, told.request.wish);
    EXPECT_EQ(retold.request.deal, told.request.deal);
    EXPECT_EQ(retold.request.create_time, told.request.create_time);
    EXPECT_EQ(retold.head.state, told.head.state);
    EXPECT_EQ(retold.head.head, told.head.head);
    EXPECT_EQ(retold.routing.owner, told.routing.owner);
    EXPECT_EQ(retold.routing.due_time, told.routing.due_time);
    EXPECT_EQ(retold.routing.priority_reasons, told.routing.priority_reasons);
    EXPECT_EQ(retold.history.items, told.history.items);
    EXPECT_FALSE(retold.history.decided());
    ASSERT_EQ(retold.assessment != nullptr, told.assessment != nullptr);
    if (told.assessment != nullptr) {
      EXPECT_EQ(*retold.assessment, *told.assessment);
    }
    EXPECT_EQ(again->guidance.advice, first->guidance.advice);
    EXPECT_EQ(again->guidance.german, first->guidance.german);
  }
}

TEST_F(SubmitChangeRequestTest, EntryWithoutARequestHasNoSubmission) {
  absl::Status status;
  ASSERT_TRUE(world_.store()
                  .Read([&](storage::ReadTransaction& tx) {
                    status = RetellSubmission(tx, 1).status();
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
}

TEST_F(SubmitChangeRequestTest, OwnerOfTheCitedElementsAreaDecides) {
  const auto submitted = world_.Submit(World::SampleDraft(), AsIs(1));
  EXPECT_EQ(submitted->view.routing.owner, "principals/paula");
  EXPECT_EQ(world_.Submit(World::SampleDraft())->view.routing.owner, "principals/petra");
}

TEST_F(SubmitChangeRequestTest, TitleIsTheOneItemIfNoneAreGiven) {
  Draft draft = World::SampleDraft();
  draft.items.clear();
  EXPECT_THAT(world_.Submit(draft)->view.history.items, ElementsAre(Item{"1", "Tours on a map"}));
}

TEST_F(SubmitChangeRequestTest, SameCustomerInAnotherUnicodeFormIsTheSame) {
  Draft composed = World::SampleDraft();
  composed.customer.display_name = "M\u00fcller AG";
  Draft decomposed = World::SampleDraft();
  decomposed.customer.display_name = "Mu\u0308ller  AG";
  EXPECT_EQ(world_.Submit(composed)->view.request.customer,
            world_.Submit(decomposed)->view.request.customer);
}

TEST_F(SubmitChangeRequestTest, UnknownProductIsNotFoundAndLeavesNothing) {
  const int64_t before = world_.store().store().head().position;
  Draft draft = World::SampleDraft();
  draft.product = "products/nothing";
  EXPECT_EQ(world_.Submit(draft).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(world_.store().store().head().position, before);
}

TEST_F(SubmitChangeRequestTest, UnknownCustomerIsNamedByItsField) {
  Draft draft = World::SampleDraft();
  draft.customer = {.name = "customers/nobody"};
  const auto submitted = world_.Submit(draft);
  ASSERT_FALSE(submitted.ok());
  const auto details = DetailsOf(submitted.status());
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->fields[0].field, "change_request.customer.name");
}

}  // namespace
}  // namespace zusage::intake
