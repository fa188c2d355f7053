// SPDX-License-Identifier: Apache-2.0
#include "services/intake/check_later.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using testing::World;

// A check that answers for the strategy version it is told, after refusing as often as it is told.
class FakeChecker final : public Checker {
 public:
  absl::StatusOr<alignment::Assessment> Check(const alignment::Wish& wish) override {
    if (refusals > 0) {
      --refusals;
      return absl::UnavailableError("away");
    }
    if (meanwhile != nullptr) meanwhile();
    if (wish.product == unknown_product) return absl::FailedPreconditionError("not known yet");
    if (wish.title == indigestible) return absl::InternalError("a defect");
    titles.push_back(wish.title);
    segments.push_back(wish.customer_segment);
    alignment::Assessment assessment;
    assessment.verdict = verdict;
    assessment.strategy_version = version;
    assessment.known_position = known_position;
    return assessment;
  }

  int refusals = 0;
  std::string unknown_product;
  std::string indigestible;
  std::function<void()> meanwhile;  // happens while the check is at work
  int version = 1;
  int64_t known_position = 0;
  alignment::Verdict verdict = alignment::Verdict::kUnclear;
  std::vector<std::string> titles;
  std::vector<std::string> segments;
};

class CheckWaitingTest : public ::testing::Test {
 protected:
  absl::StatusOr<int> Run() {
    return CheckWaiting(world_.store().store(), checker_, world_.clock(), "principals/zusage", 10);
  }

  // So many requests about `product`, submitted while the check was away.
  std::vector<std::string> Requests(int count, const std::string& product = "products/atlas") {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) {
      Draft draft = World::SampleDraft();
      draft.product = product;
      draft.title = "Wish " + std::to_string(i);
      names.push_back(world_.Submit(draft)->view.request.name);
    }
    return names;
  }

  State StateOf(const std::string& name) { return world_.Load(name)->head.state; }

  // Marks the request, as evidence does that came while the check was away.
  absl::Status Mark(const std::string& name) {
    return world_.store().store().WriteAndWait([&](storage::Unit& unit) {
      return storage::RequestRepository::MarkForRecheck(unit, name);
    });
  }

  World world_;
  FakeChecker checker_;
};

TEST_F(CheckWaitingTest, WaitingRequestsComeToBeInReview) {
  const storage::RequestView request = world_.Request();
  EXPECT_EQ(*Run(), 1);
  const auto view = world_.Load(request.request.name);
  EXPECT_EQ(view->head.state, State::kInReview);
  EXPECT_EQ(view->assessment->verdict, alignment::Verdict::kUnclear);
  EXPECT_GT(view->head.head, request.head.head) << "an assessment changes the etag";
  EXPECT_EQ(checker_.segments[0], "Retail");
  EXPECT_EQ(*Run(), 0) << "nothing waits any more";
}

TEST_F(CheckWaitingTest, AwayCheckChangesNothing) {
  const storage::RequestView request = world_.Request();
  checker_.refusals = 1;
  EXPECT_EQ(Run().status().code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(world_.Load(request.request.name)->head.state, State::kSubmitted);
  EXPECT_EQ(*Run(), 1);
}

TEST_F(CheckWaitingTest, AssessmentByAnOlderStrategyIsNotRecorded) {
  const storage::RequestView request = world_.Request();
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  EXPECT_EQ(*Run(), 0);
  EXPECT_EQ(world_.Load(request.request.name)->head.state, State::kSubmitted);
  checker_.version = 2;
  EXPECT_EQ(*Run(), 1);
}

TEST_F(CheckWaitingTest, DecidedRequestIsLeftAlone) {
  const storage::RequestView request = world_.Request();
  ASSERT_TRUE(
      world_.Decide(World::Decision(request, review::Outcome::kDeclined), World::Petra()).ok());
  EXPECT_EQ(*Run(), 0);
  EXPECT_TRUE(checker_.titles.empty());
}

TEST_F(CheckWaitingTest, MarkedRequestIsCheckedAgainOnce) {
  const std::string name = world_.Request().request.name;
  ASSERT_EQ(*Run(), 1);
  ASSERT_TRUE(Mark(name).ok());
  checker_.verdict = alignment::Verdict::kAligned;
  EXPECT_EQ(*Run(), 1);
  EXPECT_EQ(world_.Load(name)->assessment->verdict, alignment::Verdict::kAligned);
  EXPECT_EQ(*Run(), 0) << "it is marked no more";
}

TEST_F(CheckWaitingTest, AssessmentThatSaysTheSameIsNotRecordedAgain) {
  const std::string name = world_.Request().request.name;
  ASSERT_EQ(*Run(), 1);
  const int64_t head = world_.Load(name)->head.head;
  ASSERT_TRUE(Mark(name).ok());
  checker_.known_position = 70;
  EXPECT_EQ(*Run(), 1);
  EXPECT_EQ(world_.Load(name)->head.head, head) << "nothing happened to the request";
  EXPECT_EQ(*Run(), 0);
}

TEST_F(CheckWaitingTest, OpenRequestsOfAMarkedProductAreCheckedByTheNewStrategy) {
  const storage::RequestView open = world_.Request();
  const storage::RequestView decided = world_.Request();
  ASSERT_EQ(*Run(), 2);
  ASSERT_TRUE(
      world_
          .Decide(World::Decision(*world_.Load(decided.request.name), review::Outcome::kDeclined),
                  World::Petra())
          .ok());
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());
  ASSERT_TRUE(world_.store()
                  .store()
                  .WriteAndWait([&](storage::Unit& unit) {
                    return storage::RequestRepository::MarkProductForRecheck(unit,
                                                                             "products/atlas");
                  })
                  .ok());
  EXPECT_EQ(*Run(), 0) << "the check knows the version before";
  checker_.version = 2;
  EXPECT_EQ(*Run(), 1);
  EXPECT_EQ(world_.Load(open.request.name)->assessment->strategy_version, 2)
      << "it says the same, of another version";
  EXPECT_EQ(world_.Load(decided.request.name)->assessment->strategy_version, 1);
}

TEST_F(CheckWaitingTest, MoreThanOnePassTakesAreCheckedPassByPass) {
  const std::vector<std::string> names = Requests(23);
  EXPECT_EQ(*Run(), 10);
  EXPECT_EQ(*Run(), 10);
  EXPECT_EQ(*Run(), 3);
  EXPECT_EQ(*Run(), 0);
  for (const std::string& name : names) EXPECT_EQ(StateOf(name), State::kInReview);
  EXPECT_EQ(checker_.titles.size(), 23u) << "each once";
  EXPECT_EQ(checker_.titles.front(), "Wish 0") << "the oldest first";
}

TEST_F(CheckWaitingTest, ProductThatTheCheckDoesNotKnowHoldsUpNoOther) {
  strategy::Strategy another = World::SampleStrategy();
  another.product = "borea";
  ASSERT_TRUE(world_.Publish(another).ok());
  const std::vector<std::string> stuck = Requests(25, "products/borea");
  const std::vector<std::string> fine = Requests(3);
  checker_.unknown_product = "borea";
  EXPECT_EQ(*Run(), 3);
  for (const std::string& name : fine) EXPECT_EQ(StateOf(name), State::kInReview);
  EXPECT_EQ(StateOf(stuck.front()), State::kSubmitted);
  EXPECT_EQ(Run().status().code(), absl::StatusCode::kFailedPrecondition);
  checker_.unknown_product.clear();
  EXPECT_EQ(*Run(), 10);
}

TEST_F(CheckWaitingTest, ProductWhoseStrategyTheCheckDoesNotKnowYetHoldsUpNoOther) {
  strategy::Strategy another = World::SampleStrategy();
  another.product = "borea";
  ASSERT_TRUE(world_.Publish(another).ok());
  ASSERT_TRUE(world_.Publish(World::SampleStrategy()).ok());  // the second, and the check says 1
  const std::vector<std::string> stuck = Requests(25);
  const std::vector<std::string> fine = Requests(3, "products/borea");
  EXPECT_EQ(*Run(), 3);
  EXPECT_EQ(StateOf(fine.back()), State::kInReview);
  EXPECT_EQ(StateOf(stuck.front()), State::kSubmitted);
}

TEST_F(CheckWaitingTest, RequestThatTheCheckFailsOnHoldsUpNoOther) {
  const std::vector<std::string> names = Requests(4);
  checker_.indigestible = "Wish 1";
  EXPECT_EQ(*Run(), 3);
  EXPECT_EQ(StateOf(names[1]), State::kSubmitted);
  EXPECT_EQ(Run().status().code(), absl::StatusCode::kInternal);
}

TEST_F(CheckWaitingTest, MarkedRequestsAreCheckedThoughManyWaitThatNeverWere) {
  const std::string marked = world_.Request().request.name;
  ASSERT_EQ(*Run(), 1);
  ASSERT_TRUE(Mark(marked).ok());
  Requests(30);
  checker_.verdict = alignment::Verdict::kAligned;
  EXPECT_EQ(*Run(), 11);
  EXPECT_EQ(world_.Load(marked)->assessment->verdict, alignment::Verdict::kAligned);
}

TEST_F(CheckWaitingTest, RequestThatChangesWhileItIsCheckedIsCheckedAgain) {
  const std::string name = world_.Request().request.name;
  checker_.meanwhile = [&] {
    checker_.meanwhile = nullptr;
    ASSERT_TRUE(
        world_
            .Decide(World::Decision(*world_.Load(name), review::Outcome::kDeclined), World::Petra())
            .ok());
  };
  EXPECT_EQ(*Run(), 0);
  EXPECT_EQ(world_.Load(name)->assessment, nullptr);
}

// As two processes do that take the same page.
TEST_F(CheckWaitingTest, WhoComesSecondRecordsNothing) {
  const std::vector<std::string> names = Requests(5);
  FakeChecker other;
  checker_.meanwhile = [&] {
    checker_.meanwhile = nullptr;
    EXPECT_EQ(*CheckWaiting(world_.store().store(), other, world_.clock(), "principals/zusage", 10),
              5);
  };
  const int64_t before = world_.store().store().head().position;
  EXPECT_EQ(*Run(), 0);
  EXPECT_EQ(world_.store().store().head().position, before + 5);
}

TEST_F(CheckWaitingTest, MarkedRequestThatIsDecidedIsLeftAlone) {
  const std::string name = world_.Request().request.name;
  ASSERT_EQ(*Run(), 1);
  ASSERT_TRUE(
      world_.Decide(World::Decision(*world_.Load(name), review::Outcome::kDeclined), World::Petra())
          .ok());
  ASSERT_TRUE(Mark(name).ok());
  EXPECT_EQ(*Run(), 0);
}

}  // namespace
}  // namespace zusage::intake
