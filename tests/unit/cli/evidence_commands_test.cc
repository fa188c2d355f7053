// SPDX-License-Identifier: Apache-2.0
// Evidence, studies and withdrawals, from the words typed to what is sent and printed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using intake::v1::Study;
using ::testing::AllOf;
using ::testing::HasSubstr;
using type::v1::ChangeRequest;
using type::v1::Conversation;

constexpr char kName[] = "products/atlas/changeRequests/01J";

struct FakeIntake : intake::v1::IntakeService::Service {
  ZUSAGE_RECORDED(AddEvidence, intake::v1::AddEvidenceRequest, intake::v1::AddEvidenceResponse)
  ZUSAGE_RECORDED(WithdrawChangeRequest, intake::v1::WithdrawChangeRequestRequest, ChangeRequest)
  ZUSAGE_RECORDED(RecordStudy, intake::v1::RecordStudyRequest, intake::v1::RecordStudyResponse)
  ZUSAGE_RECORDED(GetStudy, intake::v1::GetStudyRequest, Study)
  ZUSAGE_RECORDED(ListStudies, intake::v1::ListStudiesRequest, intake::v1::ListStudiesResponse)
  ZUSAGE_RECORDED(GetChangeRequest, intake::v1::GetChangeRequestRequest, ChangeRequest)
  ZUSAGE_RECORDED(ListChangeRequests, intake::v1::ListChangeRequestsRequest,
                  intake::v1::ListChangeRequestsResponse)
};
struct FakeDirectory : directory::v1::DirectoryService::Service {
  ZUSAGE_RECORDED(GetCaller, directory::v1::GetCallerRequest, directory::v1::Principal)
};

class EvidenceCommandsTest : public ::testing::Test {
 protected:
  EvidenceCommandsTest() { line.Serve({&intake, &directory}); }

  zusage::testing::TemporaryDirectory files;
  FakeIntake intake;
  FakeDirectory directory;
  CommandLine line;
};

TEST_F(EvidenceCommandsTest, OptionsSayWhatIsAddedOverWhatTheFileSays) {
  std::ofstream(files.File("evidence.yaml")) << "pain: 2\n"
                                                "logged_conversations:\n"
                                                "- {kind: call, date: 2026-01-12, text: It hurts}\n"
                                                "- They said so\n";
  const Outcome outcome = line.Run({"request",
                                    "evidence",
                                    kName,
                                    files.File("evidence.yaml"),
                                    "--pain",
                                    "5",
                                    "--frequency",
                                    "2.5",
                                    "--similar-customers",
                                    "3",
                                    "--segment-share",
                                    "0.25",
                                    "--willingness-to-pay",
                                    "EUR 5000",
                                    "--effort",
                                    "12.5",
                                    "--conversation",
                                    "First",
                                    "--conversation",
                                    "Second",
                                    "--etag",
                                    "e",
                                    "--request-id",
                                    "r"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const intake::v1::AddEvidenceRequest& sent = intake.AddEvidence_.request;
  EXPECT_EQ(sent.name(), kName);
  EXPECT_EQ(sent.etag(), "e");
  EXPECT_EQ(sent.request_id(), "r");
  const type::v1::Evidence& evidence = sent.evidence();
  EXPECT_EQ(evidence.pain(), 5);
  EXPECT_EQ(evidence.frequency_per_month(), 2.5);
  EXPECT_EQ(evidence.similar_customers(), 3);
  EXPECT_EQ(evidence.segment_share(), 0.25);
  EXPECT_EQ(evidence.willingness_to_pay().units(), 5000);
  EXPECT_EQ(evidence.willingness_to_pay().currency_code(), "EUR");
  EXPECT_EQ(evidence.effort_person_days(), 12.5);
  ASSERT_EQ(evidence.conversations_size(), 2);
  EXPECT_EQ(evidence.conversations(1), "Second");
  ASSERT_EQ(evidence.logged_conversations_size(), 2);
  EXPECT_EQ(evidence.logged_conversations(0).kind(), Conversation::KIND_CALL);
  EXPECT_EQ(evidence.logged_conversations(0).date().day(), 12);
  EXPECT_EQ(evidence.logged_conversations(1).text(), "They said so");
}

TEST_F(EvidenceCommandsTest, NumbersAndMoneyAreReadBeforeAnythingIsSent) {
  EXPECT_EQ(line.Run({"request", "evidence", kName, "--effort", "many"}).exit_code,
            ExitCode::kInvalidInput);
  EXPECT_EQ(line.Run({"request", "evidence", kName, "--willingness-to-pay", "lots"}).exit_code,
            ExitCode::kInvalidInput);
  EXPECT_EQ(intake.AddEvidence_.calls, 0);
}

TEST_F(EvidenceCommandsTest, WhatChangedIsShown) {
  intake::v1::AddEvidenceResponse& answer = intake.AddEvidence_.response;
  answer.mutable_change_request()->set_title("Tours on a map");
  type::v1::Evidence& evidence = *answer.mutable_change_request()->mutable_evidence();
  evidence.set_pain(4);
  Conversation& conversation = *evidence.add_logged_conversations();
  conversation.set_kind(Conversation::KIND_MEETING);
  conversation.mutable_date()->set_year(2026);
  conversation.mutable_date()->set_month(1);
  conversation.mutable_date()->set_day(12);
  conversation.set_text("It hurts");
  type::v1::AssessmentChange& change = *answer.mutable_assessment_change();
  change.set_verdict_before(type::v1::VERDICT_UNCLEAR);
  change.set_verdict(type::v1::VERDICT_ALIGNED);
  change.set_market(70.4);
  change.add_removed_findings()->mutable_text()->set_en("How much does it hurt?");
  const Outcome outcome = line.Run({"request", "evidence", kName, "--pain", "4"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("4 / 5"), HasSubstr("meeting, 2026-01-12: It hurts"),
                                 HasSubstr(" → "), HasSubstr("unknown → 70"),
                                 HasSubstr("- How much does it hurt?")));
}

TEST_F(EvidenceCommandsTest, LaterCheckIsSaid) {
  intake.AddEvidence_.response.mutable_guidance();
  EXPECT_THAT(line.Run({"request", "evidence", kName, "--pain", "4"}).out,
              HasSubstr("checked again as soon as it can"));
}

TEST_F(EvidenceCommandsTest, WithdrawingNeedsAnEtagOrSomebodyToAsk) {
  EXPECT_EQ(line.Run({"request", "withdraw", kName, "--reason", "gone"}).exit_code,
            ExitCode::kInvalidInput);
  EXPECT_EQ(intake.WithdrawChangeRequest_.calls, 0);
  intake.WithdrawChangeRequest_.response.set_withdraw_reason("They bought elsewhere.");
  const Outcome outcome = line.Run(
      {"request", "withdraw", "01J", "--product", "atlas", "--reason", "gone", "--etag", "e"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(intake.WithdrawChangeRequest_.request.name(), kName);
  EXPECT_EQ(intake.WithdrawChangeRequest_.request.reason(), "gone");
  EXPECT_EQ(intake.WithdrawChangeRequest_.request.etag(), "e");
  EXPECT_THAT(outcome.out, HasSubstr("They bought elsewhere."));
}

TEST_F(EvidenceCommandsTest, StudyIsAboutARequestAnElementOrAProduct) {
  const auto record = [&](std::vector<std::string> about) {
    std::vector<std::string> words = {"study", "record"};
    words.insert(words.end(), about.begin(), about.end());
    for (const char* word :
         {"--kind", "prototype", "--result", "feasible_with_limits", "--summary", "Works",
          "--limits", "300", "--effort", "12.5", "--valid-until", "2026-12-31"}) {
      words.emplace_back(word);
    }
    EXPECT_EQ(line.Run(words).exit_code, ExitCode::kOk);
    return intake.RecordStudy_.request;
  };
  const intake::v1::RecordStudyRequest whole = record({kName});
  EXPECT_EQ(whole.parent(), "products/atlas");
  EXPECT_EQ(whole.study().change_request(), kName);
  EXPECT_EQ(whole.study().kind(), Study::KIND_PROTOTYPE);
  EXPECT_EQ(whole.study().result(), Study::RESULT_FEASIBLE_WITH_LIMITS);
  EXPECT_EQ(whole.study().limits(), "300");
  EXPECT_EQ(whole.study().effort_person_days(), 12.5);
  EXPECT_EQ(whole.study().valid_until().month(), 12);
  const intake::v1::RecordStudyRequest end =
      record({"01J", "--product", "atlas", "--element", "R1"});
  EXPECT_EQ(end.study().change_request(), kName);
  EXPECT_EQ(end.study().element(), "products/atlas/elements/R1");
  const intake::v1::RecordStudyRequest element = record({"products/atlas/elements/R1"});
  EXPECT_EQ(element.parent(), "products/atlas");
  EXPECT_EQ(element.study().element(), "products/atlas/elements/R1");
  EXPECT_EQ(element.study().change_request(), "");
  const intake::v1::RecordStudyRequest product = record({"atlas"});
  EXPECT_EQ(product.parent(), "products/atlas");
  EXPECT_EQ(product.study().change_request(), "");
}

TEST_F(EvidenceCommandsTest, StudiesAreListedAndSayWhatIsOutOfDate) {
  Study& study = *intake.ListStudies_.response.add_studies();
  study.set_name("products/atlas/studies/01K");
  study.set_kind(Study::KIND_ESTIMATE);
  study.set_result(Study::RESULT_NOT_FEASIBLE);
  study.set_effort_person_days(40);
  study.mutable_valid_until()->set_year(2026);
  study.mutable_valid_until()->set_month(1);
  study.mutable_valid_until()->set_day(31);
  study.set_expired(true);
  const Outcome outcome = line.Run({"study", "list", "atlas"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(intake.ListStudies_.request.parent(), "products/atlas");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("not feasible"), HasSubstr("out of date"),
                                 HasSubstr("products/atlas/studies/01K")));
  intake.GetStudy_.response = study;
  EXPECT_THAT(line.Run({"study", "get", "01K", "--product", "atlas"}).out,
              HasSubstr("40 person days"));
  EXPECT_EQ(intake.GetStudy_.request.name(), "products/atlas/studies/01K");
}

TEST_F(EvidenceCommandsTest, MineAreThoseOfTheCaller) {
  directory.GetCaller_.response.set_name("principals/sofia");
  EXPECT_EQ(line.Run({"request", "list", "--mine"}).exit_code, ExitCode::kOk);
  EXPECT_EQ(intake.ListChangeRequests_.request.submitter(), "principals/sofia");
  const Outcome both = line.Run({"request", "list", "--mine", "--submitter", "ben"});
  EXPECT_EQ(both.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(both.err, HasSubstr("at most one of --mine, --submitter"));
}

TEST_F(EvidenceCommandsTest, WhatTheRequestWaitsForAndHowItCameToItsOwnerIsShown) {
  ChangeRequest& request = intake.GetChangeRequest_.response;
  request.set_evidence_question("What would they pay?");
  request.set_merged_into("products/atlas/changeRequests/01A");
  request.add_merged_requests("products/atlas/changeRequests/01B");
  request.mutable_review()->set_substitute("principals/paula");
  request.mutable_review()->set_cause(type::v1::Review::CAUSE_ASSIGNED);
  request.mutable_review()->set_note("She knows maps.");
  EXPECT_THAT(line.Run({"request", "get", kName}).out,
              AllOf(HasSubstr("What would they pay?"), HasSubstr("changeRequests/01A"),
                    HasSubstr("changeRequests/01B"), HasSubstr("principals/paula"),
                    HasSubstr("assigned: She knows maps.")));
}

}  // namespace
}  // namespace zusage::cli::testing
