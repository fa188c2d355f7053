// SPDX-License-Identifier: Apache-2.0
#include "services/intake/add_evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/intake/domain/evidence.h"
#include "tests/unit/intake/evidence_world.h"

namespace zusage::intake {
namespace {

using alignment::Conversation;
using alignment::Verdict;
using ::testing::ElementsAre;
using testing::World;

class AddEvidenceTest : public ::testing::Test {
 protected:
  AddEvidenceTest() {
    Draft draft = World::SampleDraft();
    draft.evidence = {.pain = 2, .segment_share = 0.25, .conversations = {"Call in January"}};
    alignment::Assessment unclear = EvidenceWorld::Says(Verdict::kUnclear);
    unclear.findings = {
        {.kind = alignment::FindingKind::kMissingEvidence, .reason = "MISSING_WILLINGNESS_TO_PAY"}};
    name_ = world_.Submit(draft, unclear)->view.request.name;
  }

  AddEvidenceInput Input(alignment::Evidence evidence) {
    return {.name = name_, .etag = "", .evidence = std::move(evidence)};
  }
  Answer Checked(Verdict verdict = Verdict::kAligned) {
    return world_.Check(name_, EvidenceWorld::Says(verdict));
  }

  EvidenceWorld world_;
  std::string name_;
};

TEST_F(AddEvidenceTest, ValuesTakeThePlaceOfThoseBeforeAndConversationsAreAdded) {
  const int64_t before = world_.Load(name_)->head.head;
  const Conversation meeting{Conversation::Kind::kMeeting, Date(2026, 1, 12), "They showed us."};
  const auto added = world_.Add(Input({.pain = 4,
                                       .willingness_to_pay = 5000,
                                       .willingness_to_pay_currency = "EUR",
                                       .conversations = {"And again"},
                                       .logged_conversations = {meeting}}),
                                Checked());
  ASSERT_TRUE(added.ok()) << added.status();
  const auto read = world_.Load(name_);
  for (const storage::RequestView* view : {&added->view, &*read}) {
    const alignment::Evidence& evidence = view->request.evidence;
    EXPECT_EQ(evidence.pain, 4);
    EXPECT_EQ(evidence.segment_share, 0.25) << "what is not given stays";
    EXPECT_EQ(evidence.willingness_to_pay, 5000);
    EXPECT_EQ(evidence.willingness_to_pay_currency, "EUR");
    EXPECT_THAT(evidence.conversations, ElementsAre("Call in January", "And again"));
    EXPECT_THAT(evidence.logged_conversations, ElementsAre(meeting));
    EXPECT_GT(view->head.head, before);
  }
  EXPECT_EQ(world_.EvidenceAt(name_, before).pain, 2) << "as it was known then";
}

TEST_F(AddEvidenceTest, NewAssessmentIsRecordedWithWhatItSaysOtherwise) {
  const auto added = world_.Add(Input({.willingness_to_pay = 5000}), Checked());
  ASSERT_TRUE(added.ok()) << added.status();
  ASSERT_TRUE(added->change.has_value());
  EXPECT_EQ(added->change->verdict_before, Verdict::kUnclear);
  EXPECT_EQ(added->change->verdict, Verdict::kAligned);
  ASSERT_EQ(added->change->removed.size(), 1);
  EXPECT_EQ(added->change->removed[0].reason, "MISSING_WILLINGNESS_TO_PAY");
  EXPECT_EQ(world_.Load(name_)->assessment->verdict, Verdict::kAligned);
  EXPECT_EQ(added->guidance->advice, Advice::kWaitForDecision);
  EXPECT_FALSE(world_.WaitsForCheck(name_));
}

TEST_F(AddEvidenceTest, CheckIsAskedAboutTheRequestWithWhatIsToBeAdded) {
  std::optional<Question> question;
  ASSERT_TRUE(world_.store()
                  .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                    auto asked = AskAbout(tx, name_, {.pain = 5});
                    if (asked.ok()) question = *std::move(asked);
                    return asked.status();
                  })
                  .ok());
  ASSERT_TRUE(question.has_value());
  EXPECT_EQ(question->wish.evidence.pain, 5);
  EXPECT_EQ(question->wish.evidence.segment_share, 0.25);
  EXPECT_EQ(question->wish.customer_segment, "Retail");
  EXPECT_EQ(question->wish.name, name_) << "it is not like itself";
  EXPECT_EQ(question->head, world_.Load(name_)->head.head);
}

TEST_F(AddEvidenceTest, WhatWasAskedForBringsItBackIntoReview) {
  world_.AskForEvidence(name_);
  const auto added = world_.Add(Input({.pain = 3}), Checked());
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_EQ(added->view.head.state, State::kInReview);
}

TEST_F(AddEvidenceTest, AwayCheckLeavesItToLater) {
  const auto added = world_.Add(Input({.pain = 5}), world_.Away(name_));
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_FALSE(added->change.has_value());
  EXPECT_EQ(added->view.assessment->verdict, Verdict::kUnclear) << "the one before";
  EXPECT_TRUE(world_.WaitsForCheck(name_));
  EXPECT_EQ(added->view.routing.priority, 20 + 4 * 8) << "pain needs no check";
}

TEST_F(AddEvidenceTest, HigherPriorityIsRoutedToTheSameOwner) {
  const storage::RequestView before = *world_.Load(name_);
  const auto added = world_.Add(Input({.pain = 5}), Checked());
  ASSERT_TRUE(added.ok()) << added.status();
  const auto view = world_.Load(name_);
  EXPECT_EQ(view->routing.cause, RoutingCause::kReassessed);
  EXPECT_EQ(view->routing.owner, before.routing.owner);
  EXPECT_EQ(view->routing.due_time, before.routing.due_time);
  EXPECT_EQ(view->routing.priority, 20 + 4 * 8);
  EXPECT_EQ(view->head.priority, view->routing.priority) << "the queue follows";
}

TEST_F(AddEvidenceTest, SamePriorityIsNotRoutedAnew) {
  ASSERT_TRUE(world_.Add(Input({.segment_share = 0.5}), Checked()).ok());
  EXPECT_EQ(world_.Load(name_)->routing.cause, RoutingCause::kSubmitted);
}

TEST_F(AddEvidenceTest, WhatHappenedBetweenCheckAndTransactionHasItCheckedAgain) {
  const Answer outdated = Checked();
  ASSERT_TRUE(world_.Add(Input({.conversations = {"Meanwhile"}}), Checked()).ok());
  const int64_t head = world_.store().store().head().position;
  const auto refused = world_.Add(Input({.pain = 4}), outdated);
  EXPECT_TRUE(IsOutdated(refused.status())) << refused.status();
  EXPECT_EQ(world_.store().store().head().position, head) << "nothing is written";
  const auto added = world_.Add(Input({.pain = 4}), outdated, IfOutdated::kCheckLater);
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_FALSE(added->change.has_value());
  EXPECT_TRUE(world_.WaitsForCheck(name_));
}

TEST_F(AddEvidenceTest, NewerStrategyHasItCheckedAgain) {
  const Answer outdated = Checked();
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  EXPECT_TRUE(IsOutdated(world_.Add(Input({.pain = 4}), outdated).status()));
  const Answer current = world_.Check(name_, EvidenceWorld::Says(Verdict::kAligned, 2));
  EXPECT_TRUE(world_.Add(Input({.pain = 4}), current).ok());
}

TEST_F(AddEvidenceTest, AssessmentThatSaysTheSameIsNotRecordedAgain) {
  ASSERT_TRUE(world_.Add(Input({.conversations = {"One"}}), Checked()).ok());
  Answer same = Checked();
  same.assessment->known_position = 77;
  const auto added = world_.Add(Input({.conversations = {"Two"}}), same);
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_TRUE(added->change->added.empty());
  EXPECT_EQ(world_.store().Number("SELECT COUNT(*) FROM assessments"), 2);
}

TEST_F(AddEvidenceTest, EtagIsCheckedWhereItIsGiven) {
  AddEvidenceInput input = Input({.pain = 4});
  input.etag = EtagOf(name_, world_.Load(name_)->head.head);
  ASSERT_TRUE(world_.Add(input, Checked()).ok());
  const auto stale = world_.Add(input, Checked());
  EXPECT_EQ(ReasonOf(stale.status()), "ETAG_STALE");
  EXPECT_FALSE(IsOutdated(stale.status())) << "that is the caller's to know";
}

TEST_F(AddEvidenceTest, DecidedRequestTakesEvidenceForWhenItIsReopened) {
  ASSERT_TRUE(
      world_
          .Decide(World::Decision(*world_.Load(name_), review::Outcome::kDeclined), World::Petra())
          .ok());
  const auto added = world_.Add(Input({.pain = 5}), Answer{});
  ASSERT_TRUE(added.ok()) << added.status();
  EXPECT_EQ(added->view.head.state, State::kDecided);
  EXPECT_EQ(added->view.request.evidence.pain, 5);
  EXPECT_FALSE(added->guidance.has_value());
  EXPECT_FALSE(added->change.has_value());
  EXPECT_EQ(added->view.routing.cause, RoutingCause::kSubmitted) << "nobody is asked";
  EXPECT_TRUE(world_.WaitsForCheck(name_));
}

TEST_F(AddEvidenceTest, WithdrawnRequestTakesNone) {
  ASSERT_TRUE(world_.Withdraw(name_).ok());
  const auto refused = world_.Add(Input({.pain = 5}), Answer{});
  EXPECT_EQ(ReasonOf(refused.status()), "WRONG_STATE");
  EXPECT_NE(DetailsOf(refused.status())->english.find("WITHDRAWN"), std::string::npos);
}

TEST_F(AddEvidenceTest, MergedRequestSaysWhereToAddIt) {
  const std::string target = world_.Request().request.name;
  world_.Merge(name_, target);
  ASSERT_EQ(world_.Load(name_)->head.state, State::kMerged);
  const auto refused = world_.Add(Input({.pain = 5}), Answer{});
  EXPECT_EQ(ReasonOf(refused.status()), "REQUEST_MERGED");
  EXPECT_NE(DetailsOf(refused.status())->english.find(target), std::string::npos);
}

TEST_F(AddEvidenceTest, WhoAskedForWhatIsMergedIntoItCountsAsASimilarCustomer) {
  Draft draft = World::SampleDraft();
  draft.customer.display_name = "Fabrikam";
  const std::string fabrikam = world_.Submit(draft)->view.request.name;
  const std::string again = world_.Request().request.name;  // of the same customer as name_
  const int64_t before = world_.Load(name_)->head.head;
  world_.Merge(fabrikam, name_);
  world_.Merge(again, name_);
  EXPECT_EQ(world_.EvidenceAt(name_, storage::kNewest).similar_customers, 1);
  EXPECT_EQ(world_.EvidenceAt(name_, before).similar_customers, std::nullopt);
  ASSERT_TRUE(world_.Add(Input({.similar_customers = 3}), Checked()).ok());
  EXPECT_EQ(world_.EvidenceAt(name_, storage::kNewest).similar_customers, 3)
      << "whoever knows of more, counts more";
}

TEST_F(AddEvidenceTest, UnknownRequestIsNotFound) {
  AddEvidenceInput input = Input({.pain = 5});
  input.name = "products/atlas/changeRequests/nothing";
  EXPECT_EQ(world_.Add(input, Answer{}).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(AddEvidenceTest, NothingIsNoEvidence) {
  EXPECT_EQ(ReasonOf(world_.Add(Input({}), Checked()).status()), "NO_EVIDENCE");
}

TEST_F(AddEvidenceTest, ConversationOfTomorrowIsRefusedAndOneOfTodayIsNot) {
  // Today of the product, whose zone may be a day ahead.
  const Date today = DayOf(world_.clock().Now(), *ParseTimeZone("Europe/Berlin"));
  const auto on = [&](Date day) {
    alignment::Evidence evidence;
    evidence.logged_conversations = {{Conversation::Kind::kCall, day, "Said so."}};
    return world_.Add(Input(evidence), Checked());
  };
  const auto refused = on(today + 1);
  EXPECT_EQ(ReasonOf(refused.status()), "SAID_IN_FUTURE");
  EXPECT_EQ(DetailsOf(refused.status())->fields[0].field, "evidence.logged_conversations[0].date");
  EXPECT_TRUE(on(today).ok());
}

TEST_F(AddEvidenceTest, ConversationsHaveALimit) {
  const auto add = [&](size_t count) {
    return world_.Add(Input({.conversations = std::vector<std::string>(count, "Said so.")}),
                      Checked());
  };
  ASSERT_TRUE(add(kMaxConversations - 1).ok());
  const auto refused = add(1);
  EXPECT_EQ(ReasonOf(refused.status()), "TOO_MANY_CONVERSATIONS");
  EXPECT_NE(DetailsOf(refused.status())->english.find("200 conversations"), std::string::npos);
}

}  // namespace
}  // namespace zusage::intake
