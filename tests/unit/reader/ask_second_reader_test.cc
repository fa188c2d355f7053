// SPDX-License-Identifier: Apache-2.0
#include "services/reader/ask_second_reader.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>

#include "absl/strings/match.h"
#include "services/intake/get_second_opinion.h"
#include "services/intake/get_second_reader.h"
#include "services/reader/domain/chat_completion.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"
#include "tests/support/world.h"

namespace zusage::reader {
namespace {

using alignment::Verdict;
using testing::World;

constexpr absl::Duration kDay = absl::Hours(24);

// A reader that says what it is told to, in turn, and the last of it for ever.
class FakeReader final : public SecondReader {
 public:
  const std::string& model() const override { return model_name; }
  const std::string& address() const override { return where; }
  std::string Compose(const Question& question) const override {
    return ComposeChat(model_name, question);
  }
  Reading Ask(const std::string& message, const std::vector<Candidate>& candidates) override {
    sent.push_back(message);
    if (meanwhile) meanwhile();
    const Reading reading = answers.front();
    if (answers.size() > 1) answers.pop_front();
    return reading;
  }

  std::string Compose(const ElementQuestion& question) const override {
    return ComposeElementChat(model_name, question);
  }
  ElementReading Ask(const std::string& message, const ElementQuestion& question) override {
    return {};  // see ask_about_elements_test.cc
  }

  std::string model_name = "m-1";
  std::string where = "https://models.example.com/v1/chat/completions";
  std::deque<Reading> answers = {
      {.opinion = {.verdict = Verdict::kConflicts, .elements = {"N1"}, .reason = "Accounts."}}};
  std::function<void()> meanwhile;
  std::vector<std::string> sent;
};

alignment::Assessment Aligned() {
  alignment::Assessment assessment;
  assessment.verdict = Verdict::kAligned;
  assessment.strategy_version = 1;
  assessment.elements = {{"T1", 1, .5}, {"C1", .5, .2}};
  return assessment;
}

class SecondReadingTest : public ::testing::Test {
 protected:
  SecondReading Reader(Budget budget = {}) {
    return {world_.store().store(), world_.clock(), reader_, budget, absl::Minutes(1), figures_};
  }
  int Run(Budget budget = {}) {
    const absl::StatusOr<int> settled = Reader(budget).Run();
    EXPECT_TRUE(settled.ok()) << settled.status();
    return settled.value_or(-1);
  }

  std::string Submit(const std::string& title = "Tours on a map") {
    intake::Draft draft = World::SampleDraft();
    draft.title = title;
    return world_.Submit(draft, Aligned())->view.request.name;
  }
  storage::RequestView View(const std::string& name) { return *world_.Load(name); }
  SecondOpinion OpinionOf(const std::string& name) {
    return View(name).second_opinion.value_or(SecondOpinion{});
  }
  intake::FoundSecondReader Status() {
    intake::FoundSecondReader found;
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      auto read =
                          intake::GetSecondReader(tx, "products/atlas", world_.clock().Now());
                      if (read.ok()) found = *read;
                      return read.status();
                    })
                    .ok());
    return found;
  }
  std::vector<storage::ReaderCall> Calls(const std::string& name) {
    std::vector<storage::ReaderCall> calls;
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      auto found = intake::GetSecondOpinion(tx, name);
                      if (found.ok()) calls = found->calls;
                      return found.status();
                    })
                    .ok());
    return calls;
  }
  void Assess(const std::string& name, const alignment::Assessment& assessment) {
    ASSERT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) -> absl::Status {
                      const auto head = storage::RequestRepository::GetHead(unit.tx(), name);
                      unit.Describe("CheckChangeRequest", {"principals/zusage", ""});
                      return storage::RequestRepository::AddAssessment(unit, *head, assessment);
                    })
                    .ok());
  }

  World world_;
  FakeReader reader_;
  ReaderFigures figures_;
};

TEST_F(SecondReadingTest, OpinionStandsBesideTheAssessmentAndChangesNothingOfIt) {
  const std::string name = Submit();
  const storage::RequestView before = View(name);
  EXPECT_FALSE(before.second_opinion.has_value());
  EXPECT_EQ(Run(), 1);
  const storage::RequestView after = View(name);
  EXPECT_EQ(after.head.head, before.head.head) << "no entry, no other etag";
  EXPECT_EQ(*after.assessment, *before.assessment);
  ASSERT_TRUE(after.second_opinion.has_value());
  EXPECT_EQ(after.second_opinion->state, State::kGiven);
  EXPECT_EQ(after.second_opinion->opinion, reader_.answers[0].opinion);
  EXPECT_EQ(after.second_opinion->model, "m-1");
  EXPECT_EQ(after.second_opinion->time, world_.clock().Now());
  EXPECT_EQ(Compare(after.second_opinion->opinion, *after.assessment), Agreement::kDiffers);
}

TEST_F(SecondReadingTest, RequestIsAskedAboutOnce) {
  Submit();
  EXPECT_EQ(Run(), 1);
  world_.clock().Advance(kDay);
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(reader_.sent.size(), 1u);
}

TEST_F(SecondReadingTest, RequestThatIsNotCheckedYetIsNotAskedAbout) {
  const std::string name = world_.Request().request.name;
  EXPECT_EQ(Run(), 0);
  Assess(name, Aligned());
  EXPECT_EQ(Run(), 1);
}

TEST_F(SecondReadingTest, NamesThatTheStoreKnowsAreNotSent) {
  ASSERT_TRUE(world_.store()
                  .Write([](storage::Unit& unit) {
                    unit.Describe("CreatePrincipal", {"principals/admin", ""});
                    return storage::PrincipalRepository::Record(
                        unit, {.name = "principals/sofia", .display_name = "Sofia Lindqvist"});
                  })
                  .ok());
  intake::Draft draft = World::SampleDraft();
  draft.title = "A map for Contoso";
  draft.wish =
      "Hi Petra,\nContoso's dispatcher (jim@contoso.example, +49 30 1234567) wants maps.\n"
      "Best regards\nSofia Lindqvist";
  draft.problem = "Sofia saw it.";
  ASSERT_TRUE(world_.Submit(draft, Aligned()).ok());
  EXPECT_EQ(Run(), 1);
  for (const char* personal : {"ontoso", "Sofia", "Lindqvist", "Petra", "jim", "1234567"}) {
    EXPECT_FALSE(absl::StrContains(reader_.sent[0], personal)) << personal;
  }
  EXPECT_TRUE(absl::StrContains(reader_.sent[0], "A map for [customer]"));
  EXPECT_TRUE(absl::StrContains(reader_.sent[0], "dispatcher ([mail], [phone]) wants maps."));
}

TEST_F(SecondReadingTest, WhatWasSentIsRecordedExactly) {
  const std::string name = Submit();
  Run();
  const std::vector<storage::ReaderCall> calls = Calls(name);
  ASSERT_EQ(calls.size(), 1u);
  EXPECT_EQ(calls[0].message, reader_.sent[0]);
  EXPECT_EQ(calls[0].address, reader_.where);
  EXPECT_EQ(calls[0].outcome, Failure::kNone);
}

TEST_F(SecondReadingTest, WhatIsSentIsRecordedBeforeItIsSent) {
  const std::string name = Submit();
  bool recorded = false;
  reader_.meanwhile = [&] {
    const std::vector<storage::ReaderCall> calls = Calls(name);
    recorded =
        calls.size() == 1 && calls[0].message == reader_.sent[0] && !calls[0].outcome.has_value();
  };
  Run();
  EXPECT_TRUE(recorded);
}

TEST_F(SecondReadingTest, SameQuestionIsNotAskedTwice) {
  Submit();
  EXPECT_EQ(Run(), 1);
  const std::string again = Submit();
  EXPECT_EQ(Run({.daily_calls = 1}), 1) << "which takes nothing of the budget";
  EXPECT_EQ(reader_.sent.size(), 1u);
  EXPECT_EQ(OpinionOf(again).opinion, reader_.answers[0].opinion);
  EXPECT_TRUE(OpinionOf(again).reused);
  EXPECT_EQ(figures_.reused, 1);
}

TEST_F(SecondReadingTest, AnotherTextOrModelIsAnotherQuestion) {
  Submit();
  Submit("Tours on a chart");
  EXPECT_EQ(Run(), 2);
  reader_.model_name = "m-2";
  Submit();
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(reader_.sent.size(), 3u);
}

TEST_F(SecondReadingTest, FailureIsNotReused) {
  reader_.answers = {{.failure = Failure::kMalformed}};
  Submit();
  Run();
  Submit();
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(reader_.sent.size(), 2u);
}

TEST_F(SecondReadingTest, AnswerThatIsLateOrWrongCountsAsNone) {
  for (const Failure failure :
       {Failure::kLate, Failure::kTooLarge, Failure::kMalformed, Failure::kUnknownVerdict,
        Failure::kUnknownElement, Failure::kDeclined}) {
    reader_.answers = {{.failure = failure}};
    const std::string name = Submit(std::string(NameOf(failure)));
    EXPECT_EQ(Run(), 1);
    EXPECT_EQ(OpinionOf(name).state, State::kNone);
    EXPECT_EQ(OpinionOf(name).failure, failure);
    EXPECT_EQ(Calls(name)[0].outcome, failure);
  }
  world_.clock().Advance(kDay);
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(figures_.none, 6);
}

TEST_F(SecondReadingTest, ReaderThatIsAwayIsAskedAgainLater) {
  reader_.answers = {{.failure = Failure::kUnreachable}, reader_.answers[0]};
  const std::string name = Submit();
  EXPECT_EQ(Run(), 0);
  EXPECT_EQ(OpinionOf(name).state, State::kWaiting);
  EXPECT_EQ(OpinionOf(name).failure, Failure::kUnreachable);
  EXPECT_EQ(Run(), 0) << "not at once";
  EXPECT_EQ(reader_.sent.size(), 1u);
  world_.clock().Advance(absl::Minutes(1));
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(OpinionOf(name).calls, 2);
}

TEST_F(SecondReadingTest, ReaderThatAsksForTimeGetsIt) {
  reader_.answers = {
      {.failure = Failure::kRefused, .http_status = 429, .retry_after = absl::Hours(2)},
      reader_.answers[0]};
  Submit();
  Run();
  world_.clock().Advance(absl::Minutes(119));
  EXPECT_EQ(Run(), 0);
  world_.clock().Advance(absl::Minutes(1));
  EXPECT_EQ(Run(), 1);
}

TEST_F(SecondReadingTest, ReaderThatStaysAwayIsGivenUp) {
  reader_.answers = {{.failure = Failure::kUnreachable}};
  const std::string name = Submit();
  for (int i = 0; i < 20; ++i) {
    Run();
    world_.clock().Advance(absl::Hours(1));
  }
  EXPECT_EQ(reader_.sent.size(), 8u);
  EXPECT_EQ(OpinionOf(name).state, State::kNone);
  EXPECT_EQ(OpinionOf(name).failure, Failure::kUnreachable);
}

TEST_F(SecondReadingTest, ReaderThatIsAwayIsNotAskedAboutAllThatWaits) {
  reader_.answers = {{.failure = Failure::kUnreachable}};
  for (int i = 0; i < 10; ++i) Submit("Wish " + std::to_string(i));
  Run();
  EXPECT_EQ(reader_.sent.size(), 3u);
}

TEST_F(SecondReadingTest, BudgetOfCallsEndsTheDay) {
  for (int i = 0; i < 5; ++i) Submit("Wish " + std::to_string(i));
  EXPECT_EQ(Run({.daily_calls = 2}), 2);
  EXPECT_EQ(Run({.daily_calls = 2}), 0);
  EXPECT_EQ(Status().today.calls, 2);
  EXPECT_EQ(Status().waiting, 3);
  EXPECT_EQ(figures_.over_budget, 1);
  world_.clock().Advance(kDay);
  EXPECT_EQ(Run({.daily_calls = 2}), 2);
  EXPECT_EQ(reader_.sent.size(), 4u);
}

TEST_F(SecondReadingTest, CallsThatFailTakeOfTheBudget) {
  reader_.answers = {{.failure = Failure::kUnreachable}};
  Submit();
  Run({.daily_calls = 1});
  world_.clock().Advance(absl::Minutes(5));
  Run({.daily_calls = 1});
  EXPECT_EQ(reader_.sent.size(), 1u);
}

TEST_F(SecondReadingTest, BudgetOfBytesIsNotExceeded) {
  Submit("Wish 1");
  Submit("Wish 2");
  Run();
  const auto bytes = static_cast<int64_t>(reader_.sent[0].size());
  EXPECT_EQ(Status().today.bytes, 2 * bytes);
  Submit("Wish 3");
  EXPECT_EQ(Run({.daily_bytes = 3 * bytes - 1}), 0);
  world_.clock().Advance(kDay);
  EXPECT_EQ(Run({.daily_bytes = 3 * bytes - 1}), 1);
}

TEST_F(SecondReadingTest, DecidedRequestIsNotAskedAbout) {
  const std::string name = Submit();
  ASSERT_TRUE(
      world_.Decide(World::Decision(View(name), review::Outcome::kDeclined), World::Petra()).ok());
  EXPECT_EQ(Run(), 0);
  EXPECT_TRUE(reader_.sent.empty());
}

TEST_F(SecondReadingTest, RequestDecidedWhileItWaitsIsDropped) {
  reader_.answers = {{.failure = Failure::kUnreachable}};
  const std::string name = Submit();
  Run();
  ASSERT_TRUE(
      world_.Decide(World::Decision(View(name), review::Outcome::kDeclined), World::Petra()).ok());
  world_.clock().Advance(kDay);
  Run();
  EXPECT_EQ(reader_.sent.size(), 1u);
  EXPECT_FALSE(View(name).second_opinion.has_value());
  EXPECT_EQ(Calls(name).size(), 1u) << "what was sent stays recorded";
}

TEST_F(SecondReadingTest, NewAssessmentGetsAnOpinionOfItsOwn) {
  const std::string name = Submit();
  Run();
  alignment::Assessment other = Aligned();
  other.elements = {{"R1", 1, .5}};
  Assess(name, other);
  EXPECT_FALSE(View(name).second_opinion.has_value()) << "that was about the one before";
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(OpinionOf(name).state, State::kGiven);
  EXPECT_EQ(reader_.sent.size(), 2u);
}

TEST_F(SecondReadingTest, NobodyElseAsksMeanwhile) {
  Submit();
  FakeReader another;
  reader_.meanwhile = [&] {
    ReaderFigures figures;
    SecondReading second(world_.store().store(), world_.clock(), another, {}, absl::Minutes(1),
                         figures);
    EXPECT_EQ(*second.Run(), 0);
  };
  EXPECT_EQ(Run(), 1);
  EXPECT_TRUE(another.sent.empty());
}

TEST_F(SecondReadingTest, CallWhoseProcessDiedIsMadeAgain) {
  const std::string name = Submit();
  reader_.meanwhile = [&] { throw 1; };
  EXPECT_ANY_THROW(Reader().Run().IgnoreError());
  reader_.meanwhile = nullptr;
  world_.clock().Advance(absl::Minutes(3));
  EXPECT_EQ(Run(), 1);
  ASSERT_EQ(Calls(name).size(), 2u);
  EXPECT_FALSE(Calls(name)[1].outcome.has_value()) << "what came of it nobody knows";
}

TEST_F(SecondReadingTest, ReaderIsOnAsLongAsItIsAsked) {
  EXPECT_FALSE(Status().on);
  Run();
  EXPECT_TRUE(Status().on);
  EXPECT_EQ(Status().reader->model, "m-1");
  EXPECT_EQ(Status().reader->daily_calls, 200);
  world_.clock().Advance(absl::Minutes(11));
  EXPECT_FALSE(Status().on);
}

TEST_F(SecondReadingTest, UnknownProductHasNoReader) {
  EXPECT_TRUE(absl::IsNotFound(world_.store().Read([&](storage::ReadTransaction& tx) {
    return intake::GetSecondReader(tx, "products/none", world_.clock().Now()).status();
  })));
}

}  // namespace
}  // namespace zusage::reader
