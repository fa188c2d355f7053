// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/failure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/base/errors.h"
#include "zusage/client/error.h"

namespace zusage::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

grpc::Status FromTheWire() {
  google::rpc::ErrorInfo info;
  info.set_reason("INVALID_FIELDS");
  info.set_domain("zusage");
  (*info.mutable_metadata())["count"] = "1";
  google::rpc::BadRequest bad;
  auto* violation = bad.add_field_violations();
  violation->set_field("promise.lines[2].due_date");
  violation->set_reason("INVALID_DATE");
  violation->set_description("Diesen Tag gibt es nicht.");
  google::rpc::LocalizedMessage localized;
  localized.set_message("Ein Feld ist ungültig.");
  google::rpc::Status status;
  status.add_details()->PackFrom(info);
  status.add_details()->PackFrom(bad);
  status.add_details()->PackFrom(localized);
  return {grpc::StatusCode::INVALID_ARGUMENT, "One field is invalid.", status.SerializeAsString()};
}

TEST(FailureTest, EverythingTheServerSaidIsKept) {
  const Failure failure = FailureOf(client::StatusFrom(FromTheWire()), Language::kGerman);
  EXPECT_EQ(failure.code, absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(failure.reason, "INVALID_FIELDS");
  EXPECT_EQ(failure.message, "Ein Feld ist ungültig.");
  ASSERT_EQ(failure.fields.size(), 1u);
  EXPECT_EQ(failure.fields[0].path, "promise.lines[2].due_date");
  EXPECT_EQ(failure.metadata[0].second, "1");
}

TEST(FailureTest, DetailsThatAreNoneAreNoFailureOfTheirOwn) {
  const absl::Status status =
      client::StatusFrom({grpc::StatusCode::INTERNAL, "oops", std::string("\xff\xff", 2)});
  const Failure failure = FailureOf(status, Language::kEnglish);
  EXPECT_EQ(failure.message, "oops");
  EXPECT_EQ(failure.reason, "");
}

TEST(FailureTest, WhatNoServerAnsweredIsSaidInTheUsersLanguage) {
  const absl::Status status = client::StatusFrom({grpc::StatusCode::UNAVAILABLE, "refused"});
  EXPECT_EQ(FailureOf(status, Language::kGerman).message,
            "Der Server ist nicht erreichbar: refused");
  EXPECT_EQ(FailureOf(status, Language::kGerman).reason, "");
}

TEST(FailureTest, ErrorsMadeHereSpeakBothLanguages) {
  const absl::Status status = FieldError("--by", kInvalidDate, {{"value", "2026-02-30"}});
  EXPECT_THAT(FailureOf(status, Language::kEnglish).message, HasSubstr("no such day"));
  EXPECT_THAT(FailureOf(status, Language::kGerman).message, HasSubstr("gibt es nicht"));
}

TEST(FailureTest, JsonHoldsAllOfIt) {
  const Failure failure = FailureOf(client::StatusFrom(FromTheWire()), Language::kEnglish);
  const auto json = nlohmann::json::parse(FailureJson(failure, "try this"));
  EXPECT_EQ(json["error"]["code"], "INVALID_ARGUMENT");
  EXPECT_EQ(json["error"]["reason"], "INVALID_FIELDS");
  EXPECT_EQ(json["error"]["fields"][0]["field"], "promise.lines[2].due_date");
  EXPECT_EQ(json["error"]["metadata"]["count"], "1");
  EXPECT_EQ(json["error"]["hint"], "try this");
}

TEST(FailureTest, JsonSurvivesTextThatIsNoUtf8) {
  Failure failure;
  failure.message = "\xff";
  EXPECT_FALSE(FailureJson(failure, "").empty());
}

TEST(FailureTest, PeopleReadMessageFieldsAndHint) {
  std::ostringstream out;
  PrintFailure(FailureOf(client::StatusFrom(FromTheWire()), Language::kEnglish), "the hint", false,
               out);
  EXPECT_THAT(out.str(), HasSubstr("Ein Feld ist ungültig. [INVALID_FIELDS]"));
  EXPECT_THAT(out.str(), HasSubstr("promise.lines[2].due_date: Diesen Tag gibt es nicht."));
  EXPECT_THAT(out.str(), HasSubstr("the hint"));
  EXPECT_THAT(out.str(), Not(HasSubstr("\033")));
}

TEST(FailureTest, WhatTheFieldsSayIsSaidOnce) {
  Failure failure;
  failure.message = "name: Give one.; etag: A value is required.";
  failure.reason = "INVALID_FIELDS";
  failure.fields = {{"name", "REQUIRED", "Give one."},
                    {"etag", "INVALID_FORMAT", "A value is required."}};
  std::ostringstream out;
  PrintFailure(failure, "", false, out);
  EXPECT_EQ(out.str(),
            "zusage: name: Give one. [REQUIRED]\n"
            "zusage: etag: A value is required. [INVALID_FORMAT]\n");
}

TEST(FailureTest, HintsFitTheFailure) {
  Failure failure;
  failure.code = absl::StatusCode::kUnavailable;
  EXPECT_THAT(HintFor(failure, "host:1", Language::kEnglish), HasSubstr("host:1"));
  failure.reason = "NOT_LEARNED_YET";
  EXPECT_EQ(HintFor(failure, "host:1", Language::kEnglish), "");
  failure.code = absl::StatusCode::kUnauthenticated;
  EXPECT_THAT(HintFor(failure, "", Language::kGerman), HasSubstr("ZUSAGE_TOKEN"));
}

}  // namespace
}  // namespace zusage::cli
