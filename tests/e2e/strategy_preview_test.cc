// SPDX-License-Identifier: Apache-2.0
//
// What publishing would change is known before, is what it then changes, and is told without the
// check, too.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "tests/e2e/company.h"

namespace zusage::testing {
namespace {

using commitments::v1::CommitmentService;
using intake::v1::IntakeService;
using strategy::v1::Element;
using strategy::v1::Strategy;
using strategy::v1::StrategyChange;
using strategy::v1::StrategyService;
using ::testing::SizeIs;
using type::v1::ChangeRequest;

constexpr char kProduct[] = "products/atlas";

Element* Add(strategy::v1::StrategyDocument& document, Element::Kind kind, const char* id,
             const char* title) {
  Element* element = document.add_elements();
  element->set_kind(kind);
  element->set_id(id);
  element->set_title(title);
  return element;
}

class StrategyPreviewTest : public ::testing::TestWithParam<Topology> {
 protected:
  StrategyPreviewTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    company_.Hire("petra", type::v1::ROLE_PRODUCT_MANAGER, kProduct);
    company_.Hire("sofia", type::v1::ROLE_SALES, kProduct);
  }

  // With the export of tours as something that exists, or as something that it will not do.
  static strategy::v1::PublishStrategyRequest Version(int base, bool exports) {
    strategy::v1::PublishStrategyRequest request;
    request.set_parent(kProduct);
    strategy::v1::StrategyDocument& document = *request.mutable_document();
    document.set_product("atlas");
    Add(document, Element::KIND_THEME, "T1", "Routes that plan themselves");
    if (exports) {
      Add(document, Element::KIND_CAPABILITY, "C1", "Export tours as CSV");
    } else {
      Add(document, Element::KIND_NON_GOAL, "N1", "No export of tours as CSV");
    }
    request.set_memo("What is new.");
    request.set_base_version(base);
    return request;
  }

  Strategy Publish(strategy::v1::PublishStrategyRequest request, bool validate_only) {
    request.set_validate_only(validate_only);
    request.set_request_id(company_.NextId());
    return company_.Do<StrategyService>("petra", &StrategyService::Stub::PublishStrategy, request);
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

  ChangeRequest Read(const std::string& name) {
    intake::v1::GetChangeRequestRequest get;
    get.set_name(name);
    return company_.Do<IntakeService>("sofia", &IntakeService::Stub::GetChangeRequest, get);
  }

  void Promise(const std::string& customer) {
    commitments::v1::RecordPromiseRequest request;
    request.set_parent(kProduct);
    request.mutable_promise()->set_customer(customer);
    commitments::v1::PromiseLine& line = *request.mutable_promise()->add_lines();
    line.set_text("You get your tours as CSV");
    line.set_item(std::string(kProduct) + "/elements/C1");
    request.set_request_id(company_.NextId());
    company_.Do<CommitmentService>("sofia", &CommitmentService::Stub::RecordPromise, request);
  }

  // Asks again until it is so; tests end by the runner's limit if it never is.
  static void Await(const std::function<bool()>& so) {
    while (!so()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }

  Installation installation_;
  Company company_;
};

TEST_P(StrategyPreviewTest, WhatThePreviewSaysComesTrue) {
  Publish(Version(0, /*exports=*/true), /*validate_only=*/false);
  ChangeRequest asked = Submit();
  Await([&] { return Read(asked.name()).state() == ChangeRequest::STATE_IN_REVIEW; });
  EXPECT_EQ(Read(asked.name()).assessment().verdict(), type::v1::VERDICT_AS_IS);
  Promise(asked.customer());

  const StrategyChange preview = Publish(Version(1, /*exports=*/false), true).change();
  EXPECT_THAT(preview.difference().elements(), SizeIs(2));
  EXPECT_FALSE(preview.requests_not_judged());
  ASSERT_THAT(preview.requests(), SizeIs(1));
  EXPECT_EQ(preview.requests(0).change_request(), asked.name());
  EXPECT_EQ(preview.requests(0).verdict_before(), type::v1::VERDICT_AS_IS);
  EXPECT_EQ(preview.requests(0).verdict(), type::v1::VERDICT_CONFLICTS);
  ASSERT_THAT(preview.promises(), SizeIs(1));
  EXPECT_EQ(preview.promises(0).customer(), asked.customer());
  ASSERT_THAT(preview.retired(), SizeIs(1));
  EXPECT_EQ(preview.retired(0).promises(), 1);

  const Strategy published = Publish(Version(1, /*exports=*/false), false);
  EXPECT_THAT(published.change().retired(), SizeIs(1));
  Await([&] { return Read(asked.name()).assessment().verdict() == type::v1::VERDICT_CONFLICTS; });

  strategy::v1::GetStrategyRequest get;
  get.set_name(std::string(kProduct) + "/strategies/current");
  Strategy read = company_.Do<StrategyService>("sofia", &StrategyService::Stub::GetStrategy, get);
  ASSERT_THAT(read.retired_elements(), SizeIs(1));
  EXPECT_EQ(read.retired_elements(0).last_version(), 1);
  EXPECT_FALSE(read.has_acknowledge_time());
  strategy::v1::AcknowledgeStrategyRequest acknowledge;
  acknowledge.set_name(read.name());
  acknowledge.set_request_id(company_.NextId());
  company_.Do<StrategyService>("sofia", &StrategyService::Stub::AcknowledgeStrategy, acknowledge);
  read = company_.Do<StrategyService>("sofia", &StrategyService::Stub::GetStrategy, get);
  EXPECT_TRUE(read.has_acknowledge_time());

  strategy::v1::ListAcknowledgementsRequest list;
  list.set_parent(read.name());
  const auto readers =
      company_.Do<StrategyService>("petra", &StrategyService::Stub::ListAcknowledgements, list);
  EXPECT_EQ(readers.acknowledged_count(), 1);
  EXPECT_EQ(readers.missing_count(), 1);
}

TEST_P(StrategyPreviewTest, WithoutTheCheckThePreviewSaysThatRequestsAreNotJudged) {
  if (!GetParam().apart) GTEST_SKIP() << "the check runs where the strategy does";
  Publish(Version(0, /*exports=*/true), false);
  Promise(Submit().customer());
  installation_.Kill("alignment");
  const StrategyChange preview = Publish(Version(1, /*exports=*/false), true).change();
  EXPECT_TRUE(preview.requests_not_judged());
  EXPECT_EQ(preview.open_requests_count(), 1);
  EXPECT_THAT(preview.promises(), SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Topologies, StrategyPreviewTest, ::testing::ValuesIn(Topologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
