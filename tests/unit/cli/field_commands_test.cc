// SPDX-License-Identifier: Apache-2.0
// What the field does beside recording promises: clearances, offers, disputes, their own promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;

struct FakeCommitments : commitments::v1::CommitmentService::Service {
  ZUSAGE_RECORDED(DisputePromise, commitments::v1::DisputePromiseRequest, commitments::v1::Promise)
  ZUSAGE_RECORDED(IssueClearance, commitments::v1::IssueClearanceRequest,
                  commitments::v1::Clearance)
  ZUSAGE_RECORDED(ListAllowances, commitments::v1::ListAllowancesRequest,
                  commitments::v1::ListAllowancesResponse)
  ZUSAGE_RECORDED(ListClearances, commitments::v1::ListClearancesRequest,
                  commitments::v1::ListClearancesResponse)
  ZUSAGE_RECORDED(ListPromises, commitments::v1::ListPromisesRequest,
                  commitments::v1::ListPromisesResponse)
  ZUSAGE_RECORDED(RecordPromise, commitments::v1::RecordPromiseRequest, commitments::v1::Promise)
  ZUSAGE_RECORDED(ResolveDispute, commitments::v1::ResolveDisputeRequest, commitments::v1::Promise)
};
struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(ListCustomers, directory::v1::ListCustomersRequest,
                  directory::v1::ListCustomersResponse)
  ZUSAGE_RECORDED(GetCaller, directory::v1::GetCallerRequest, directory::v1::Principal)
};

class FieldCommandsTest : public ::testing::Test {
 protected:
  FieldCommandsTest() {
    line.Serve({&commitments, &directory});
    type::v1::Customer& contoso = *directory.ListCustomers_.response.add_customers();
    contoso.set_name("customers/C1");
    contoso.set_display_name("Contoso");
    directory.GetCaller_.response.set_name("principals/anna");
  }

  FakeCommitments commitments;
  FakeDirectory directory;
  CommandLine line;
};

TEST_F(FieldCommandsTest, ClearanceIsIssuedForAChosenItem) {
  commitments::v1::Clearance& answer = commitments.IssueClearance_.response;
  answer.set_name("products/atlas/clearances/01J");
  answer.mutable_guidance()->set_en("You may promise this.");
  const Outcome outcome =
      line.Run({"clearance", "issue", "--customer", "Contoso", "--product", "atlas", "--item", "C1",
                "--by", "2026-12-31", "--hours", "48"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const commitments::v1::IssueClearanceRequest& request = commitments.IssueClearance_.request;
  EXPECT_EQ(request.parent(), "products/atlas");
  EXPECT_EQ(request.customer(), "customers/C1");
  EXPECT_EQ(request.item(), "products/atlas/elements/C1");
  EXPECT_EQ(request.by_date().year(), 2026);
  EXPECT_TRUE(request.has_expire_time());
  EXPECT_FALSE(request.request_id().empty());
  EXPECT_THAT(outcome.out, HasSubstr("You may promise this."));
}

TEST_F(FieldCommandsTest, OwnClearancesAreThoseOfWhoeverAsks) {
  const Outcome outcome = line.Run({"clearance", "list", "--mine"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(commitments.ListClearances_.request.parent(), "products/-");
  EXPECT_EQ(commitments.ListClearances_.request.issued_to(), "principals/anna");
}

TEST_F(FieldCommandsTest, OffersComeWithTheWordsAndWhetherTheyWerePromised) {
  commitments::v1::Offer& first = *commitments.ListAllowances_.response.add_offers();
  first.set_text("Bulk export");
  first.mutable_guidance()->set_en("Say that the product does this today.");
  commitments::v1::Offer& second = *commitments.ListAllowances_.response.add_offers();
  second.set_text("Audit trail");
  second.add_promises("products/atlas/promises/01J");
  const Outcome outcome = line.Run(
      {"offer", "list", "--customer", "Contoso", "--product", "atlas", "--query", "export"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(commitments.ListAllowances_.request.customer(), "customers/C1");
  EXPECT_EQ(commitments.ListAllowances_.request.query(), "export");
  EXPECT_THAT(outcome.out, HasSubstr("Say that the product does this today."));
  EXPECT_THAT(outcome.out, HasSubstr("not yet"));
  EXPECT_THAT(outcome.out, HasSubstr("products/atlas/promises/01J"));
}

TEST_F(FieldCommandsTest, PromiseIsDisputedWithItsKind) {
  const Outcome outcome = line.Run({"promise", "dispute", "01J", "--product", "atlas", "--kind",
                                    "not-made", "--reason", "I did not say that", "--etag", "e"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const commitments::v1::DisputePromiseRequest& request = commitments.DisputePromise_.request;
  EXPECT_EQ(request.name(), "products/atlas/promises/01J");
  EXPECT_EQ(request.kind(), commitments::v1::Dispute::KIND_NOT_MADE);
  EXPECT_EQ(request.etag(), "e");
}

TEST_F(FieldCommandsTest, DisputeIsResolvedByItsNumber) {
  commitments::v1::Dispute& dispute = *commitments.ResolveDispute_.response.add_disputes();
  dispute.set_name("products/atlas/promises/01J/disputes/2");
  dispute.set_kind(commitments::v1::Dispute::KIND_DELIVERY);
  dispute.set_state(commitments::v1::Dispute::STATE_UPHELD);
  dispute.set_resolution("The log says so");
  const Outcome outcome =
      line.Run({"promise", "resolve", "products/atlas/promises/01J", "--dispute", "2", "--outcome",
                "upheld", "--reason", "The log says so", "--etag", "e"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const commitments::v1::ResolveDisputeRequest& request = commitments.ResolveDispute_.request;
  EXPECT_EQ(request.name(), "products/atlas/promises/01J/disputes/2");
  EXPECT_EQ(request.state(), commitments::v1::Dispute::STATE_UPHELD);
  EXPECT_THAT(outcome.out, HasSubstr("it was not delivered"));
  EXPECT_THAT(outcome.out, HasSubstr("upheld"));
}

TEST_F(FieldCommandsTest, OwnPromisesAreFilteredByWhatBecameOfThem) {
  const Outcome outcome = line.Run({"promise", "list", "--mine", "--standing", "against-decision",
                                    "--course", "broken", "--lost-ground"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const commitments::v1::PromiseFilter& filter = commitments.ListPromises_.request.filter();
  EXPECT_EQ(filter.promised_by(), "principals/anna");
  EXPECT_EQ(filter.standing_now(), commitments::v1::STANDING_AGAINST_DECISION);
  EXPECT_EQ(filter.course(), commitments::v1::COURSE_BROKEN);
  EXPECT_TRUE(filter.lost_ground());
  EXPECT_EQ(line.Run({"promise", "list", "--mine", "--promised-by", "ben"}).exit_code,
            ExitCode::kInvalidInput);
}

TEST_F(FieldCommandsTest, PromiseNamesWhatItTakesThePlaceOf) {
  line.input = "customer: Contoso\nlines: [It comes in May]\nsupersedes: [01A]\n";
  const Outcome outcome =
      line.Run({"promise", "record", "-", "--product", "atlas", "--supersedes", "01B"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(commitments.RecordPromise_.request.promise().supersedes(),
              ::testing::ElementsAre("products/atlas/promises/01A", "products/atlas/promises/01B"));
}

}  // namespace
}  // namespace zusage::cli::testing
