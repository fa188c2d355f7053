// SPDX-License-Identifier: Apache-2.0
#include "services/reader/ask_about_elements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <memory>

#include "services/reader/domain/chat_completion.h"
#include "services/strategy/want_suggestions.h"
#include "tests/support/world.h"

namespace zusage::reader {
namespace {

using strategy::WantSuggestionsOutput;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::World;

constexpr char kAtlas[] = "products/atlas";

// Says what it is told to, in turn, and the last of it for ever.
class FakeReader final : public SecondReader {
 public:
  const std::string& model() const override { return model_name; }
  const std::string& address() const override { return where; }
  std::string Compose(const Question& question) const override {
    return ComposeChat(model_name, question);
  }
  std::string Compose(const ElementQuestion& question) const override {
    return ComposeElementChat(model_name, question);
  }
  Reading Ask(const std::string&, const std::vector<Candidate>&) override { return {}; }
  ElementReading Ask(const std::string& message, const ElementQuestion& question) override {
    sent.push_back(message);
    asked.push_back(question.id);
    const ElementReading reading = answers.front();
    if (answers.size() > 1) answers.pop_front();
    return reading;
  }

  std::string model_name = "m-1";
  std::string where = "https://models.example.com/v1/chat/completions";
  std::deque<ElementReading> answers = {{.suggestions = {{"route map"}, {"Show tours."}}}};
  std::vector<std::string> sent;
  std::vector<std::string> asked;
};

class AskElementsTest : public ::testing::Test {
 protected:
  AskElementsTest() { SayInUse(); }

  void SayInUse() {
    EXPECT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) {
                      return storage::OpinionRepository::SayInUse(
                          unit.tx(), {.model = reader_.model_name,
                                      .address = reader_.where,
                                      .seen_time = world_.clock().Now()});
                    })
                    .ok());
  }
  WantSuggestionsOutput Want(const std::string& element = "T1") {
    const auto output = strategy::WantSuggestions(world_.store().store(), document_,
                                                  {kAtlas, element}, world_.clock().Now());
    EXPECT_TRUE(output.ok()) << output.status();
    return output.value_or(WantSuggestionsOutput{});
  }
  int Run(Budget budget = {}) {
    AskElements asking(world_.store().store(), world_.clock(), reader_, budget, absl::Minutes(1),
                       figures_);
    const absl::StatusOr<int> settled = asking.Run();
    EXPECT_TRUE(settled.ok()) << settled.status();
    return settled.value_or(-1);
  }
  std::vector<storage::ReaderCall> Calls() {
    std::vector<storage::ReaderCall> calls;
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      auto found = storage::OpinionRepository::CallsAbout(
                          tx, std::string(kAtlas) + "/elements/T1", 100);
                      if (found.ok()) calls = *found;
                      return found.status();
                    })
                    .ok());
    return calls;
  }
  strategy::Element& T1() {
    for (strategy::Element& element : document_.elements) {
      if (element.id == "T1") return element;
    }
    ADD_FAILURE();
    return document_.elements[0];
  }

  World world_;
  strategy::Strategy document_ = World::SampleStrategy();
  FakeReader reader_;
  ReaderFigures figures_;
};

TEST_F(AskElementsTest, WhatItSaysIsProposedAndWhatWasSentIsRecorded) {
  WantSuggestionsOutput wanted = Want();
  EXPECT_TRUE(wanted.progress.on);
  EXPECT_EQ(wanted.progress.waiting, 1);
  EXPECT_THAT(wanted.suggestions, IsEmpty());
  EXPECT_EQ(Run(), 1);
  wanted = Want();
  EXPECT_EQ(wanted.progress.given, 1);
  EXPECT_EQ(wanted.progress.waiting, 0);
  ASSERT_THAT(wanted.suggestions, SizeIs(2));
  EXPECT_EQ(wanted.suggestions[0].element, "T1");
  EXPECT_EQ(wanted.suggestions[0].source, alignment::ProposalSource::kSecondReader);
  EXPECT_EQ(wanted.suggestions[0].text, "route map");
  EXPECT_EQ(wanted.suggestions[1].kind, alignment::ProposalKind::kExample);
  ASSERT_THAT(Calls(), SizeIs(1));
  EXPECT_EQ(Calls()[0].message, reader_.sent.at(0));
  EXPECT_EQ(Calls()[0].outcome, Failure::kNone);
}

TEST_F(AskElementsTest, AnElementIsAskedAboutOnceAsLongAsItReadsTheSame) {
  Want();
  Run();
  Want();
  EXPECT_EQ(Run(), 0);
  T1().description += " And more.";
  EXPECT_EQ(Want().progress.waiting, 1);
  EXPECT_EQ(Run(), 1);
  EXPECT_THAT(Calls(), SizeIs(2));
  reader_.model_name = "m-2";
  SayInUse();
  EXPECT_EQ(Want().progress.waiting, 1) << "another model may know better";
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(Run(), 0);
}

TEST_F(AskElementsTest, ADraftThatChangedIsNotAskedAboutAsItWas) {
  Want();
  T1().title += " anew";
  Want();
  EXPECT_EQ(Run(), 1);
  EXPECT_THAT(reader_.sent, SizeIs(1));
}

TEST_F(AskElementsTest, GuardrailsAreNotAskedAbout) {
  Want("");
  Run();
  size_t others = 0;
  for (const strategy::Element& element : document_.elements) {
    if (element.kind != strategy::ElementKind::kGuardrail) ++others;
  }
  EXPECT_EQ(reader_.asked.size(), others);
}

TEST_F(AskElementsTest, WithoutAReaderNothingIsAwaited) {
  world_.clock().Advance(absl::Hours(1));
  const WantSuggestionsOutput wanted = Want();
  EXPECT_FALSE(wanted.progress.on);
  EXPECT_EQ(wanted.progress.waiting, 0);
  EXPECT_EQ(Run(), 0);
}

TEST_F(AskElementsTest, AWrongAnswerCountsAsNoneAndIsTriedAgainLater) {
  reader_.answers = {{.failure = Failure::kUnknownElement}};
  Want();
  EXPECT_EQ(Run(), 1);
  EXPECT_EQ(Want().progress.failed, 1);
  EXPECT_EQ(Want().progress.failure, Failure::kUnknownElement);
  EXPECT_THAT(Want().suggestions, IsEmpty());
  EXPECT_EQ(Run(), 0) << "it was paid for";
  world_.clock().Advance(absl::Minutes(11));
  SayInUse();
  EXPECT_EQ(Want().progress.waiting, 1);
  EXPECT_EQ(Run(), 1);
}

TEST_F(AskElementsTest, AReaderThatIsAwayIsAskedAgainButNotForEver) {
  reader_.answers = {{.failure = Failure::kUnreachable}};
  Want();
  for (int i = 0; i < 100 && Want().progress.failed == 0; ++i) {
    Run();
    world_.clock().Advance(absl::Minutes(5));
    SayInUse();
  }
  EXPECT_THAT(Calls(), SizeIs(kMostCalls));
}

TEST_F(AskElementsTest, TheBudgetIsThatOfTheProduct) {
  Want("");
  Run({.daily_calls = 2});
  EXPECT_THAT(reader_.sent, SizeIs(2));
  EXPECT_EQ(Run({.daily_calls = 2}), 0);
  world_.clock().Advance(absl::Hours(24));
  SayInUse();
  EXPECT_EQ(Run({.daily_calls = 2}), 2) << "what waits goes on tomorrow";
}

TEST_F(AskElementsTest, TwoProcessesAskOnce) {
  Want();
  AskElements other(world_.store().store(), world_.clock(), reader_, {}, absl::Minutes(1),
                    figures_);
  EXPECT_EQ(Run() + other.Run().value_or(-1), 1);
  EXPECT_THAT(reader_.sent, SizeIs(1));
}

}  // namespace
}  // namespace zusage::reader
