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
    assessment.verdict = alignment::Verdict::kUnclear;
    assessment.strategy_version = version;
    return assessment;
  }

  int refusals = 0;
  int version = 1;
  std::vector<std::string> titles;
  std::vector<std::string> segments;
};

class CheckWaitingTest : public ::testing::Test {
 protected:
  absl::StatusOr<int> Run() {
    return CheckWaiting(world_.store().store(), checker_, "principals/zusage", 10);
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

}  // namespace
}  // namespace zusage::intake
