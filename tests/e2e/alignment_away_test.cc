// SPDX-License-Identifier: Apache-2.0
//
// The check as a process of its own, killed while wishes and evidence come in: they are accepted
// all the same, and checked when it is back.
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <thread>

#include "tests/e2e/company.h"

namespace zusage::testing {
namespace {

using alignment::v1::AlignmentService;
using intake::v1::IntakeService;
using strategy::v1::StrategyService;
using type::v1::ChangeRequest;

constexpr char kProduct[] = "products/atlas";

class AlignmentAwayTest : public ::testing::TestWithParam<Topology> {
 protected:
  AlignmentAwayTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    company_.Hire("petra", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("sofia", type::v1::ROLE_SALES, kProduct);
    Publish();
  }

  void Publish() {
    strategy::v1::PublishStrategyRequest request;
    request.set_parent(kProduct);
    strategy::v1::StrategyDocument& document = *request.mutable_document();
    document.set_product("atlas");
    document.set_vision("Routes that plan themselves.");
    strategy::v1::Element& element = *document.add_elements();
    element.set_kind(strategy::v1::Element::KIND_CAPABILITY);
    element.set_id("C1");
    element.set_title("Export tours as CSV");
    request.set_memo("First.");
    request.set_request_id(company_.NextId());
    company_.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, request);
  }

  ChangeRequest Submit() {
    intake::v1::SubmitChangeRequestRequest request;
    request.set_parent(kProduct);
    request.mutable_change_request()->set_title("Export tours as CSV");
    request.mutable_change_request()->mutable_customer()->set_display_name("Contoso");
    request.set_request_id(company_.NextId());
    return company_.Do<IntakeService>("sofia", &IntakeService::Stub::SubmitChangeRequest, request)
        .change_request();
  }

  ChangeRequest Get(const std::string& name) {
    intake::v1::GetChangeRequestRequest get;
    get.set_name(name);
    return company_.Do<IntakeService>("sofia", &IntakeService::Stub::GetChangeRequest, get);
  }

  // Adds to what backs the request, twice with the same id: the second time it is told again.
  intake::v1::AddEvidenceResponse AddEvidence(const std::string& name,
                                              const type::v1::Evidence& evidence) {
    intake::v1::AddEvidenceRequest request;
    request.set_name(name);
    *request.mutable_evidence() = evidence;
    request.set_request_id(company_.NextId());
    const auto added =
        company_.Do<IntakeService>("sofia", &IntakeService::Stub::AddEvidence, request);
    const auto again =
        company_.Do<IntakeService>("sofia", &IntakeService::Stub::AddEvidence, request);
    EXPECT_EQ(again.SerializeAsString(), added.SerializeAsString());
    return added;
  }

  static bool Asks(const ChangeRequest& request, const std::string& reason) {
    for (const type::v1::Finding& finding : request.assessment().findings()) {
      if (finding.reason() == reason) return true;
    }
    return false;
  }

  int Count(ChangeRequest::State state) {
    intake::v1::ListChangeRequestsRequest list;
    list.set_parent(kProduct);
    list.add_states(state);
    list.set_page_size(200);
    return company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListChangeRequests, list)
        .change_requests_size();
  }

  // Asks again until it is so; tests end by the runner's limit if it never is.
  static void Await(const std::function<bool()>& so) {
    while (!so()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }

  Installation installation_;
  Company company_;
};

TEST_P(AlignmentAwayTest, SubmissionsGoOnAndAreCheckedWhenItIsBack) {
  Await([&] { return Submit().state() == ChangeRequest::STATE_IN_REVIEW; });

  // Killed in the middle of a stream of submissions: each is answered, checked or not.
  int submitted = 0;
  std::thread killer([&] { installation_.Kill("alignment"); });
  for (; submitted < 40; ++submitted) EXPECT_FALSE(Submit().name().empty());
  killer.join();
  const ChangeRequest unchecked = Submit();
  EXPECT_EQ(unchecked.state(), ChangeRequest::STATE_SUBMITTED);
  EXPECT_FALSE(unchecked.has_assessment());
  EXPECT_EQ(unchecked.review().owner(), "principals/petra") << "somebody is asked all the same";

  installation_.Start("alignment");
  Await([&] { return Count(ChangeRequest::STATE_SUBMITTED) == 0; });
  const ChangeRequest checked = Get(unchecked.name());
  EXPECT_EQ(checked.state(), ChangeRequest::STATE_IN_REVIEW);
  EXPECT_EQ(checked.assessment().verdict(), type::v1::VERDICT_AS_IS);
  EXPECT_NE(checked.etag(), unchecked.etag());
  Await([&] { return Submit().state() == ChangeRequest::STATE_IN_REVIEW; });
}

TEST_P(AlignmentAwayTest, EvidenceIsCheckedAtOnceAndWhileTheCheckIsAwayLater) {
  ChangeRequest request;
  Await([&] {
    request = Submit();
    return request.state() == ChangeRequest::STATE_IN_REVIEW;
  });
  EXPECT_TRUE(Asks(request, "MISSING_PAIN"));
  EXPECT_TRUE(Asks(request, "MISSING_CONVERSATIONS"));

  type::v1::Evidence pain;
  pain.set_pain(4);
  const intake::v1::AddEvidenceResponse added = AddEvidence(request.name(), pain);
  ASSERT_EQ(added.assessment_change().removed_findings_size(), 1);
  EXPECT_EQ(added.assessment_change().removed_findings(0).reason(), "MISSING_PAIN");
  EXPECT_GT(added.change_request().review().priority(), request.review().priority());
  EXPECT_EQ(added.change_request().review().cause(), type::v1::Review::CAUSE_REASSESSED);

  installation_.Kill("alignment");
  type::v1::Evidence said;
  said.add_logged_conversations()->set_text("They need it every day.");
  const intake::v1::AddEvidenceResponse unchecked = AddEvidence(request.name(), said);
  EXPECT_FALSE(unchecked.has_assessment_change());
  EXPECT_TRUE(Asks(unchecked.change_request(), "MISSING_CONVERSATIONS")) << "as it was";

  installation_.Start("alignment");
  Await([&] { return !Asks(Get(request.name()), "MISSING_CONVERSATIONS"); });
  const ChangeRequest checked = Get(request.name());
  EXPECT_EQ(checked.evidence().pain(), 4);
  EXPECT_EQ(checked.evidence().logged_conversations_size(), 1);
  EXPECT_NE(checked.etag(), unchecked.change_request().etag());
}

TEST_P(AlignmentAwayTest, StudyIsEvidenceAndIsToldAgainToWhoAsksTwice) {
  company_.Hire("priya", type::v1::ROLE_PRESALES, kProduct);
  ChangeRequest request;
  Await([&] {
    request = Submit();
    return request.state() == ChangeRequest::STATE_IN_REVIEW;
  });
  intake::v1::RecordStudyRequest record;
  record.set_parent(kProduct);
  record.set_request_id(company_.NextId());
  intake::v1::Study& study = *record.mutable_study();
  study.set_change_request(request.name());
  study.set_kind(intake::v1::Study::KIND_ESTIMATE);
  study.set_result(intake::v1::Study::RESULT_FEASIBLE);
  study.set_summary("Like the other export.");
  study.set_effort_person_days(12.5);
  const auto recorded =
      company_.Do<IntakeService>("priya", &IntakeService::Stub::RecordStudy, record);
  EXPECT_EQ(recorded.change_request().evidence().effort_person_days(), 12.5);
  EXPECT_EQ(recorded.assessment_change().removed_findings(0).reason(), "MISSING_EFFORT");
  const auto again = company_.Do<IntakeService>("priya", &IntakeService::Stub::RecordStudy, record);
  EXPECT_EQ(again.SerializeAsString(), recorded.SerializeAsString());
  intake::v1::ListStudiesRequest list;
  list.set_parent(kProduct);
  list.set_change_request(request.name());
  const auto studies = company_.Do<IntakeService>("sofia", &IntakeService::Stub::ListStudies, list);
  ASSERT_EQ(studies.studies_size(), 1);
  EXPECT_EQ(studies.studies(0).name(), recorded.study().name());
}

TEST_P(AlignmentAwayTest, AlignmentProcessAnswersUsersByTheirOwnTokens) {
  alignment::v1::QueryFeasibilityRequest question;
  question.set_parent(kProduct);
  question.set_question("Can it export tours as CSV?");
  alignment::v1::QueryFeasibilityResponse answer;
  Await([&] {
    return company_
        .Try<AlignmentService>("sofia", &AlignmentService::Stub::QueryFeasibility, question,
                               &answer)
        .ok();
  });
  EXPECT_EQ(answer.kind(), alignment::v1::FeasibilityAnswer::KIND_AS_IS);
  EXPECT_TRUE(answer.firm()) << answer.confidence();

  grpc::ClientContext context;
  context.AddMetadata("authorization", "Bearer zsg_nobody");
  EXPECT_EQ(AlignmentService::NewStub(company_.ChannelTo("alignment"))
                ->QueryFeasibility(&context, question, &answer)
                .error_code(),
            grpc::StatusCode::UNAUTHENTICATED);
}

std::vector<Topology> WithTheCheckApart() {
  std::vector<Topology> topologies = Topologies();
  std::erase_if(topologies, [](const Topology& topology) { return !topology.apart; });
  return topologies;
}

INSTANTIATE_TEST_SUITE_P(Topologies, AlignmentAwayTest, ::testing::ValuesIn(WithTheCheckApart()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
