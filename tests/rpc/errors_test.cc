// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

TEST(ErrorsTest, ErrorCarriesReasonMetadataAndMessage) {
  ProbeWorld world;
  const grpc::Status status = world.GetStory("anna", Asking(kStory, "missing"));
  const Refusal refusal = DetailsOfCall(status);
  EXPECT_EQ(status.error_code(), NOT_FOUND);
  EXPECT_EQ(refusal.info.domain(), "zusage");
  EXPECT_EQ(refusal.info.reason(), "NOT_FOUND");
  EXPECT_EQ(refusal.info.metadata().at("resource"), "products/atlas");
  EXPECT_EQ(refusal.localized.locale(), "en");
  EXPECT_EQ(refusal.localized.message(), "products/atlas does not exist.");
  EXPECT_EQ(status.error_message(), "products/atlas does not exist.");
}

TEST(ErrorsTest, GermanIsSpokenToThoseWhoAskForIt) {
  ProbeWorld world;
  const grpc::Status status = world.GetStory("anna", Asking(kStory, "missing"), nullptr,
                                             {{"accept-language", "de-CH, en;q=0.5"}});
  const Refusal refusal = DetailsOfCall(status);
  EXPECT_EQ(refusal.localized.locale(), "de");
  EXPECT_EQ(refusal.localized.message(), "products/atlas gibt es nicht.");
  EXPECT_EQ(status.error_message(), "products/atlas does not exist.");
}

TEST(ErrorsTest, RefusalOfIdentityIsLocalizedToo) {
  ProbeWorld world;
  const auto status = world.GetStory("", {{"accept-language", "de"}});
  EXPECT_NE(DetailsOfCall(status).localized.message().find("gültiges Token"), std::string::npos);
}

TEST(ErrorsTest, WhatTheEngineSaysStaysInside) {
  ProbeWorld world;
  for (const char* how : {"internal", "throw"}) {
    const grpc::Status status = world.GetStory(
        "anna", Asking(kStory, how), nullptr,
        {{"traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"}});
    EXPECT_EQ(status.error_code(), INTERNAL);
    EXPECT_EQ(DetailsOfCall(status).info.reason(), "INTERNAL");
    EXPECT_EQ(DetailsOfCall(status).info.metadata().at("trace"),
              "0123456789abcdef0123456789abcdef");
    EXPECT_EQ(status.error_message().find("constraint"), std::string::npos);
    EXPECT_EQ(status.error_message().find("thrown"), std::string::npos);
  }
}

TEST(ErrorsTest, AllViolationsAreToldWithTheirPaths) {
  ProbeWorld world;
  probe::TellStoryRequest request = Telling("");
  request.mutable_story()->set_title(std::string(41, 'x'));
  request.mutable_story()->add_lines();
  const grpc::Status status = world.Tell("anna", request);
  const Refusal refusal = DetailsOfCall(status);
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
  EXPECT_EQ(refusal.info.reason(), "INVALID_FIELDS");
  ASSERT_EQ(refusal.bad_request.field_violations_size(), 3);
  EXPECT_EQ(refusal.bad_request.field_violations(0).field(), "story.title");
  EXPECT_EQ(refusal.bad_request.field_violations(0).reason(), "TOO_LONG");
  EXPECT_EQ(refusal.bad_request.field_violations(1).field(), "story.lines[0].text");
  EXPECT_EQ(refusal.bad_request.field_violations(2).field(), "request_id");
}

TEST(ErrorsTest, ManyViolationsStillFitIntoTheTrailer) {
  ProbeWorld world;
  probe::TellStoryRequest request = Telling("r1");
  for (int i = 0; i < 100; ++i) request.mutable_story()->add_customers("not a customer");
  const grpc::Status status = world.Tell("anna", request, nullptr, {{"accept-language", "de"}});
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "INVALID_FIELDS");
  EXPECT_GT(DetailsOfCall(status).bad_request.field_violations_size(), 5);
}

TEST(ErrorsTest, TextThatIsNoUtf8IsRefusedWithItsField) {
  ProbeWorld world;
  const grpc::Status status = world.Tell("anna", Telling("r1", "a\xff"));
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "INVALID_TEXT");
  ASSERT_EQ(DetailsOfCall(status).bad_request.field_violations_size(), 1);
  EXPECT_EQ(DetailsOfCall(status).bad_request.field_violations(0).field(), "story.title");
}

TEST(ErrorsTest, UnknownFieldIsRefused) {
  ProbeWorld world;
  probe::TellStoryRequest request = Telling("r1");
  request.mutable_story()
      ->GetReflection()
      ->MutableUnknownFields(request.mutable_story())
      ->AddVarint(777, 1);
  const grpc::Status status = world.Tell("anna", request);
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "UNKNOWN_FIELD");
  EXPECT_EQ(DetailsOfCall(status).bad_request.field_violations(0).field(), "story.777");
}

}  // namespace
}  // namespace zusage::testing
