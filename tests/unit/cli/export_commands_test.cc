// SPDX-License-Identifier: Apache-2.0
// Exports, of what a server lists page by page.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct FakeDirectory : directory::v1::DirectoryService::Service {
  directory::v1::ListDealsRequest deals;
  bool fails_on_second_page = false;

  grpc::Status ListCustomers(grpc::ServerContext*, const directory::v1::ListCustomersRequest* in,
                             directory::v1::ListCustomersResponse* out) override {
    type::v1::Customer& customer = *out->add_customers();
    const bool first = in->page_token().empty();
    if (!first && fails_on_second_page) return {grpc::StatusCode::PERMISSION_DENIED, "no"};
    customer.set_name(first ? "customers/C1" : "customers/C2");
    customer.set_display_name(first ? "=Contoso" : "Größe & Söhne");
    customer.set_external_id(first ? "crm-1" : "");
    customer.mutable_revenue()->set_units(90);
    customer.mutable_revenue()->set_currency_code("EUR");
    if (first) customer.add_aliases("A");
    if (first) customer.add_aliases("B");
    if (first) out->set_next_page_token("more");
    return grpc::Status::OK;
  }
  grpc::Status ListDeals(grpc::ServerContext*, const directory::v1::ListDealsRequest* in,
                         directory::v1::ListDealsResponse* out) override {
    deals = *in;
    type::v1::Deal& deal = *out->add_deals();
    deal.set_name("customers/C1/deals/D1");
    deal.set_customer("customers/C1");
    deal.set_reference("OPP-1");
    deal.set_stage(type::v1::DEAL_STAGE_WON);
    deal.mutable_close_date()->set_year(2026);
    deal.mutable_close_date()->set_month(11);
    deal.mutable_close_date()->set_day(2);
    return grpc::Status::OK;
  }
};

struct FakeCommitments : commitments::v1::CommitmentService::Service {
  grpc::Status ListPromises(grpc::ServerContext*, const commitments::v1::ListPromisesRequest*,
                            commitments::v1::ListPromisesResponse* out) override {
    commitments::v1::Promise& promise = *out->add_promises();
    promise.set_name("products/atlas/promises/P1");
    promise.set_customer("customers/C1");
    promise.set_deal("customers/C1/deals/D1");
    for (const char* text : {"one", "two"}) {
      commitments::v1::PromiseLine& line = *promise.add_lines();
      line.set_text(text);
      line.mutable_standing_now()->set_standing(commitments::v1::STANDING_AGAINST_DECISION);
    }
    return grpc::Status::OK;
  }
};

class ExportCommandsTest : public ::testing::Test {
 protected:
  ExportCommandsTest() { line.Serve({&directory, &commitments}); }

  const zusage::testing::TemporaryDirectory files;
  const std::string path = files.File("export");
  FakeDirectory directory;
  FakeCommitments commitments;
  CommandLine line;
};

TEST_F(ExportCommandsTest, AllPagesAreWrittenAndNothingIsComputed) {
  const Outcome outcome = line.Run({"customer", "export"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(outcome.out,
            "name,display_name,aliases,external_id,segment,size,revenue,revenue_currency,"
            "create_time\r\n"
            "customers/C1,'=Contoso,\"A\nB\",crm-1,,,90,EUR,\r\n"
            "customers/C2,Größe & Söhne,,,,,90,EUR,\r\n");
}

TEST_F(ExportCommandsTest, FilterIsThatOfTheList) {
  const Outcome outcome =
      line.Run({"deal", "export", "--stage", "won", "--customer", "customers/C1"});
  EXPECT_EQ(directory.deals.stage(), type::v1::DEAL_STAGE_WON);
  EXPECT_EQ(directory.deals.customer(), "customers/C1");
  EXPECT_THAT(outcome.out, HasSubstr("'=Contoso,crm-1,OPP-1,won,,,2026-11-02,"));
}

TEST_F(ExportCommandsTest, WordsAreForPeopleInTheirLanguage) {
  const Outcome outcome = line.Run({"promise", "export", "--headers", "words", "--language", "de"});
  EXPECT_THAT(outcome.out, StartsWith("\xEF\xBB\xBFRessource,Produkt,"));
  EXPECT_THAT(outcome.out, HasSubstr("GEGEN ENTSCHEIDUNG"));
}

TEST_F(ExportCommandsTest, PromiseHasARowForEachLine) {
  const Outcome outcome = line.Run({"promise", "export"});
  EXPECT_THAT(outcome.out, HasSubstr(",OPP-1,,,,,one,"));
  EXPECT_THAT(outcome.out, HasSubstr(",OPP-1,,,,,two,"));
  EXPECT_THAT(outcome.out, HasSubstr("against_decision"));
}

TEST_F(ExportCommandsTest, WorkbookNeedsAFile) {
  const Outcome outcome = line.Run({"customer", "export", "--format", "xlsx"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("--output"));
}

TEST_F(ExportCommandsTest, FileIsWrittenInTheFormatThatIsAskedFor) {
  EXPECT_EQ(line.Run({"customer", "export", "-o", path, "--format", "xlsx"}).exit_code,
            ExitCode::kOk);
  std::ifstream file(path, std::ios::binary);
  std::string magic(2, ' ');
  file.read(magic.data(), 2);
  EXPECT_EQ(magic, "PK");
}

TEST_F(ExportCommandsTest, FileThatDoesNotBecomeWholeIsTakenAway) {
  directory.fails_on_second_page = true;
  EXPECT_EQ(line.Run({"customer", "export", "--output", path}).exit_code, ExitCode::kNotAllowed);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(ExportCommandsTest, FolderThatIsNotThereIsNamed) {
  EXPECT_THAT(line.Run({"customer", "export", "-o", path + "/nowhere/x.csv"}).err,
              HasSubstr("nowhere/x.csv"));
}

}  // namespace
}  // namespace zusage::cli::testing
