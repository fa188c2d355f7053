// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/method.h"

#include <gtest/gtest.h>

#include "tests/rpc/probe.pb.h"
#include "zusage/alignment/v1/alignment_service.pb.h"
#include "zusage/commitments/v1/commitment_service.pb.h"
#include "zusage/directory/v1/directory_service.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/journal/v1/journal_service.pb.h"
#include "zusage/review/v1/review_service.pb.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::rpc {
namespace {

namespace probe = ::zusage::probe::v1;
using directory::Role;
using google::protobuf::FileDescriptor;
using google::protobuf::ServiceDescriptor;

absl::StatusOr<Method> Read(const std::string& service, const std::string& method) {
  static RuleBook& rules = *new RuleBook;
  static CallMetrics& metrics = *new CallMetrics;
  const ServiceDescriptor* descriptor =
      probe::Story::descriptor()->file()->FindServiceByName(service);
  return ReadMethod(*descriptor->FindMethodByName(method), rules, metrics);
}

TEST(MethodTest, PolicyOfAReadIsRead) {
  const auto method = Read("ProbeService", "GetStory");
  ASSERT_TRUE(method.ok()) << method.status();
  EXPECT_EQ(method->full_name, "zusage.probe.v1.ProbeService.GetStory");
  EXPECT_TRUE(method->Allows(Role::kTool));
  EXPECT_FALSE(method->Allows(Role::kAdmin));
  EXPECT_FALSE(method->allows_anyone());
  EXPECT_FALSE(method->mutates());
  EXPECT_TRUE(method->has_secrets);
}

TEST(MethodTest, PolicyOfAMutationIsRead) {
  const auto forever = Read("ProbeService", "TellStory");
  ASSERT_TRUE(forever.ok());
  EXPECT_TRUE(forever->mutates());
  EXPECT_FALSE(forever->keep_answer_for.has_value());
  EXPECT_FALSE(forever->admin_only);
  const auto week = Read("ProbeService", "Administer");
  ASSERT_TRUE(week.ok());
  EXPECT_EQ(week->keep_answer_for, absl::Hours(7 * 24));
  EXPECT_TRUE(week->admin_only);
}

TEST(MethodTest, StreamOfMutationsIsIdentifiedByItsItems) {
  const auto method = Read("ProbeService", "TellStories");
  ASSERT_TRUE(method.ok()) << method.status();
  EXPECT_TRUE(method->mutates());
  EXPECT_TRUE(method->streams);
  EXPECT_EQ(method->request_id, nullptr);
  EXPECT_NE(method->item_rules, nullptr);
}

TEST(MethodTest, ProductIsFoundAtItsPath) {
  const auto method = Read("ProbeService", "TellStory");
  probe::TellStoryRequest request;
  EXPECT_EQ(method->ProductOf(request), "");
  request.mutable_story()->set_name("products/atlas/changeRequests/1");
  EXPECT_EQ(method->ProductOf(request), "products/atlas");
  request.mutable_story()->set_name("nonsense");
  EXPECT_EQ(method->ProductOf(request), "");
}

TEST(MethodTest, MethodWithoutPolicyIsRefused) {
  EXPECT_EQ(Read("UnguardedService", "GetStory").status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(MethodTest, PolicyThatContradictsTheRequestIsRefused) {
  EXPECT_FALSE(Read("MisguidedService", "FieldIsNoProduct").ok());
  EXPECT_FALSE(Read("ForgetfulService", "TellStory").ok());
  EXPECT_FALSE(Read("CarelessService", "TellStories").ok()) << "its items have no request_id";
}

// The whole contract: a server with all services would start.
TEST(MethodTest, EveryMethodOfTheContractHasAValidPolicy) {
  RuleBook rules;
  CallMetrics metrics;
  int methods = 0;
  for (const FileDescriptor* file : {alignment::v1::CheckAlignmentRequest::descriptor()->file(),
                                     commitments::v1::RecordPromiseRequest::descriptor()->file(),
                                     directory::v1::CreateKeyRequest::descriptor()->file(),
                                     intake::v1::SubmitChangeRequestRequest::descriptor()->file(),
                                     journal::v1::ListEntriesRequest::descriptor()->file(),
                                     review::v1::ListReviewsRequest::descriptor()->file(),
                                     strategy::v1::GetStrategyRequest::descriptor()->file()}) {
    const ServiceDescriptor& service = *file->service(0);
    for (int i = 0; i < service.method_count(); ++i, ++methods) {
      const auto method = ReadMethod(*service.method(i), rules, metrics);
      EXPECT_TRUE(method.ok()) << method.status();
    }
  }
  EXPECT_GE(methods, 30);
}

}  // namespace
}  // namespace zusage::rpc
