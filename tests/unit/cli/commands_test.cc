// SPDX-License-Identifier: Apache-2.0
// Commands from the words typed to what is printed, against servers that record what reaches them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kName[] = "products/atlas/changeRequests/01J";

struct FakeStrategies : strategy::v1::StrategyService::Service {
  ZUSAGE_RECORDED(PublishStrategy, strategy::v1::PublishStrategyRequest, strategy::v1::Strategy)
  ZUSAGE_RECORDED(GetStrategy, strategy::v1::GetStrategyRequest, strategy::v1::Strategy)
};
struct FakeIntake : intake::v1::IntakeService::Service {
  ZUSAGE_RECORDED(SubmitChangeRequest, intake::v1::SubmitChangeRequestRequest,
                  intake::v1::SubmitChangeRequestResponse)
  ZUSAGE_RECORDED(GetChangeRequest, intake::v1::GetChangeRequestRequest, type::v1::ChangeRequest)
  ZUSAGE_RECORDED(ListChangeRequests, intake::v1::ListChangeRequestsRequest,
                  intake::v1::ListChangeRequestsResponse)
};
struct FakeReviews : review::v1::ReviewService::Service {
  ZUSAGE_RECORDED(ListReviews, review::v1::ListReviewsRequest, review::v1::ListReviewsResponse)
  ZUSAGE_RECORDED(DecideChangeRequest, review::v1::DecideChangeRequestRequest,
                  type::v1::ChangeRequest)
  ZUSAGE_RECORDED(GetApproval, review::v1::GetApprovalRequest, review::v1::ApprovalRecord)
  ZUSAGE_RECORDED(RevokeApproval, review::v1::RevokeApprovalRequest,
                  review::v1::RevokeApprovalResponse)
};
struct FakeCommitments : commitments::v1::CommitmentService::Service {
  ZUSAGE_RECORDED(RecordPromise, commitments::v1::RecordPromiseRequest, commitments::v1::Promise)
  ZUSAGE_RECORDED(CheckClearance, commitments::v1::CheckClearanceRequest,
                  commitments::v1::CheckClearanceResponse)
  ZUSAGE_RECORDED(ComparePromises, commitments::v1::ComparePromisesRequest,
                  commitments::v1::ComparePromisesResponse)
};
struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(ListCustomers, directory::v1::ListCustomersRequest,
                  directory::v1::ListCustomersResponse)
  ZUSAGE_RECORDED(GetCaller, directory::v1::GetCallerRequest, directory::v1::Principal)
  ZUSAGE_RECORDED(CreateKey, directory::v1::CreateKeyRequest, directory::v1::Key)
};
struct FakeJournal : journal::v1::JournalService::Service {
  ZUSAGE_RECORDED(GetCheckpoint, journal::v1::GetCheckpointRequest, journal::v1::Checkpoint)
  grpc::Status WatchEntries(grpc::ServerContext*, const journal::v1::WatchEntriesRequest* in,
                            grpc::ServerWriter<journal::v1::WatchEntriesResponse>* out) override {
    journal::v1::WatchEntriesResponse answer;
    journal::v1::Entry& entry = *answer.add_entries();
    entry.set_position(in->after_position() + 1);
    entry.set_operation("RecordPromise");
    answer.set_after_position(in->after_position());
    answer.set_position(entry.position());
    answer.set_head_position(2);
    out->Write(answer);
    return {grpc::StatusCode::UNAVAILABLE, "stopping"};
  }
};

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() {
    line.Serve({&strategies, &intake, &reviews, &commitments, &directory, &journal});
    type::v1::Customer& contoso = *directory.ListCustomers_.response.add_customers();
    contoso.set_name("customers/C1");
    contoso.set_display_name("Contoso");
  }

  std::string File(const std::string& name, const std::string& text) {
    std::ofstream(files.File(name)) << text;
    return files.File(name);
  }

  zusage::testing::TemporaryDirectory files;
  FakeStrategies strategies;
  FakeIntake intake;
  FakeReviews reviews;
  FakeCommitments commitments;
  FakeDirectory directory;
  FakeJournal journal;
  CommandLine line;
};

TEST_F(CommandsTest, WhoamiCarriesTokenLanguageAndPrincipal) {
  directory.GetCaller_.response.set_name("principals/anna");
  line.variables = {{"ZUSAGE_TOKEN", "secret"}, {"LANG", "de_DE.UTF-8"}};
  const Outcome outcome = line.Run({"whoami", "--on-behalf-of", "ben"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("principals/anna"));
  EXPECT_EQ(directory.GetCaller_.metadata.find("authorization")->second, "Bearer secret");
  EXPECT_EQ(directory.GetCaller_.metadata.find("accept-language")->second, "de");
  EXPECT_EQ(directory.GetCaller_.metadata.find("zusage-on-behalf-of")->second, "principals/ben");
}

TEST_F(CommandsTest, ATokenFileWinsOverTheVariable) {
  line.variables = {{"ZUSAGE_TOKEN", "other"}};
  EXPECT_EQ(line.Run({"whoami", "--token-file", File("token", "from-file\n")}).exit_code,
            ExitCode::kOk);
  EXPECT_EQ(directory.GetCaller_.metadata.find("authorization")->second, "Bearer from-file");
}

TEST_F(CommandsTest, ATokenThatIsNoneIsNotSent) {
  line.variables = {{"ZUSAGE_TOKEN", "line\nbreak"}};
  EXPECT_EQ(line.Run({"whoami"}).exit_code, ExitCode::kInvalidInput);
  EXPECT_EQ(directory.GetCaller_.calls, 0);
  EXPECT_EQ(line.Run({"whoami", "--token-file", files.path()}).exit_code, ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"whoami", "--token-file", "/nowhere"}).exit_code, ExitCode::kInvalidInput);
}

TEST_F(CommandsTest, UnavailableIsTriedAgainWithTheSameRequestId) {
  intake.SubmitChangeRequest_.refusals = {{grpc::StatusCode::UNAVAILABLE, ""},
                                          {grpc::StatusCode::UNAVAILABLE, ""}};
  line.input = "product: atlas\ntitle: T\ncustomer: Contoso\n";
  const Outcome outcome = line.Run({"request", "submit", "-", "--request-id", "mine"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(intake.SubmitChangeRequest_.calls, 3);
  EXPECT_EQ(intake.SubmitChangeRequest_.request.request_id(), "mine");
  EXPECT_EQ(line.slept.size(), 2u);
}

TEST_F(CommandsTest, TryingAgainHasAnEnd) {
  directory.GetCaller_.refusals.assign(10, {grpc::StatusCode::UNAVAILABLE, ""});
  EXPECT_EQ(line.Run({"whoami"}).exit_code, ExitCode::kUnavailable);
  EXPECT_EQ(directory.GetCaller_.calls, 4);
}

TEST_F(CommandsTest, OtherRefusalsAreNotTriedAgain) {
  const std::pair<grpc::StatusCode, ExitCode> kRefusals[] = {
      {grpc::StatusCode::NOT_FOUND, ExitCode::kNotFound},
      {grpc::StatusCode::PERMISSION_DENIED, ExitCode::kNotAllowed},
      {grpc::StatusCode::ABORTED, ExitCode::kPrecondition},
      {grpc::StatusCode::INTERNAL, ExitCode::kInternal}};
  for (const auto& [code, exit_code] : kRefusals) {
    directory.GetCaller_.calls = 0;
    directory.GetCaller_.refusals = {{code, "no"}};
    EXPECT_EQ(line.Run({"whoami"}).exit_code, exit_code);
    EXPECT_EQ(directory.GetCaller_.calls, 1);
  }
}

TEST_F(CommandsTest, ErrorsAreJsonForScripts) {
  directory.GetCaller_.refusals = {{grpc::StatusCode::NOT_FOUND, "gone"}};
  const Outcome outcome = line.Run({"whoami", "--json"});
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(nlohmann::json::parse(outcome.err)["error"]["code"], "NOT_FOUND");
}

TEST_F(CommandsTest, WithoutAServerTheAddressIsNamed) {
  CommandLine nobody;
  const Outcome outcome = nobody.Run({"whoami", "--address", "elsewhere:1"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kUnavailable);
  EXPECT_THAT(outcome.err, HasSubstr("elsewhere:1"));
}

TEST_F(CommandsTest, PublishFollowsTheNewestVersion) {
  strategies.GetStrategy_.response.set_version(3);
  strategies.PublishStrategy_.response.set_name("products/atlas/strategies/4");
  const std::string file = File("s.yaml", "product: atlas\nthemes:\n- {id: T1, title: Export}\n");
  const Outcome outcome = line.Run({"strategy", "publish", file, "--memo", "why", "--dry-run"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const auto& request = strategies.PublishStrategy_.request;
  EXPECT_EQ(request.parent(), "products/atlas");
  EXPECT_EQ(request.base_version(), 3);
  EXPECT_TRUE(request.validate_only());
  EXPECT_EQ(request.document().elements(0).id(), "T1");
  EXPECT_THAT(outcome.out, HasSubstr("Follows version 3"));
}

TEST_F(CommandsTest, TheFirstStrategyFollowsNothing) {
  strategies.GetStrategy_.refusals = {{grpc::StatusCode::NOT_FOUND, ""}};
  const std::string file = File("s.yaml", "product: atlas\nthemes:\n- {id: T1, title: Export}\n");
  EXPECT_EQ(line.Run({"strategy", "publish", file, "--memo", "m"}).exit_code, ExitCode::kOk);
  EXPECT_EQ(strategies.PublishStrategy_.request.base_version(), 0);
}

TEST_F(CommandsTest, AStrategyFileThatIsWrongIsNotSent) {
  const std::string file = File("s.yaml", "product: atlas\nthemes:\n- {id: T1}\n");
  const Outcome outcome = line.Run({"strategy", "publish", file, "--memo", "m", "--json"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("themes[0].title"));
  EXPECT_EQ(strategies.PublishStrategy_.calls, 0);
}

TEST_F(CommandsTest, SubmitPrintsVerdictReasonsAndGuidance) {
  intake::v1::SubmitChangeRequestResponse& answer = intake.SubmitChangeRequest_.response;
  type::v1::ChangeRequest& request = *answer.mutable_change_request();
  request.set_name(kName);
  type::v1::Assessment& assessment = *request.mutable_assessment();
  assessment.set_verdict(type::v1::VERDICT_CONFLICTS);
  assessment.set_confidence(0.8);
  type::v1::Finding& finding = *assessment.add_findings();
  finding.set_stance(type::v1::Finding::STANCE_AGAINST);
  finding.set_quote("No on-premise");
  finding.set_element("products/atlas/elements/N1");
  finding.add_matched_words()->set_request_word("Keller");
  type::v1::Finding& missing = *assessment.add_findings();
  missing.set_kind(type::v1::Finding::KIND_MISSING_EVIDENCE);
  missing.mutable_text()->set_en("How often does it hurt?");
  assessment.mutable_focus()->set_focus(type::v1::FOCUS_SALES_LED);
  request.mutable_review()->set_owner("principals/pm");
  answer.mutable_guidance()->mutable_text()->set_en("Do not raise hopes.");
  line.input = "title: T\ncustomer: Contoso\n";
  const Outcome outcome = line.Run({"request", "submit", "-", "--product", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  for (const char* part :
       {"probably: conflicts", "80 %", "No on-premise", "elements/N1", "Keller",
        "How often does it hurt?", "sales-led", "principals/pm", "Do not raise hopes."}) {
    EXPECT_THAT(outcome.out, HasSubstr(part));
  }
  EXPECT_EQ(intake.SubmitChangeRequest_.request.parent(), "products/atlas");
}

TEST_F(CommandsTest, JsonIsTheWholeAnswer) {
  intake.GetChangeRequest_.response.set_name(kName);
  const Outcome outcome = line.Run({"request", "get", "01J", "--product", "atlas", "--json"});
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["name"], kName);
  EXPECT_EQ(json["title"], "");  // empty fields are there
  EXPECT_EQ(intake.GetChangeRequest_.request.name(), kName);
}

TEST_F(CommandsTest, PeopleReadWhatCustomersAreCalled) {
  intake.GetChangeRequest_.response.set_customer("customers/C1");
  EXPECT_THAT(line.Run({"request", "get", kName}).out, HasSubstr("Contoso (customers/C1)"));
  intake.GetChangeRequest_.response.set_customer("customers/unknown");
  EXPECT_THAT(line.Run({"request", "get", kName}).out, HasSubstr("customers/unknown"));
}

TEST_F(CommandsTest, ScriptsCauseNoCallsForNames) {
  intake.GetChangeRequest_.response.set_customer("customers/C1");
  line.Run({"request", "get", kName, "--json"});
  EXPECT_EQ(directory.ListCustomers_.calls, 0);
}

TEST_F(CommandsTest, ARequestWithoutProductIsRefused) {
  line.input = "title: T\n";
  const Outcome outcome = line.Run({"request", "submit", "-"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("product"));
}

TEST_F(CommandsTest, AnEmptyQueueIsGoodNews) {
  EXPECT_THAT(line.Run({"review", "list"}).out, HasSubstr("Nothing waits"));
  EXPECT_EQ(reviews.ListReviews_.request.parent(), "products/-");
}

TEST_F(CommandsTest, DecideSendsTheTerms) {
  const Outcome outcome = line.Run({"review",
                                    "decide",
                                    kName,
                                    "--outcome",
                                    "approved",
                                    "--reason",
                                    "r",
                                    "--etag",
                                    "e",
                                    "--item",
                                    "1",
                                    "--exclude-item",
                                    "2",
                                    "--customer",
                                    "contoso",
                                    "--earliest",
                                    "2027-01-01",
                                    "--valid-until",
                                    "2027-06-30",
                                    "--condition",
                                    "SSO is on",
                                    "--limit",
                                    "1=600requests/min",
                                    "--split-item",
                                    "a",
                                    "--split-item",
                                    "b"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const auto& request = reviews.DecideChangeRequest_.request;
  EXPECT_EQ(request.etag(), "e");
  EXPECT_EQ(request.approval().included_items(0), std::string(kName) + "/items/1");
  EXPECT_EQ(request.approval().excluded_items(0), std::string(kName) + "/items/2");
  EXPECT_EQ(request.approval().customers().customers().customers(0), "customers/C1");
  EXPECT_EQ(request.approval().valid_until().month(), 6);
  EXPECT_EQ(request.approval().conditions(0).text(), "SSO is on");
  EXPECT_EQ(request.approval().limits(0).at_most().value(), 600);
  EXPECT_EQ(request.items_size(), 2);
  EXPECT_FALSE(request.request_id().empty());
}

TEST_F(CommandsTest, DecideWithoutTermsSendsNone) {
  line.Run({"review", "decide", kName, "--outcome", "as-is", "--reason", "r", "--etag", "e",
            "--element", "C1"});
  EXPECT_FALSE(reviews.DecideChangeRequest_.request.has_approval());
  EXPECT_EQ(reviews.DecideChangeRequest_.request.as_is_element(), "products/atlas/elements/C1");
}

TEST_F(CommandsTest, DecideWithoutEtagAndWithoutAnybodyThereIsRefused) {
  const Outcome outcome =
      line.Run({"review", "decide", kName, "--outcome", "declined", "--reason", "r"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("ETAG_REQUIRED"));
  EXPECT_EQ(reviews.DecideChangeRequest_.calls, 0);
}

TEST_F(CommandsTest, DecideShowsAndAsks) {
  intake.GetChangeRequest_.response.set_title("Export as PDF");
  intake.GetChangeRequest_.response.set_etag("read");
  line.terminal = true;
  line.input = "n\n";
  const std::vector<std::string> words = {"review",   "decide",   kName, "--outcome",
                                          "declined", "--reason", "r"};
  const Outcome refused = line.Run(words);
  EXPECT_EQ(refused.exit_code, ExitCode::kNo);
  EXPECT_THAT(refused.err, HasSubstr("Export as PDF"));
  EXPECT_EQ(reviews.DecideChangeRequest_.calls, 0);
  line.input = "y\n";
  EXPECT_EQ(line.Run(words).exit_code, ExitCode::kOk);
  EXPECT_EQ(reviews.DecideChangeRequest_.request.etag(), "read");
}

TEST_F(CommandsTest, TermsThatContradictThemselvesAreRefused) {
  const std::vector<std::string> kDecide = {"review",   "decide", kName,    "--outcome", "approved",
                                            "--reason", "r",      "--etag", "e"};
  const std::vector<std::string> kWrong[] = {{"--all-customers", "--segment", "x"},
                                             {"--limit", "600"},
                                             {"--limit", "=5"},
                                             {"--earliest", "2026-13-01"}};
  for (const std::vector<std::string>& wrong : kWrong) {
    std::vector<std::string> words = kDecide;
    words.insert(words.end(), wrong.begin(), wrong.end());
    EXPECT_EQ(line.Run(words).exit_code, ExitCode::kInvalidInput) << wrong[0];
  }
  EXPECT_EQ(reviews.DecideChangeRequest_.calls, 0);
}

TEST_F(CommandsTest, RevokeFindsTheRequestAndSaysWhoLostGround) {
  reviews.GetApproval_.response.set_change_request(kName);
  intake.GetChangeRequest_.response.set_etag("read");
  reviews.RevokeApproval_.response.add_promises_without_ground("products/atlas/promises/P1");
  line.terminal = true;
  line.input = "y\n";
  const Outcome outcome =
      line.Run({"approval", "revoke", "A1", "--product", "atlas", "--reason", "r"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(reviews.GetApproval_.request.name(), "products/atlas/approvals/A1");
  EXPECT_EQ(intake.GetChangeRequest_.request.name(), kName);
  EXPECT_EQ(reviews.RevokeApproval_.request.etag(), "read");
  EXPECT_THAT(outcome.out, HasSubstr("lost their ground: 1"));
  EXPECT_THAT(outcome.out, HasSubstr("promises/P1"));
}

TEST_F(CommandsTest, ClearanceThatMayNotBePromisedExitsWithOne) {
  const std::vector<std::string> words = {
      "clearance", "check", "--customer", "Contoso",    "--product",  "atlas",
      "--item",    "C1",    "--by",       "2026-12-31", "--quantity", "600 requests/min"};
  EXPECT_EQ(line.Run(words).exit_code, ExitCode::kNo);
  EXPECT_EQ(commitments.CheckClearance_.request.item(), "products/atlas/elements/C1");
  EXPECT_EQ(commitments.CheckClearance_.request.customer(), "customers/C1");
  EXPECT_EQ(commitments.CheckClearance_.request.by_date().day(), 31);
  commitments.CheckClearance_.response.set_may_promise(true);
  const Outcome outcome = line.Run(words);
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, HasSubstr("YES"));
}

TEST_F(CommandsTest, ClearanceNeedsAnItemOrWords) {
  EXPECT_EQ(line.Run({"clearance", "check", "--customer", "C", "--product", "p"}).exit_code,
            ExitCode::kInvalidInput);
  EXPECT_EQ(
      line.Run({"clearance", "check", "w", "--item", "i", "--customer", "C", "--product", "p"})
          .exit_code,
      ExitCode::kInvalidInput);
}

TEST_F(CommandsTest, ACustomerIsFoundWithoutRegardToCaseAndUnicodeForm) {
  directory.ListCustomers_.response.mutable_customers(0)->set_display_name("Müller");
  line.Run(
      {"clearance", "check", "--customer", "MU\xCC\x88LLER", "--product", "p", "--item", "C1"});
  EXPECT_EQ(commitments.CheckClearance_.request.customer(), "customers/C1");
}

TEST_F(CommandsTest, ACustomerThatCouldBeSeveralIsListed) {
  type::v1::Customer& other = *directory.ListCustomers_.response.add_customers();
  other.set_name("customers/C2");
  other.set_display_name("contoso");
  const Outcome outcome =
      line.Run({"clearance", "check", "--customer", "Contoso", "--product", "p", "--item", "C1"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("customers/C1"));
  EXPECT_THAT(outcome.err, HasSubstr("customers/C2"));
}

TEST_F(CommandsTest, TheStartOfANameIsNotEnough) {
  EXPECT_EQ(line.Run({"clearance", "check", "--customer", "Con", "--product", "p", "--item", "C1"})
                .exit_code,
            ExitCode::kInvalidInput);
  directory.ListCustomers_.response.clear_customers();
  EXPECT_EQ(line.Run({"clearance", "check", "--customer", "Con", "--product", "p", "--item", "C1"})
                .exit_code,
            ExitCode::kNotFound);
}

TEST_F(CommandsTest, APromiseFileMayUseShortNames) {
  line.input =
      "product: atlas\ncustomer: Contoso\npromised_by: ben\ndeal: D1\n"
      "lines: [{text: t, item: C1}, {text: u, item: 01J/2}]\n";
  EXPECT_EQ(line.Run({"promise", "record", "-"}).exit_code, ExitCode::kOk);
  const commitments::v1::Promise& promise = commitments.RecordPromise_.request.promise();
  EXPECT_EQ(promise.customer(), "customers/C1");
  EXPECT_EQ(promise.deal(), "customers/C1/deals/D1");
  EXPECT_EQ(promise.promised_by(), "principals/ben");
  EXPECT_EQ(promise.lines(0).item(), "products/atlas/elements/C1");
  EXPECT_EQ(promise.lines(1).item(), "products/atlas/changeRequests/01J/items/2");
}

TEST_F(CommandsTest, CompareReadsDaysInTheProductsZoneAndFiscalYear) {
  strategy::v1::StrategyDocument& document = *strategies.GetStrategy_.response.mutable_document();
  document.set_time_zone("Europe/Berlin");
  document.set_fiscal_year_start_month(4);
  const Outcome outcome = line.Run({"promise", "compare", "--product", "atlas", "--as-of",
                                    "2026-01-10", "--quarter", "2026-Q1", "--group-by", "person"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const auto& request = commitments.ComparePromises_.request;
  // The end of the day in Berlin is 23:00 in UTC.
  EXPECT_EQ(request.as_of_time().seconds(), 1'768'085'999);
  EXPECT_EQ(request.filter().made_from().month(), 4);
  EXPECT_EQ(request.group_by(), commitments::v1::ComparePromisesRequest::GROUP_BY_PERSON);
}

TEST_F(CommandsTest, CompareMarksLostGround) {
  commitments::v1::Promise& promise = *commitments.ComparePromises_.response.add_promises();
  promise.set_standing_when_made(commitments::v1::STANDING_COVERED);
  promise.set_standing_now(commitments::v1::STANDING_AGAINST_DECISION);
  promise.set_lost_ground(true);
  commitments.ComparePromises_.response.mutable_product_management()->set_requests_overdue(3);
  const Outcome outcome = line.Run({"promise", "compare"});
  EXPECT_THAT(outcome.out, HasSubstr("▼ Lost ground"));
  EXPECT_THAT(outcome.out, HasSubstr("3 of them overdue"));
}

TEST_F(CommandsTest, ATokenIsShownOnce) {
  directory.CreateKey_.response.set_token("zk_secret");
  EXPECT_THAT(line.Run({"key", "create", "anna"}).out, HasSubstr("zk_secret"));
  EXPECT_EQ(directory.CreateKey_.request.parent(), "principals/anna");
  directory.CreateKey_.response.clear_token();
  EXPECT_THAT(line.Run({"key", "create", "anna"}).out, HasSubstr("not shown again"));
}

TEST_F(CommandsTest, WatchGoesOnWhereAStoppingServerLeftIt) {
  const Outcome outcome = line.Run({"journal", "watch", "--until-caught-up", "--json"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\"position\":\"1\""));
  EXPECT_THAT(outcome.out, HasSubstr("\"position\":\"2\""));
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 2);
}

TEST_F(CommandsTest, ACheckpointIsPrintedAsItIs) {
  journal.GetCheckpoint_.response.set_note("zusage\n2\nabc=\n\n— zusage xyz\n");
  EXPECT_EQ(line.Run({"journal", "checkpoint"}).out, "zusage\n2\nabc=\n\n— zusage xyz\n");
}

TEST_F(CommandsTest, VerifyWithoutDataIsNotFound) {
  EXPECT_EQ(line.Run({"journal", "verify", "--data-dir", files.path()}).exit_code,
            ExitCode::kNotFound);
  EXPECT_EQ(line.Run({"journal", "verify"}).exit_code, ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"journal", "verify", "--database", "mysql://x"}).exit_code,
            ExitCode::kInvalidInput);
}

TEST_F(CommandsTest, BacktestPrintsFiguresAndWritesPredictions) {
  const std::string strategy =
      File("s.yaml", "product: atlas\ncapabilities:\n- {id: C1, title: Export invoices as PDF}\n");
  const std::string requests = File(
      "r.jsonl", R"({"id":"1","title":"Export invoices as PDF","expected":"AS_IS","language":"en"})"
                 "\n");
  const Outcome outcome = line.Run({"backtest", "--strategy", strategy, "--requests", requests,
                                    "--predictions", files.File("p.jsonl"), "--json"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_TRUE(nlohmann::json::parse(outcome.out).contains("all"));
  std::ifstream predictions(files.File("p.jsonl"));
  std::string first;
  std::getline(predictions, first);
  EXPECT_EQ(nlohmann::json::parse(first)["id"], "1");
}

constexpr char kBacktestStrategy[] =
    "product: atlas\ncapabilities:\n- {id: C1, title: Export invoices as PDF, aliases: [PDF/A]}\n"
    "non_goals:\n- {id: N1, title: No payroll}\n";
constexpr char kBacktestRequests[] =
    R"({"id":"1","title":"Invoices as PDF","expected":"AS_IS","expected_refs":["C1"],"lang":"en"}
{"id":"2","title":"Payroll","expected":"CONFLICTS","expected_refs":["N1"],"lang":"en"}

{"id":"3","title":"Lohn","body":"payroll","expected":"CONFLICTS","expected_refs":["N9"],"lang":"de"}
)";

TEST_F(CommandsTest, LeaveOneOutReportsEveryMannerAndStep) {
  const std::string strategy = File("s.yaml", kBacktestStrategy);
  const std::string requests = File("r.jsonl", kBacktestRequests);
  const Outcome outcome =
      line.Run({"backtest", "--strategy", strategy, "--requests", requests, "--leave-one-out",
                "--steps", "--predictions", files.File("p.jsonl"), "--json"});
  ASSERT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const nlohmann::json json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["runs"].size(), 12u);
  EXPECT_EQ(json["runs"][0]["all"]["requests"], 3);
  EXPECT_EQ(json["steps"][0]["without"], "all");
  EXPECT_THAT(outcome.err, HasSubstr("N9 of 3")) << "no strategy has it";
  std::ifstream predictions(files.File("p.jsonl"));
  std::string first;
  std::getline(predictions, first);
  EXPECT_EQ(nlohmann::json::parse(first)["strategy"], "bare");
}

TEST_F(CommandsTest, LeaveOneOutReadsADirectoryAndSpeaksGerman) {
  File("atlas.strategy.yaml", kBacktestStrategy);
  File("atlas.requests.jsonl", kBacktestRequests);
  const Outcome outcome =
      line.Run({"backtest", "--decisions", files.path(), "--leave-one-out", "--language", "de"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("vorbereitet"));
  EXPECT_THAT(outcome.out, HasSubstr("Präzedenzfälle"));
}

TEST_F(CommandsTest, BacktestNamesFileAndLineOfWhatIsWrong) {
  const std::string strategy = File("s.yaml", kBacktestStrategy);
  const auto complaint = [&](const std::string& lines) {
    const std::string requests = File("r.jsonl", lines);
    const Outcome outcome =
        line.Run({"backtest", "--strategy", strategy, "--requests", requests, "--leave-one-out"});
    EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
    return outcome.err;
  };
  const std::string good = R"({"id":"1","title":"T","expected":"AS_IS"})";
  EXPECT_THAT(complaint(good + "\n\nnot json\n"), HasSubstr("r.jsonl:3"));
  EXPECT_THAT(complaint(good + "\n" + good + "\n"), HasSubstr("r.jsonl:2: id"));
  EXPECT_THAT(complaint(R"({"id":"1","title":"T","expected":"YES"})"),
              HasSubstr("r.jsonl:1: expected"));
  EXPECT_THAT(complaint(R"({"id":"1","title":"T","expected":"AS_IS","date":"2026-02-30"})"),
              HasSubstr("r.jsonl:1: date"));
  EXPECT_THAT(complaint("\n"), HasSubstr("r.jsonl"));
  EXPECT_EQ(line.Run({"backtest", "--strategy", strategy}).exit_code, ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"backtest", "--decisions", "/nowhere"}).exit_code, ExitCode::kInvalidInput);
}

TEST_F(CommandsTest, NothingAServerSaysReachesTheTerminalAsAnEscape) {
  intake.GetChangeRequest_.response.set_title("\033]0;owned\007");
  EXPECT_THAT(line.Run({"request", "get", kName}).out, Not(HasSubstr("\033")));
}

TEST_F(CommandsTest, ColourNeedsATerminalAndNoObjection) {
  line.terminal = true;
  EXPECT_THAT(line.Run({"review", "list"}).out, HasSubstr("\033["));
  line.variables["NO_COLOR"] = "1";
  EXPECT_THAT(line.Run({"review", "list"}).out, Not(HasSubstr("\033[")));
}

}  // namespace
}  // namespace zusage::cli::testing
