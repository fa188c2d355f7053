// SPDX-License-Identifier: Apache-2.0
// The commands about customers, deals, teams and principals, against a directory that records what
// reaches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(ListCustomers, directory::v1::ListCustomersRequest,
                  directory::v1::ListCustomersResponse)
  ZUSAGE_RECORDED(GetCustomer, directory::v1::GetCustomerRequest, type::v1::Customer)
  ZUSAGE_RECORDED(MergeCustomers, directory::v1::MergeCustomersRequest,
                  directory::v1::MergeCustomersResponse)
  ZUSAGE_RECORDED(ListLookAlikes, directory::v1::ListLookAlikesRequest,
                  directory::v1::ListLookAlikesResponse)
  ZUSAGE_RECORDED(DismissLookAlike, directory::v1::DismissLookAlikeRequest,
                  directory::v1::DismissLookAlikeResponse)
  ZUSAGE_RECORDED(UpsertDeal, directory::v1::UpsertDealRequest, type::v1::Deal)
  ZUSAGE_RECORDED(ListDeals, directory::v1::ListDealsRequest, directory::v1::ListDealsResponse)
  ZUSAGE_RECORDED(UpsertTeam, directory::v1::UpsertTeamRequest, directory::v1::Team)
  ZUSAGE_RECORDED(GetTeam, directory::v1::GetTeamRequest, directory::v1::Team)
  ZUSAGE_RECORDED(GetPrincipal, directory::v1::GetPrincipalRequest, directory::v1::Principal)
  ZUSAGE_RECORDED(UpdatePrincipal, directory::v1::UpdatePrincipalRequest, directory::v1::Principal)
  ZUSAGE_RECORDED(ListPrincipals, directory::v1::ListPrincipalsRequest,
                  directory::v1::ListPrincipalsResponse)
};

class DirectoryCommandsTest : public ::testing::Test {
 protected:
  DirectoryCommandsTest() {
    line.Serve({&directory});
    type::v1::Customer& contoso = *directory.ListCustomers_.response.add_customers();
    contoso.set_name("customers/C1");
    contoso.set_display_name("Contoso");
    contoso.add_aliases("Kontoso");
    directory.GetCustomer_.response = contoso;
  }

  FakeDirectory directory;
  CommandLine line;
};

TEST_F(DirectoryCommandsTest, DealIsFoundByReferenceAndCustomer) {
  const Outcome outcome =
      line.Run({"deal", "upsert", "OPP-7", "--customer", "contoso", "--stage", "lost", "--reason",
                "price", "--amount", "120000 EUR", "--close-date", "2026-12-31"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const directory::v1::UpsertDealRequest& request = directory.UpsertDeal_.request;
  EXPECT_EQ(request.customer().name(), "customers/C1");
  EXPECT_EQ(request.deal().reference(), "OPP-7");
  EXPECT_EQ(request.deal().stage(), type::v1::DEAL_STAGE_LOST);
  EXPECT_EQ(request.deal().outcome_reason(), "price");
  EXPECT_EQ(request.deal().amount().units(), 120'000);
  EXPECT_EQ(request.deal().close_date().year(), 2026);
  EXPECT_FALSE(request.request_id().empty());
}

TEST_F(DirectoryCommandsTest, DealWithItsNameNeedsNoCustomer) {
  line.Run({"deal", "upsert", "customers/C1/deals/D1", "--reference", "OPP-8"});
  EXPECT_EQ(directory.UpsertDeal_.request.deal().name(), "customers/C1/deals/D1");
  EXPECT_EQ(directory.UpsertDeal_.request.deal().reference(), "OPP-8");
  EXPECT_FALSE(directory.UpsertDeal_.request.has_customer());
}

TEST_F(DirectoryCommandsTest, LostDealSaysWhatThatMeansForItsPromises) {
  directory.UpsertDeal_.response.set_stage(type::v1::DEAL_STAGE_LOST);
  EXPECT_THAT(line.Run({"deal", "upsert", "customers/C1/deals/D1"}).out, HasSubstr("void"));
}

TEST_F(DirectoryCommandsTest, UnknownCustomerIsNotMadeByAMistypedName) {
  directory.ListCustomers_.response.clear_customers();
  EXPECT_EQ(line.Run({"deal", "upsert", "OPP-7", "--customer", "Contosso"}).exit_code,
            ExitCode::kNotFound);
  EXPECT_EQ(directory.UpsertDeal_.calls, 0);
}

TEST_F(DirectoryCommandsTest, DealsAreFilteredAsAsked) {
  line.Run(
      {"deal", "list", "--customer", "Contoso", "--stage", "won", "--closing-until", "2026-12-31"});
  EXPECT_EQ(directory.ListDeals_.request.customer(), "customers/C1");
  EXPECT_EQ(directory.ListDeals_.request.stage(), type::v1::DEAL_STAGE_WON);
  EXPECT_EQ(directory.ListDeals_.request.closing_until().month(), 12);
}

TEST_F(DirectoryCommandsTest, NameOfAMergedCustomerMeansTheOther) {
  type::v1::Customer& merged = *directory.ListCustomers_.response.add_customers();
  merged.set_name("customers/C2");
  merged.set_display_name("Kontoso");
  merged.set_merged_into("customers/C1");
  line.Run({"deal", "list", "--customer", "kontoso"});
  EXPECT_EQ(directory.ListDeals_.request.customer(), "customers/C1");
}

TEST_F(DirectoryCommandsTest, MergingIsShownAndAskedFor) {
  directory.GetCustomer_.response.set_etag("E");
  line.terminal = true;
  line.input = "n\n";
  const Outcome no =
      line.Run({"customer", "merge", "customers/C2", "--into", "Contoso", "--reason", "one"});
  EXPECT_EQ(no.exit_code, ExitCode::kNo) << no.err;
  EXPECT_EQ(directory.MergeCustomers_.calls, 0);
  line.input = "y\n";
  const Outcome yes =
      line.Run({"customer", "merge", "customers/C2", "--into", "Contoso", "--reason", "one"});
  EXPECT_EQ(yes.exit_code, ExitCode::kOk) << yes.err;
  const directory::v1::MergeCustomersRequest& request = directory.MergeCustomers_.request;
  EXPECT_EQ(request.customer(), "customers/C2");
  EXPECT_EQ(request.into(), "customers/C1");
  EXPECT_EQ(request.etag(), "E");
  EXPECT_EQ(request.into_etag(), "E");
  EXPECT_EQ(request.reason(), "one");
}

TEST_F(DirectoryCommandsTest, MergingWithBothEtagsAsksNobody) {
  directory.MergeCustomers_.response.set_promises(3);
  const Outcome outcome = line.Run({"customer", "merge", "customers/C2", "--into", "customers/C1",
                                    "--reason", "one", "--etag", "A", "--into-etag", "B"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(directory.MergeCustomers_.request.into_etag(), "B");
  EXPECT_THAT(outcome.out, HasSubstr("promises 3"));
}

TEST_F(DirectoryCommandsTest, LookAlikesAreShownWithTheirReasons) {
  directory::v1::LookAlike& pair = *directory.ListLookAlikes_.response.add_look_alikes();
  pair.mutable_customer()->set_display_name("Acme");
  pair.mutable_other()->set_display_name("Acme GmbH");
  pair.set_score(0.95);
  pair.add_likenesses(directory::v1::LookAlike::LIKENESS_LEGAL_FORM);
  const Outcome outcome = line.Run({"customer", "look-alikes"});
  EXPECT_THAT(outcome.out, HasSubstr("95 %"));
  EXPECT_THAT(outcome.out, HasSubstr("Acme GmbH"));
  EXPECT_THAT(outcome.out, HasSubstr("another legal form"));
}

TEST_F(DirectoryCommandsTest, DismissingNamesBoth) {
  line.Run({"customer", "dismiss", "Contoso", "customers/C2"});
  EXPECT_EQ(directory.DismissLookAlike_.request.customer(), "customers/C1");
  EXPECT_EQ(directory.DismissLookAlike_.request.other(), "customers/C2");
}

TEST_F(DirectoryCommandsTest, CustomerIsShownWithItsSegments) {
  type::v1::Customer& customer = directory.GetCustomer_.response;
  customer.set_segment("banks");
  customer.add_segment_history()->set_segment("banks");
  customer.add_segment_history()->set_segment("insurers");
  const Outcome outcome = line.Run({"customer", "get", "Contoso"});
  EXPECT_EQ(directory.GetCustomer_.request.name(), "customers/C1");
  EXPECT_THAT(outcome.out, HasSubstr("insurers"));
}

TEST_F(DirectoryCommandsTest, TeamKeepsWhatIsNotSaid) {
  directory::v1::Team& team = directory.GetTeam_.response;
  team.set_name("teams/north");
  team.set_display_name("North");
  team.mutable_lead()->set_principal("principals/anna");
  team.add_members()->set_principal("principals/ben");
  team.set_etag("E");
  const Outcome outcome =
      line.Run({"team", "upsert", "north", "--add", "carla", "--remove", "ben"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const directory::v1::Team& sent = directory.UpsertTeam_.request.team();
  EXPECT_EQ(sent.lead().principal(), "principals/anna");
  ASSERT_EQ(sent.members_size(), 1);
  EXPECT_EQ(sent.members(0).principal(), "principals/carla");
  EXPECT_EQ(sent.etag(), "E");
}

TEST_F(DirectoryCommandsTest, NewTeamIsCalledAsItIsNamed) {
  directory.GetTeam_.refusals = {{grpc::StatusCode::NOT_FOUND, ""}};
  line.Run({"team", "upsert", "north", "--member", "ben"});
  EXPECT_EQ(directory.UpsertTeam_.request.team().name(), "teams/north");
  EXPECT_EQ(directory.UpsertTeam_.request.team().display_name(), "north");
}

TEST_F(DirectoryCommandsTest, WhoLeftIsShownSo) {
  directory::v1::TeamMember& ben = *directory.GetTeam_.response.add_members();
  ben.set_display_name("Ben");
  EXPECT_THAT(line.Run({"team", "get", "north"}).out, HasSubstr("Ben (inactive)"));
}

TEST_F(DirectoryCommandsTest, PrincipalIsReadBeforeItIsChanged) {
  directory.GetPrincipal_.response.set_name("principals/anna");
  directory.GetPrincipal_.response.set_email("anna@example.com");
  directory.GetPrincipal_.response.set_etag("E");
  line.Run({"principal", "update", "anna", "--active", "no"});
  EXPECT_EQ(directory.GetPrincipal_.request.name(), "principals/anna");
  EXPECT_EQ(directory.UpdatePrincipal_.request.principal().email(), "anna@example.com");
  EXPECT_EQ(directory.UpdatePrincipal_.request.principal().etag(), "E");
}

TEST_F(DirectoryCommandsTest, PrincipalsOfATeamAreListed) {
  line.Run({"principal", "list", "--team", "north"});
  EXPECT_EQ(directory.ListPrincipals_.request.team(), "teams/north");
}

TEST_F(DirectoryCommandsTest, WhoIsOnNoListIsAskedForByName) {
  type::v1::Deal& deal = *directory.ListDeals_.response.add_deals();
  deal.set_customer("customers/C9");
  directory.GetCustomer_.response.set_display_name("Fabrikam");
  const Outcome outcome = line.Run({"deal", "list"});
  EXPECT_EQ(directory.GetCustomer_.request.name(), "customers/C9");
  EXPECT_THAT(outcome.out, HasSubstr("Fabrikam"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("customers/C9")));
}

}  // namespace
}  // namespace zusage::cli::testing
