// SPDX-License-Identifier: Apache-2.0
#include "services/review/decide_change_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/support/world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using testing::World;

class DecideChangeRequestTest : public ::testing::Test {
 protected:
  World world_;
  storage::RequestView request_ = world_.Request();
};

TEST_F(DecideChangeRequestTest, ApprovalIsInForceAndTheRequestDecided) {
  const auto decided = world_.Decide(World::Decision(request_, Outcome::kApproved), World::Petra());
  ASSERT_TRUE(decided.ok()) << decided.status();
  EXPECT_EQ(decided->head.state, intake::State::kDecided);
  EXPECT_EQ(decided->head.outcome, Outcome::kApproved);
  ASSERT_EQ(decided->history.decisions.size(), 1u);
  const Decision& decision = decided->history.decisions[0];
  EXPECT_EQ(decision.decider, "principals/petra");
  EXPECT_TRUE(decision.approval->name.starts_with("products/atlas/approvals/"));
  EXPECT_THAT(decision.approval->customers.customers, ElementsAre(request_.request.customer));
  EXPECT_GT(decided->head.head, request_.head.head);
}

TEST_F(DecideChangeRequestTest, EveryOutcomeButDuplicateIsRecordedAndReadBack) {
  for (Outcome outcome : {Outcome::kApproved, Outcome::kDeclined, Outcome::kDeferred,
                          Outcome::kAsIs, Outcome::kServices}) {
    const storage::RequestView request = world_.Request();
    ASSERT_TRUE(world_.Decide(World::Decision(request, outcome), World::Petra()).ok());
    const auto view = world_.Load(request.request.name);
    ASSERT_TRUE(view.ok()) << view.status();
    EXPECT_EQ(view->history.decisions.back().outcome, outcome);
    EXPECT_EQ(view->history.decisions.back().reason, "Because it fits.");
  }
}

TEST_F(DecideChangeRequestTest, StaleEtagIsAborted) {
  DecideChangeRequestInput input = World::Decision(request_, Outcome::kDeclined);
  ASSERT_TRUE(world_.Decide(input, World::Petra()).ok());
  const auto again = world_.Decide(input, World::Petra());
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(again.status()), "ETAG_STALE");
}

TEST_F(DecideChangeRequestTest, DecidedRequestIsNotDecidedAgain) {
  ASSERT_TRUE(world_.Decide(World::Decision(request_, Outcome::kDeclined), World::Petra()).ok());
  const auto read = world_.Load(request_.request.name);
  const auto again = world_.Decide(World::Decision(*read, Outcome::kApproved), World::Petra());
  EXPECT_EQ(again.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(again.status()), "WRONG_STATE");
}

TEST_F(DecideChangeRequestTest, NobodyDecidesOnTheirOwnRequest) {
  directory::Caller sofia = World::Sofia();
  sofia.grants.push_back({directory::Role::kProductManager, "products/atlas"});
  const auto decided = world_.Decide(World::Decision(request_, Outcome::kApproved), sofia);
  EXPECT_EQ(decided.status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(decided.status()), "OWN_REQUEST");
}

TEST_F(DecideChangeRequestTest, NobodyDecidesOnTheirOwnRequestThroughSomebodyElse) {
  directory::Caller tool = World::Petra();
  tool.principal = "principals/sofia";
  tool.on_behalf_of = "principals/petra";
  const auto decided = world_.Decide(World::Decision(request_, Outcome::kApproved), tool);
  EXPECT_EQ(ReasonOf(decided.status()), "OWN_REQUEST");
}

TEST_F(DecideChangeRequestTest, UnknownRequestIsNotFound) {
  DecideChangeRequestInput input = World::Decision(request_, Outcome::kDeclined);
  input.name += "X";
  EXPECT_EQ(world_.Decide(input, World::Petra()).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(DecideChangeRequestTest, UnknownCustomerInTheTermsIsRefusedByPlace) {
  DecideChangeRequestInput input = World::Decision(request_, Outcome::kApproved);
  input.decision.approval =
      Approval{.customers = {.customers = {request_.request.customer, "customers/nobody"}}};
  input.decision.customers_given = true;
  const auto decided = world_.Decide(input, World::Petra());
  EXPECT_EQ(ReasonOf(decided.status()), "UNKNOWN_CUSTOMER");
  EXPECT_EQ(DetailsOf(decided.status())->fields[0].field, "approval.customers.customers[1]");
}

TEST_F(DecideChangeRequestTest, RefusedDecisionLeavesNothingBehind) {
  const int64_t before = world_.store().store().head().position;
  DecideChangeRequestInput input = World::Decision(request_, Outcome::kApproved);
  input.decision.approval = Approval{.included = {"9"}};
  ASSERT_FALSE(world_.Decide(input, World::Petra()).ok());
  EXPECT_EQ(world_.store().store().head().position, before);
  EXPECT_EQ(world_.Load(request_.request.name)->head.state, intake::State::kSubmitted);
}

}  // namespace
}  // namespace zusage::review
