// SPDX-License-Identifier: Apache-2.0
#include "services/intake/check_later.h"

#include <gtest/gtest.h>

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
    titles.push_back(wish.title);
    segments.push_back(wish.customer_segment);
    alignment::Assessment assessment;
    assessment.verdict = verdict;
    assessment.strategy_version = version;
    assessment.known_position = known_position;
    return assessment;
  }

  int refusals = 0;
  int version = 1;
  int64_t known_position = 0;
  alignment::Verdict verdict = alignment::Verdict::kUnclear;
  std::vector<std::string> titles;
  std::vector<std::string> segments;
};

class CheckWaitingTest : public ::testing::Test {
 protected:
  absl::StatusOr<int> Run() {
    return CheckWaiting(world_.store().store(), checker_, "principals/zusage", 10);
  }

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
