// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/learner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "services/base/errors.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

// A journal to learn from. Each stream gives pages of at most `page_size` entries, without those
// that teach nothing, and breaks off as scripted; without a script it goes on until the end, and
// then waits for Cancel().
class FakeSource final : public LearningSource {
 public:
  // Adds an entry with one plain fact, and what was written about it.
  void Add(const std::string& table, const std::string& row, const std::string& text = "") {
    journal::Entry& entry = journal_.emplace_back();
    entry.position = static_cast<int64_t>(journal_.size());
    entry.parts.push_back(
        {journal::Kind::kPlain, R"([{"fact":0,"row":)" + row + R"(,"table":")" + table + R"("}])"});
    if (text.empty()) return;
    entry.parts.push_back({journal::Kind::kFreeText, R"([{"fact":0,"row":)" + text + "}]"});
  }
  void AddStrategy(const std::string& product, int version) {
    Add("strategies",
        R"({"product":")" + product + R"(","version":)" + std::to_string(version) + "}");
  }
  void AddRequest(const std::string& name, const std::string& title) {
    Add("change_requests", R"({"name":")" + name + R"("})", R"({"title":")" + title + R"("})");
  }
  void AddDecision(const std::string& request, int outcome) {
    Add("decisions",
        R"({"outcome":)" + std::to_string(outcome) + R"(,"request":")" + request + R"("})");
  }
  void AddOther() { Add("promises", "{}"); }
  // Adds an entry of which nothing is left.
  void AddNothing() { journal_.emplace_back().position = static_cast<int64_t>(journal_.size()); }

  // The next stream ends after this many pages.
  void BreakAfterPages(int pages) { breaks_.push_back(pages); }
  // The next strategies asked for fail so.
  void FailStrategy(absl::Status status) { strategy_failures_.push_back(std::move(status)); }

  absl::Status Watch(int64_t position,
                     absl::FunctionRef<absl::Status(const journal::Page&)> take) override {
    starts.push_back(position);
    int pages = -1;  // without an end of its own
    if (!breaks_.empty()) {
      pages = breaks_.front();
      breaks_.pop_front();
    }
    const auto head = static_cast<int64_t>(journal_.size());
    do {
      if (pages-- == 0) return absl::UnavailableError("broke off");
      if (position + 1 == left_out) ++position;
      journal::Page page{
          .entries = {}, .after_position = position, .position = position, .head_position = head};
      for (; page.position < std::min(position + page_size, head); ++page.position) {
        const journal::Entry& entry = journal_[page.position];
        if (!entry.parts.empty()) page.entries.push_back(entry);
      }
      const absl::Status taken = take(page);
      if (!taken.ok()) return taken;
      position = page.position;
    } while (position < head);
    if (pages >= 0) return absl::UnavailableError("broke off");
    reached_end.Notify();
    cancelled_.WaitForNotification();
    return absl::CancelledError("cancelled");
  }

  absl::StatusOr<LearnedStrategy> GetStrategy(std::string_view product, int version) override {
    fetched.push_back(std::string(product) + "/" + std::to_string(version));
    if (!strategy_failures_.empty()) {
      absl::Status failure = std::move(strategy_failures_.front());
      strategy_failures_.pop_front();
      return failure;
    }
    LearnedStrategy strategy = AtlasStrategy(version);
    strategy.product = product;
    return strategy;
  }

  void Cancel() override {
    if (!cancelled_.HasBeenNotified()) cancelled_.Notify();
  }

  int64_t page_size = 100;
  int64_t left_out = 0;  // a position that no page covers; one where a page would begin
  std::vector<int64_t> starts;
  std::vector<std::string> fetched;
  absl::Notification reached_end;

 private:
  std::vector<journal::Entry> journal_;
  std::deque<int> breaks_;
  std::deque<absl::Status> strategy_failures_;
  absl::Notification cancelled_;
};

// Follows the whole journal once, and then breaks off.
absl::Status LearnAll(FakeSource& source, Knowledge& knowledge) {
  source.BreakAfterPages(1'000);
  return LearnFrom(source, knowledge);
}

// A publication, two requests, a decision on the first, and something else.
void TellStory(FakeSource& source) {
  source.AddStrategy(kAtlas, 1);
  source.AddRequest(kFirstRequest, "Install on premises");
  source.AddRequest(kSecondRequest, "DATEV export of invoices");
  source.AddDecision(kFirstRequest, 2);
  source.AddOther();
}

void ExpectStoryIsKnown(const Knowledge& knowledge) {
  EXPECT_EQ(knowledge.known_position(), 5);
  const auto atlas = knowledge.Get(kAtlas);
  ASSERT_TRUE(atlas.ok()) << atlas.status();
  EXPECT_EQ(atlas->strategy->version(), 1);
  EXPECT_EQ(atlas->past->size(), 2u);
  EXPECT_EQ(atlas->past->position(), 5);
  const SimilarAnswer similar = atlas->past->Similar("install on premises", 1);
  ASSERT_EQ(similar.requests.size(), 1u);
  EXPECT_EQ(similar.requests[0].outcome, "DECLINED");
}

TEST(LearnFromTest, EverythingInTheJournalIsLearned) {
  FakeSource source;
  TellStory(source);
  Knowledge knowledge;
  EXPECT_EQ(LearnAll(source, knowledge).code(), absl::StatusCode::kUnavailable);
  ExpectStoryIsKnown(knowledge);
}

TEST(LearnFromTest, EmptyJournalIsKnownAtOnce) {
  FakeSource source;
  Knowledge knowledge;
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  EXPECT_TRUE(knowledge.caught_up());
  EXPECT_EQ(knowledge.known_position(), 0);
}

TEST(LearnFromTest, InterruptedAnywhereItGoesOnWithoutGapsOrRepeats) {
  for (int pages = 0; pages <= 5; ++pages) {
    FakeSource source;
    source.page_size = 1;
    TellStory(source);
    source.BreakAfterPages(pages);
    Knowledge knowledge;
    EXPECT_FALSE(LearnFrom(source, knowledge).ok());
    EXPECT_EQ(knowledge.caught_up(), pages == 5);
    EXPECT_FALSE(LearnAll(source, knowledge).ok());
    ExpectStoryIsKnown(knowledge);
    EXPECT_EQ(source.starts, (std::vector<int64_t>{0, pages}));
    EXPECT_EQ(source.fetched, std::vector<std::string>{"products/atlas/1"});
  }
}

TEST(LearnFromTest, PageLeftOutEndsTheStreamBeforeAnythingBehindItIsKnown) {
  FakeSource source;
  source.page_size = 1;
  TellStory(source);
  source.left_out = 3;
  Knowledge knowledge;
  EXPECT_EQ(LearnAll(source, knowledge).code(), absl::StatusCode::kOutOfRange);
  EXPECT_EQ(knowledge.known_position(), 2);
  EXPECT_FALSE(knowledge.caught_up());
  source.left_out = 0;
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  ExpectStoryIsKnown(knowledge);
}

TEST(LearnFromTest, PositionsWithNothingToLearnAreKnownAll) {
  FakeSource source;
  source.AddNothing();
  source.AddStrategy(kAtlas, 1);
  source.AddNothing();
  source.AddNothing();
  Knowledge knowledge;
  EXPECT_EQ(LearnAll(source, knowledge).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(knowledge.known_position(), 4);
  EXPECT_EQ(knowledge.Get(kAtlas)->past->position(), 4);
}

TEST(LearnFromTest, WhileCatchingUpOnlyTheNewestVersionIsFetched) {
  FakeSource source;
  source.page_size = 1;
  for (int version = 1; version <= 3; ++version) source.AddStrategy(kAtlas, version);
  Knowledge knowledge;
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  EXPECT_EQ(source.fetched, std::vector<std::string>{"products/atlas/3"});
  source.AddStrategy(kAtlas, 4);
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  EXPECT_EQ(knowledge.Get(kAtlas)->strategy->version(), 4);
}

TEST(LearnFromTest, StrategyThatCannotBeFetchedNowIsFetchedLater) {
  FakeSource source;
  TellStory(source);
  source.FailStrategy(absl::UnavailableError("away"));
  Knowledge knowledge;
  EXPECT_EQ(LearnAll(source, knowledge).message(), "away");
  EXPECT_FALSE(knowledge.caught_up());
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  ExpectStoryIsKnown(knowledge);
}

TEST(LearnFromTest, StrategyThatDoesNotExistKeepsNothingElseFromBeingLearned) {
  FakeSource source;
  TellStory(source);
  source.AddStrategy("products/borealis", 1);
  source.FailStrategy(Error(kNotFound, {{"resource", "products/atlas/strategies/1"}}));
  Knowledge knowledge;
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  EXPECT_EQ(knowledge.Get(kAtlas).status().code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(knowledge.Get("products/borealis").ok());
}

TEST(LearnFromTest, UnreadableEntryKeepsNothingElseFromBeingLearned) {
  FakeSource source;
  source.Add("change_requests", "no json");
  source.AddStrategy(kAtlas, 1);
  Knowledge knowledge;
  EXPECT_FALSE(LearnAll(source, knowledge).ok());
  EXPECT_EQ(knowledge.known_position(), 2);
  EXPECT_TRUE(knowledge.Get(kAtlas).ok());
}

TEST(LearnerTest, BrokenStreamsAreTakenUpAgainUntilTheEndIsReached) {
  FakeSource source;
  source.page_size = 2;
  TellStory(source);
  for (const int pages : {0, 1, 0, 1}) source.BreakAfterPages(pages);
  Knowledge knowledge;
  {
    Learner learner(source, knowledge, {absl::ZeroDuration(), absl::ZeroDuration()});
    source.reached_end.WaitForNotification();
  }
  ExpectStoryIsKnown(knowledge);
  EXPECT_EQ(source.starts, (std::vector<int64_t>{0, 0, 2, 2, 4}));
}

TEST(LearnerTest, EndsWhileItWaitsToTryAgain) {
  FakeSource source;
  source.BreakAfterPages(0);
  Knowledge knowledge;
  Learner learner(source, knowledge, {absl::InfiniteDuration(), absl::InfiniteDuration()});
}

}  // namespace
}  // namespace zusage::alignment
