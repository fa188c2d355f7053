// SPDX-License-Identifier: Apache-2.0
// Imports, against servers that remember what they were told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "clients/cli/import_kinds.h"
#include "clients/cli/message_file.h"
#include "clients/tables/table_map.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

// Keeps requests of many threads; answers as the test says.
template <typename Request>
struct Kept {
  std::mutex mutex;
  std::vector<Request> requests;
  std::function<grpc::Status(const Request&)> answer;
  std::atomic<int> calls = 0;

  grpc::Status Take(const Request& request) {
    const std::lock_guard lock(mutex);
    ++calls;
    requests.push_back(request);
    return answer ? answer(request) : grpc::Status::OK;
  }
};

struct FakeDirectory : directory::v1::DirectoryService::Service {
  Kept<directory::v1::UpsertCustomerRequest> customers;
  Kept<directory::v1::UpsertDealRequest> deals;
  std::atomic<int> lists = 0;

  grpc::Status UpsertCustomer(grpc::ServerContext*, const directory::v1::UpsertCustomerRequest* in,
                              type::v1::Customer*) override {
    return customers.Take(*in);
  }
  grpc::Status UpsertDeal(grpc::ServerContext*, const directory::v1::UpsertDealRequest* in,
                          type::v1::Deal*) override {
    return deals.Take(*in);
  }
  grpc::Status ListCustomers(grpc::ServerContext*, const directory::v1::ListCustomersRequest*,
                             directory::v1::ListCustomersResponse* out) override {
    ++lists;
    type::v1::Customer& contoso = *out->add_customers();
    contoso.set_name("customers/C1");
    contoso.set_display_name("Contoso");
    contoso.set_external_id("crm-1");
    return grpc::Status::OK;
  }
  grpc::Status ListDeals(grpc::ServerContext*, const directory::v1::ListDealsRequest* in,
                         directory::v1::ListDealsResponse* out) override {
    type::v1::Deal& deal = *out->add_deals();
    deal.set_name(in->customer() + "/deals/D7");
    deal.set_reference("OPP-7");
    return grpc::Status::OK;
  }
};

struct FakeCommitments : commitments::v1::CommitmentService::Service {
  Kept<commitments::v1::RecordPromiseRequest> promises;

  grpc::Status RecordPromise(grpc::ServerContext*, const commitments::v1::RecordPromiseRequest* in,
                             commitments::v1::Promise*) override {
    return promises.Take(*in);
  }
};

struct FakeIntake : intake::v1::IntakeService::Service {
  std::vector<intake::v1::ImportItem> items;
  bool validate_only = false;
  std::string parent;

  grpc::Status ImportChangeRequests(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<intake::v1::ImportChangeRequestsResponse,
                               intake::v1::ImportChangeRequestsRequest>* stream) override {
    intake::v1::ImportChangeRequestsRequest request;
    int64_t number = 0;
    while (stream->Read(&request)) {
      if (!request.parent().empty()) parent = request.parent();
      validate_only |= request.validate_only();
      intake::v1::ImportChangeRequestsResponse response;
      for (const intake::v1::ImportItem& item : request.items()) {
        items.push_back(item);
        Answer(item, ++number, *response.add_results());
      }
      stream->Write(response);
    }
    return grpc::Status::OK;
  }

  static void Answer(const intake::v1::ImportItem& item, int64_t number,
                     intake::v1::ImportResult& result) {
    result.set_number(number);
    result.set_item_id(item.item_id());
    const std::string& title = item.change_request().title();
    result.set_outcome(title == "old"   ? intake::v1::ImportResult::OUTCOME_ALREADY_THERE
                       : title == "bad" ? intake::v1::ImportResult::OUTCOME_REFUSED
                                        : intake::v1::ImportResult::OUTCOME_RECORDED);
    if (title != "bad") return;
    result.mutable_error()->set_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
    result.mutable_error()->set_message("not like this");
  }
};

class ImportCommandsTest : public ::testing::Test {
 protected:
  ImportCommandsTest() { line.Serve({&directory, &commitments, &intake}); }

  std::string File(const std::string& name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  std::string TextOf(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(folder / name, std::ios::binary).rdbuf();
    return text.str();
  }
  // Imports customers with the columns Id, Name and Revenue.
  Outcome ImportCustomers(const std::string& table, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {
        "customer", "import", File("table.csv", table), "--map",
        File("map.yaml",
             "imports: customers\nfields: {external_id: {column: Id, required: true}, "
             "display_name: Name, revenue: {column: Revenue, currency: EUR}}\n")};
    words.insert(words.end(), more.begin(), more.end());
    return line.Run(words);
  }

  const zusage::testing::TemporaryDirectory files;
  const std::filesystem::path folder = files.path();
  FakeDirectory directory;
  FakeCommitments commitments;
  FakeIntake intake;
  CommandLine line;
};

TEST_F(ImportCommandsTest, EachRowIsRecorded) {
  const Outcome outcome = ImportCustomers("Id,Name,Revenue\n1,Contoso,\"1,000\"\n2,Fabrikam,\n");
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2 recorded"));
  std::vector<std::string> seen;
  for (const auto& request : directory.customers.requests) {
    seen.push_back(request.customer().external_id() + " " + request.customer().display_name() +
                   " " + std::to_string(request.customer().revenue().units()));
    EXPECT_FALSE(request.request_id().empty());
  }
  EXPECT_THAT(seen, UnorderedElementsAre("1 Contoso 1000", "2 Fabrikam 0"));
}

TEST_F(ImportCommandsTest, BrokenRowsAreKeptWithTheirReasonAndTheOthersAreIn) {
  const std::string rejects = folder / "rejects.csv";
  const Outcome outcome = ImportCustomers(
      "Id,Name,Revenue\n1,Contoso,many\n2,Fabrikam,\n3\n,=cmd,\n", {"--rejects", rejects});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.out, HasSubstr("1 recorded, 0 there already, 3 refused"));
  EXPECT_THAT(outcome.err, HasSubstr("Line 2: Revenue (revenue): \"many\" is no amount"));
  EXPECT_THAT(directory.customers.requests, SizeIs(1));
  const std::string kept = TextOf("rejects.csv");
  EXPECT_THAT(kept, HasSubstr("zusage_line,zusage_reason,Id,Name,Revenue\r\n"));
  EXPECT_THAT(kept, HasSubstr(",1,Contoso,many\r\n"));
  EXPECT_THAT(kept, HasSubstr("'=cmd")) << "what is kept computes nothing";
}

TEST_F(ImportCommandsTest, MendedRejectsComplete) {
  const Outcome outcome = line.Run(
      {"customer", "import",
       File("rejects.csv",
            "\xEF\xBB\xBFzusage_line,zusage_reason,Id,Name,Revenue\r\n"
            "2,\"x, y\",1,'=cmd,5\r\n"),
       "--map",
       File("map.yaml",
            "imports: customers\nencoding: windows-1252\nfields: {external_id: Id, display_name: "
            "Name}\n")});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(directory.customers.requests[0].customer().display_name(), "=cmd");
  EXPECT_THAT(outcome.err, Not(HasSubstr("zusage_reason")));
}

TEST_F(ImportCommandsTest, NoRejectsLeaveNoFile) {
  ImportCustomers("Id,Name,Revenue\n1,Contoso,\n", {"--rejects", folder / "rejects.csv"});
  EXPECT_FALSE(std::filesystem::exists(folder / "rejects.csv"));
}

TEST_F(ImportCommandsTest, RejectsDoNotOverwriteWhatIsImported) {
  const Outcome outcome =
      ImportCustomers("Id,Name,Revenue\n1,Contoso,\n", {"--rejects", folder / "table.csv"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(TextOf("table.csv"), HasSubstr("Contoso"));
}

TEST_F(ImportCommandsTest, WhatTheServerRefusesIsNamedByItsColumn) {
  directory.customers.answer = [](const auto& request) {
    return request.customer().external_id() == "2"
               ? grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "too odd")
               : grpc::Status::OK;
  };
  const Outcome outcome = ImportCustomers("Id,Name,Revenue\n1,A,\n2,B,\n3,C,\n");
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("Line 3: too odd"));
  EXPECT_THAT(outcome.out, HasSubstr("2 recorded"));
}

TEST_F(ImportCommandsTest, ServerThatIsAwayStopsTheImportAndSaysHowToGoOn) {
  directory.customers.answer = [](const auto&) {
    return grpc::Status(grpc::StatusCode::UNAVAILABLE, "away");
  };
  std::string table = "Id,Name,Revenue\n";
  for (int i = 0; i < 2000; ++i) table += std::to_string(i) + ",A,\n";
  const Outcome outcome = ImportCustomers(table);
  EXPECT_EQ(outcome.exit_code, ExitCode::kUnavailable);
  EXPECT_THAT(outcome.out, HasSubstr("0 recorded, 0 there already, 0 refused"));
  EXPECT_THAT(outcome.out, HasSubstr("again goes on"));
  EXPECT_LT(directory.customers.requests.size(), 4000u);
}

TEST_F(ImportCommandsTest, WhoMayNotIsToldOnce) {
  directory.customers.answer = [](const auto&) {
    return grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no");
  };
  EXPECT_EQ(ImportCustomers("Id,Name,Revenue\n1,A,\n").exit_code, ExitCode::kNotAllowed);
}

TEST_F(ImportCommandsTest, InterruptEndsItWithWhatIsUnderWay) {
  line.interrupted = [this] { return directory.customers.calls > 0; };
  std::string table = "Id,Name,Revenue\n";
  for (int i = 0; i < 5000; ++i) table += "same,A,\n";
  const Outcome outcome = ImportCustomers(table);
  EXPECT_EQ(outcome.exit_code, ExitCode::kUnavailable);
  EXPECT_THAT(outcome.out, HasSubstr("Stopped at about line"));
  EXPECT_LT(directory.customers.requests.size(), 5000u);
}

TEST_F(ImportCommandsTest, DryRunSendsNothingAndFindsWhatTheServerWould) {
  const Outcome outcome =
      ImportCustomers("Id,Name,Revenue\n1,A,\n2," + std::string(300, 'x') + ",\n", {"--dry-run"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(directory.customers.requests, SizeIs(0));
  EXPECT_THAT(outcome.err, HasSubstr("Line 3: Name (display_name): At most 200 bytes"));
  EXPECT_THAT(outcome.out, HasSubstr("Nothing was recorded. 1 would be"));
}

TEST_F(ImportCommandsTest, RowsAboutOneCustomerKeepTheirOrder) {
  std::string table = "Id,Name,Revenue\n";
  for (int i = 0; i < 200; ++i) table += "7,Name " + std::to_string(i) + ",\n";
  ImportCustomers(table);
  ASSERT_THAT(directory.customers.requests, SizeIs(200));
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(directory.customers.requests[static_cast<size_t>(i)].customer().display_name(),
              "Name " + std::to_string(i));
  }
}

TEST_F(ImportCommandsTest, ValueThatReturnsIsNoRepetitionOfTheFirst) {
  ImportCustomers("Id,Name,Revenue\n1,A,\n1,B,\n1,A,\n");
  ImportCustomers("Id,Name,Revenue\n1,A,\n");
  const auto& requests = directory.customers.requests;
  ASSERT_THAT(requests, SizeIs(4));
  EXPECT_NE(requests[0].request_id(), requests[2].request_id());
  EXPECT_NE(requests[0].request_id(), requests[3].request_id());
}

constexpr char kPromiseMap[] = R"(
imports: promises
group: P
key: [P]
fields: {customer: Who, deal: Deal, lines.text: What, lines.item: Item}
)";

TEST_F(ImportCommandsTest, PromiseOfSeveralRowsIsOneWithWholeNames) {
  const Outcome outcome =
      line.Run({"promise", "import",
                File("p.csv",
                     "P,Who,Deal,What,Item\n1,contoso,OPP-7,a,C1\n1,contoso,OPP-7,b,\n"
                     "2,crm-1,,c,\n3,Nobody,,d,\n4,Contoso,OPP-8,e,\n"),
                "--map", File("m.yaml", kPromiseMap), "--product", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  auto& requests = commitments.promises.requests;
  ASSERT_THAT(requests, SizeIs(2)) << outcome.err;
  std::sort(requests.begin(), requests.end(), [](const auto& a, const auto& b) {
    return a.promise().lines_size() > b.promise().lines_size();
  });
  EXPECT_EQ(requests[0].parent(), "products/atlas");
  EXPECT_EQ(requests[0].promise().customer(), "customers/C1");
  EXPECT_EQ(requests[0].promise().deal(), "customers/C1/deals/D7");
  ASSERT_EQ(requests[0].promise().lines_size(), 2);
  EXPECT_EQ(requests[0].promise().lines(0).item(), "products/atlas/elements/C1");
  EXPECT_EQ(requests[0].promise().lines(1).text(), "b");
  EXPECT_THAT(outcome.err, HasSubstr("Line 5: Who (customer): "));
  EXPECT_THAT(outcome.err, HasSubstr("Line 6: Deal (deal): OPP-8 does not exist"));
}

TEST_F(ImportCommandsTest, SameRowHasTheSameRequestIdWheneverItIsImported) {
  const std::string map = File("m.yaml", kPromiseMap);
  const std::string table = File("p.csv", "P,Who,Deal,What,Item\n1,Contoso,,a,\n2,Contoso,,a,\n");
  line.Run({"promise", "import", table, "--map", map, "--product", "atlas"});
  line.Run({"promise", "import", table, "--map", map, "--product", "atlas"});
  line.Run({"promise", "import", table, "--map", map, "--product", "other"});
  std::vector<std::string> ids;
  for (const auto& request : commitments.promises.requests) ids.push_back(request.request_id());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  EXPECT_THAT(ids, SizeIs(4)) << "two rows, two products";
}

TEST_F(ImportCommandsTest, RequestsGoThroughTheStream) {
  const Outcome outcome = line.Run(
      {"request", "import", File("r.csv", "Id,Title\n1,new\n2,old\n3,bad\n4,\n"), "--map",
       File("m.yaml",
            "imports: requests\nkey: [Id]\nfields: {title: {column: Title, required: true}, "
            "customer.display_name: {value: Contoso}, submitter: {value: sofia}}\n"),
       "--product", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("1 recorded, 1 there already, 2 refused"));
  EXPECT_THAT(outcome.err, HasSubstr("Line 4: not like this"));
  EXPECT_EQ(intake.parent, "products/atlas");
  EXPECT_FALSE(intake.validate_only);
  ASSERT_THAT(intake.items, SizeIs(3));
  EXPECT_EQ(intake.items[0].submitter(), "principals/sofia");
  EXPECT_EQ(intake.items[0].item_id(), "2");
  EXPECT_EQ(intake.items[0].change_request().customer().display_name(), "Contoso");
}

TEST_F(ImportCommandsTest, DryRunOfRequestsAsksTheServerToValidateOnly) {
  const Outcome outcome = line.Run({"request", "import", File("r.csv", "Title\nnew\n"), "--map",
                                    File("m.yaml", "imports: requests\nfields: {title: Title}\n"),
                                    "--product", "atlas", "--dry-run"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_TRUE(intake.validate_only);
}

TEST_F(ImportCommandsTest, SummaryIsJsonIfAskedFor) {
  const Outcome outcome = ImportCustomers("Id,Name,Revenue\n1,A,\n,B,\n", {"--json"});
  EXPECT_THAT(outcome.out, HasSubstr("\"recorded\": 1"));
  EXPECT_THAT(outcome.out, HasSubstr("\"line\": 3"));
  EXPECT_THAT(outcome.out, HasSubstr("\"finished\": true"));
}

TEST_F(ImportCommandsTest, MapThatMakesNoSenseIsRefusedWithFileAndLine) {
  const Outcome outcome = line.Run({"customer", "import", File("t.csv", "a\n1\n"), "--map",
                                    File("m.yaml", "imports: customers\nfields:\n  nam: a\n")});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("m.yaml: fields.nam"));
  EXPECT_THAT(outcome.err, HasSubstr("Line 3"));
}

TEST_F(ImportCommandsTest, FileThatIsNotThereIsNamed) {
  const std::string map = File("m.yaml", "imports: customers\nfields: {display_name: a}\n");
  EXPECT_THAT(line.Run({"customer", "import", "/nowhere.csv", "--map", map}).err,
              HasSubstr("/nowhere.csv"));
  EXPECT_THAT(line.Run({"customer", "import", folder, "--map", map}).err, HasSubstr("cannot"));
}

// What lies in deploy/maps/ can be read, each for what its name says.
TEST(MapsTest, EveryReadyMapMakesSense) {
  CommandLine line;
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"accounts", "customer"},  {"companies", "customer"}, {"customers", "customer"},
      {"opportunities", "deal"}, {"deals", "deal"},         {"cases", "request"},
      {"ideas", "request"},      {"tickets", "request"},    {"requests", "request"},
      {"promises", "promise"}};
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           std::filesystem::path(ZUSAGE_SOURCE_DIR) / "deploy/maps")) {
    const std::string name = entry.path().stem();
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& pair) {
      return name.substr(name.find('-') + 1) == pair.first;
    });
    ASSERT_NE(kind, kinds.end()) << name;
    std::vector<std::string> words = {kind->second, "import",     "-",
                                      "--map",      entry.path(), "--dry-run"};
    if (kind->second == "request") words.insert(words.end(), {"--product", "atlas"});
    line.input = "nothing\nx\n";
    // It gets as far as to miss columns or cells.
    const Outcome outcome = line.Run(words);
    EXPECT_THAT(outcome.err, Not(HasSubstr("MAP_"))) << name << outcome.err;
    EXPECT_THAT(outcome.err, ::testing::AnyOf(HasSubstr("no column"), HasSubstr("lacks")))
        << name << outcome.err;
    ++seen;
  }
  EXPECT_EQ(seen, 11);
}

}  // namespace
}  // namespace zusage::cli::testing
