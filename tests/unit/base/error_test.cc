// SPDX-License-Identifier: Apache-2.0
#include "services/base/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage {
namespace {

using ::testing::HasSubstr;

TEST(ErrorTest, ErrorHasCodeReasonMetadataAndBothTexts) {
  const absl::Status status = Error(kNotFound, {{"resource", "products/atlas"}});
  const auto details = DetailsOf(status);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(details->reason, "NOT_FOUND");
  EXPECT_EQ(details->metadata, (Metadata{{"resource", "products/atlas"}}));
  EXPECT_EQ(details->text(Language::kEnglish), "products/atlas does not exist.");
  EXPECT_EQ(details->text(Language::kGerman), "products/atlas gibt es nicht.");
  EXPECT_TRUE(details->fields.empty());
}

TEST(ErrorTest, StatusFromElsewhereHasNoDetails) {
  EXPECT_FALSE(DetailsOf(absl::InternalError("disk full")).has_value());
  EXPECT_FALSE(DetailsOf(absl::OkStatus()).has_value());
  EXPECT_EQ(ReasonOf(absl::InternalError("disk full")), "");
}

TEST(ErrorTest, TextsWithAnyBytesSurvive) {
  const std::string odd("\0{x}\xff ü", 8);
  const auto details = DetailsOf(Error(kNotFound, {{"resource", odd}}));
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->metadata[0].second, odd);
}

TEST(FieldErrorTest, OneViolationKeepsItsReasonAndCode) {
  const absl::Status status =
      FieldError("customer.name", kTooLong, {{"limit", "200"}, {"size", "201"}});
  const auto details = DetailsOf(status);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(details->reason, "TOO_LONG");
  ASSERT_EQ(details->fields.size(), 1u);
  EXPECT_EQ(details->fields[0].field, "customer.name");
  EXPECT_THAT(status.message(), HasSubstr("customer.name: At most 200 bytes"));
}

TEST(FieldErrorsTest, NoViolationIsOk) {
  EXPECT_TRUE(FieldErrors().status().ok());
  EXPECT_TRUE(FieldErrors().empty());
}

TEST(FieldErrorsTest, SeveralViolationsBecomeOneError) {
  FieldErrors errors;
  errors.Add("a", kRequired);
  errors.Add("b", kTooMany, {{"limit", "1"}, {"size", "2"}});
  const auto details = DetailsOf(errors.status());
  EXPECT_EQ(details->reason, "INVALID_FIELDS");
  EXPECT_EQ(details->metadata, (Metadata{{"count", "2"}}));
  ASSERT_EQ(details->fields.size(), 2u);
  EXPECT_EQ(details->fields[1].reason, "TOO_MANY");
}

TEST(FieldErrorsTest, ViolationsOfAPartGetItsPath) {
  FieldErrors errors;
  errors.AddAll("lines[2].", FieldError("due_date", kInvalidDate, {{"value", "2026-02-30"}}));
  errors.AddAll("ignored.", Error(kNotFound, {{"resource", "x"}}));
  const auto details = DetailsOf(errors.status());
  ASSERT_EQ(details->fields.size(), 1u);
  EXPECT_EQ(details->fields[0].field, "lines[2].due_date");
  EXPECT_EQ(details->metadata, (Metadata{{"value", "2026-02-30"}}));
}

TEST(FillInTest, PlaceholdersAreReplacedAndUnknownOnesStay) {
  EXPECT_EQ(FillIn("{a} and {b}{a}", {{"a", "1"}, {"b", "{a}"}}), "1 and {a}1");
  EXPECT_EQ(FillIn("{missing} {", {}), "{missing} {");
  EXPECT_EQ(FillIn("", {{"a", "1"}}), "");
}

TEST(StatusMacrosTest, ErrorReturnsEarlyAndValueIsAssigned) {
  const auto twice = [](absl::StatusOr<int> input) -> absl::StatusOr<int> {
    ZUSAGE_RETURN_IF_ERROR(input.status());
    ZUSAGE_ASSIGN_OR_RETURN(const int value, std::move(input));
    return 2 * value;
  };
  EXPECT_EQ(*twice(21), 42);
  EXPECT_EQ(twice(absl::NotFoundError("no")).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage
