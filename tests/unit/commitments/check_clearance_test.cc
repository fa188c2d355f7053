// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/check_clearance.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class CheckClearanceTest : public ::testing::Test {
 protected:
  CheckClearanceTest() : request_(world_.Request()), item_(PromiseWorld::ItemOf(request_)) {}

  CheckClearanceInput About(const std::string& item) {
    return {.product = testing::kProduct, .customer = testing::kAcme, .item = item};
  }
  Standing StandingFor(const CheckClearanceInput& input) {
    const absl::StatusOr<CheckedClearance> checked = world_.Clear(input);
    return checked.ok() ? checked->answer.standing.standing : Standing::kUnspecified;
  }

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
};

TEST_F(CheckClearanceTest, SaysHowAPromiseMadeNowWouldStand) {
  EXPECT_EQ(StandingFor(About(item_)), Standing::kPending);
  const std::string approval = world_.Approve(request_);
  const absl::StatusOr<CheckedClearance> cleared = world_.Clear(About(item_));
  EXPECT_TRUE(cleared->answer.may_promise());
  EXPECT_EQ(cleared->answer.allowance->name, approval);
  EXPECT_EQ(cleared->known_position, world_.world().store().store().head().position);
  world_.Revoke(request_, approval);
  EXPECT_EQ(StandingFor(About(item_)), Standing::kAgainstDecision);
}

TEST_F(CheckClearanceTest, AgreesWithThePromiseThatIsRecordedNext) {
  for (review::Outcome outcome :
       {review::Outcome::kApproved, review::Outcome::kDeclined, review::Outcome::kDeferred,
        review::Outcome::kAsIs, review::Outcome::kServices}) {
    const std::string request = world_.Request();
    world_.Decide(request, outcome);
    for (int item : {1, 2}) {
      const std::string name = PromiseWorld::ItemOf(request, item);
      EXPECT_EQ(StandingFor(About(name)), world_.Record(PromiseWorld::ToAcme(name)).when_made)
          << static_cast<int>(outcome);
    }
  }
}

TEST_F(CheckClearanceTest, CustomerSegmentIsTheOneNow) {
  world_.Decide(request_, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .customers = {.kind = review::CustomerScope::Kind::kSegment,
                                               .segment = "Banks"}});
  CheckClearanceInput input = About(item_);
  EXPECT_EQ(StandingFor(input), Standing::kExceeds);
  input.customer = testing::kBolt;
  EXPECT_EQ(StandingFor(input), Standing::kCovered);
}

TEST_F(CheckClearanceTest, WordsProposeItemsAndAreNeverCleared) {
  CheckClearanceInput input = About("");
  input.words = "a map of tours";
  input.meanings = {{request_, 0.8},
                    {testing::kCapability, 0.5},
                    {"products/atlas/elements/N1", 0.4},
                    {"products/atlas/changeRequests/none", 0.3}};
  const absl::StatusOr<CheckedClearance> checked = world_.Clear(input);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_FALSE(checked->answer.may_promise());
  ASSERT_EQ(checked->proposals.size(), 3u);
  EXPECT_EQ(checked->proposals[0].item, item_);
  EXPECT_EQ(checked->proposals[0].text, "Map of tours");
  EXPECT_EQ(checked->proposals[1].item, PromiseWorld::ItemOf(request_, 2));
  EXPECT_EQ(checked->proposals[2].item, testing::kCapability);
  EXPECT_EQ(checked->proposals[2].text, "Export tours as CSV");
}

TEST_F(CheckClearanceTest, WordsWithoutTheCheckHaveNoProposals) {
  CheckClearanceInput input = About("");
  input.words = "a map of tours";
  const absl::StatusOr<CheckedClearance> checked = world_.Clear(input);
  ASSERT_TRUE(checked.ok()) << checked.status();
  EXPECT_TRUE(checked->proposals.empty());
}

TEST_F(CheckClearanceTest, ExactlyOneOfItemAndWords) {
  EXPECT_EQ(ReasonOf(world_.Clear(About("")).status()), "ITEM_OR_WORDS");
  CheckClearanceInput both = About(item_);
  both.words = "words";
  EXPECT_EQ(ReasonOf(world_.Clear(both).status()), "ITEM_OR_WORDS");
}

TEST_F(CheckClearanceTest, UnknownNamesAreNotFound) {
  CheckClearanceInput input = About(item_);
  input.customer = "customers/none";
  EXPECT_EQ(ReasonOf(world_.Clear(input).status()), "NOT_FOUND");
  input = About(item_);
  input.product = "products/none";
  EXPECT_EQ(ReasonOf(world_.Clear(input).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonOf(world_.Clear(About("products/atlas/elements/X")).status()), "NOT_FOUND");
}

}  // namespace
}  // namespace zusage::commitments
