// SPDX-License-Identifier: Apache-2.0
#include "services/intake/withdraw_change_request.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/intake/evidence_world.h"

namespace zusage::intake {
namespace {

using testing::World;

class WithdrawChangeRequestTest : public ::testing::Test {
 protected:
  EvidenceWorld world_;
  const std::string name_ = world_.Request().request.name;
};

TEST_F(WithdrawChangeRequestTest, SubmitterTakesItBack) {
  const int64_t before = world_.Load(name_)->head.head;
  const auto withdrawn = world_.Withdraw(name_);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  const auto read = world_.Load(name_);
  for (const storage::RequestView* view : {&*withdrawn, &*read}) {
    EXPECT_EQ(view->head.state, State::kWithdrawn);
    EXPECT_EQ(view->withdraw_reason, "They bought elsewhere.");
    ASSERT_EQ(view->history.withdrawals.size(), 1);
    EXPECT_EQ(view->history.withdrawals[0].withdrawn_by, "principals/sofia");
    EXPECT_FALSE(review::WaitsAt(view->history, storage::kNewest));
    EXPECT_TRUE(review::WaitsAt(view->history, before)) << "until then it waited";
  }
}

TEST_F(WithdrawChangeRequestTest, WhoWaitsForEvidenceMayBeSparedIt) {
  world_.AskForEvidence(name_);
  EXPECT_TRUE(world_.Withdraw(name_).ok());
}

TEST_F(WithdrawChangeRequestTest, NobodyElseMay) {
  const auto refused = world_.Withdraw(name_, World::Petra());
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(ReasonOf(refused.status()), "NOT_YOUR_REQUEST");
  EXPECT_NE(DetailsOf(refused.status())->german.find("principals/sofia"), std::string::npos);
}

TEST_F(WithdrawChangeRequestTest, ToolMayOnBehalfOfTheSubmitter) {
  directory::Caller tool = World::Sofia();
  tool.principal = "principals/crm";
  EXPECT_EQ(ReasonOf(world_.Withdraw(name_, tool).status()), "NOT_YOUR_REQUEST");
  tool.on_behalf_of = "principals/sofia";
  const auto withdrawn = world_.Withdraw(name_, tool);
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_EQ(withdrawn->history.withdrawals[0].withdrawn_by, "principals/sofia");
}

TEST_F(WithdrawChangeRequestTest, SecondTimeIsRefused) {
  ASSERT_TRUE(world_.Withdraw(name_).ok());
  const auto refused = world_.Withdraw(name_);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused.status()), "WRONG_STATE");
}

TEST_F(WithdrawChangeRequestTest, DecidedRequestIsNotWithdrawn) {
  ASSERT_TRUE(
      world_
          .Decide(World::Decision(*world_.Load(name_), review::Outcome::kDeclined), World::Petra())
          .ok());
  EXPECT_EQ(ReasonOf(world_.Withdraw(name_).status()), "WRONG_STATE");
}

TEST_F(WithdrawChangeRequestTest, StaleEtagIsAborted) {
  const std::string etag = EtagOf(name_, world_.Load(name_)->head.head);
  ASSERT_TRUE(
      world_.Add({.name = name_, .etag = "", .evidence = {.pain = 4}}, world_.Away(name_)).ok());
  EXPECT_EQ(ReasonOf(world_.Withdraw(name_, World::Sofia(), etag).status()), "ETAG_STALE");
}

TEST_F(WithdrawChangeRequestTest, UnknownRequestIsNotFound) {
  const auto missing =
      world_.Withdraw("products/atlas/changeRequests/nothing", World::Sofia(), "any");
  EXPECT_EQ(missing.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::intake
