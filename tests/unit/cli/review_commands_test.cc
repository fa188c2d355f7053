// SPDX-License-Identifier: Apache-2.0
// What product managers type beside deciding, against a server that records what reaches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;

constexpr char kName[] = "products/atlas/changeRequests/01J";
constexpr char kOther[] = "products/atlas/changeRequests/01K";
constexpr char kApproval[] = "products/atlas/approvals/01J";

struct FakeReviews : review::v1::ReviewService::Service {
  ZUSAGE_RECORDED(DecideChangeRequest, review::v1::DecideChangeRequestRequest,
                  type::v1::ChangeRequest)
  ZUSAGE_RECORDED(AssignReview, review::v1::AssignReviewRequest, type::v1::ChangeRequest)
  ZUSAGE_RECORDED(AskForEvidence, review::v1::AskForEvidenceRequest, type::v1::ChangeRequest)
  ZUSAGE_RECORDED(MergeChangeRequests, review::v1::MergeChangeRequestsRequest,
                  review::v1::MergeChangeRequestsResponse)
  ZUSAGE_RECORDED(ReopenChangeRequest, review::v1::ReopenChangeRequestRequest,
                  type::v1::ChangeRequest)
  ZUSAGE_RECORDED(SetConditionState, review::v1::SetConditionStateRequest,
                  review::v1::SetConditionStateResponse)
  ZUSAGE_RECORDED(GetApproval, review::v1::GetApprovalRequest, review::v1::ApprovalRecord)
  ZUSAGE_RECORDED(ListApprovals, review::v1::ListApprovalsRequest,
                  review::v1::ListApprovalsResponse)
  ZUSAGE_RECORDED(SetSubstitute, review::v1::SetSubstituteRequest, review::v1::Substitute)
  ZUSAGE_RECORDED(EndSubstitute, review::v1::EndSubstituteRequest, review::v1::Substitute)
  ZUSAGE_RECORDED(ListSubstitutes, review::v1::ListSubstitutesRequest,
                  review::v1::ListSubstitutesResponse)
};

class ReviewCommandsTest : public ::testing::Test {
 protected:
  ReviewCommandsTest() { line.Serve({&reviews}); }

  Outcome Run(const std::vector<std::string>& words) {
    Outcome outcome = line.Run(words);
    EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
    return outcome;
  }

  FakeReviews reviews;
  CommandLine line;
};

TEST_F(ReviewCommandsTest, AssignAskAndReopenNameTheRequest) {
  Run({"review", "assign", "01J", "--product", "atlas", "--to", "paula", "--note", "yours"});
  EXPECT_EQ(reviews.AssignReview_.request.name(), kName);
  EXPECT_EQ(reviews.AssignReview_.request.owner(), "principals/paula");
  EXPECT_EQ(reviews.AssignReview_.request.note(), "yours");
  EXPECT_FALSE(reviews.AssignReview_.request.request_id().empty());
  Run({"review", "ask", kName, "--question", "How many?"});
  EXPECT_EQ(reviews.AskForEvidence_.request.question(), "How many?");
  Run({"review", "reopen", kName, "--reason", "news", "--etag", "e"});
  EXPECT_EQ(reviews.ReopenChangeRequest_.request.reason(), "news");
  EXPECT_EQ(reviews.ReopenChangeRequest_.request.etag(), "e");
}

TEST_F(ReviewCommandsTest, MergeSendsTheMapping) {
  Run({"review", "merge", kName, "--into", "01K", "--product", "atlas", "--item", "1=2", "--item",
       "2=2", "--etag", "e"});
  const auto& request = reviews.MergeChangeRequests_.request;
  EXPECT_EQ(request.into(), kOther);
  ASSERT_EQ(request.items_size(), 2);
  EXPECT_EQ(request.items(1).item(), "2");
  EXPECT_EQ(request.items(1).into(), "2");
  EXPECT_EQ(line.Run({"review", "merge", kName, "--into", kOther, "--item", "1", "--etag", "e"})
                .exit_code,
            ExitCode::kInvalidInput);
}

TEST_F(ReviewCommandsTest, SubstituteIsSetEndedAndListed) {
  reviews.SetSubstitute_.response.set_principal("principals/petra");
  EXPECT_THAT(Run({"review", "substitute", "--of", "petra", "--by", "paula", "--from", "2026-12-01",
                   "--until", "2026-12-24"})
                  .out,
              HasSubstr("principals/petra"));
  const auto& request = reviews.SetSubstitute_.request;
  EXPECT_EQ(request.principal(), "principals/petra");
  EXPECT_EQ(request.substitute(), "principals/paula");
  EXPECT_EQ(request.first_day().day(), 1);
  EXPECT_EQ(request.last_day().day(), 24);
  Run({"review", "substitute", "--end", "principals/petra/substitutes/01J"});
  EXPECT_EQ(reviews.EndSubstitute_.request.name(), "principals/petra/substitutes/01J");
  Run({"review", "substitutes", "--of", "petra"});
  EXPECT_EQ(reviews.ListSubstitutes_.request.principal(), "principals/petra");
  EXPECT_EQ(line.Run({"review", "substitute", "--of", "petra"}).exit_code, ExitCode::kInvalidInput);
}

TEST_F(ReviewCommandsTest, ApprovalsAreListedReadAndTheirConditionsSet) {
  reviews.ListApprovals_.response.add_approvals()->set_title("Export as PDF");
  EXPECT_THAT(Run({"approval", "list", "--product", "atlas", "--state", "in-force"}).out,
              HasSubstr("Export as PDF"));
  EXPECT_EQ(reviews.ListApprovals_.request.state(), type::v1::Approval::STATE_IN_FORCE);
  reviews.GetApproval_.response.set_change_request(kName);
  EXPECT_THAT(Run({"approval", "get", "01J", "--product", "atlas"}).out, HasSubstr(kName));
  reviews.SetConditionState_.response.add_promises_without_ground("products/atlas/promises/01P");
  EXPECT_THAT(Run({"approval", "condition", kApproval, "--condition", "1", "--state", "failed",
                   "--note", "too slow"})
                  .out,
              HasSubstr("products/atlas/promises/01P"));
  EXPECT_EQ(reviews.SetConditionState_.request.state(), type::v1::Condition::STATE_FAILED);
  EXPECT_EQ(reviews.SetConditionState_.request.condition(), "1");
}

TEST_F(ReviewCommandsTest, DecideSendsWhatItTakes) {
  Run({"review", "decide", kName, "--outcome", "approved", "--reason", "r", "--etag", "e",
       "--effort", "12.5", "--quarter", "2026-Q4", "--displace", "R1"});
  const type::v1::Approval& approval = reviews.DecideChangeRequest_.request.approval();
  EXPECT_EQ(approval.effort().person_days(), 12.5);
  EXPECT_EQ(approval.effort().quarter(), "2026-Q4");
  EXPECT_EQ(approval.displaced_elements(0), "products/atlas/elements/R1");
}

}  // namespace
}  // namespace zusage::cli::testing
