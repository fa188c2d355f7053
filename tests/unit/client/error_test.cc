// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/error.h"

#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace zusage::client {
namespace {

google::rpc::Status FromTheWire() {
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
  status.set_code(3);
  status.set_message("One field is invalid.");
  status.add_details()->PackFrom(info);
  status.add_details()->PackFrom(bad);
  status.add_details()->PackFrom(localized);
  return status;
}

void ExpectEverything(const absl::Status& status) {
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_EQ(status.message(), "One field is invalid.");
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELDS");
  EXPECT_EQ(MessageOf(status), "Ein Feld ist ungültig.");
  const std::optional<ErrorDetails> details = DetailsOf(status);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->metadata.at("count"), "1");
  ASSERT_EQ(details->fields.size(), 1u);
  EXPECT_EQ(details->fields[0].field, "promise.lines[2].due_date");
  EXPECT_EQ(details->fields[0].reason, "INVALID_DATE");
  EXPECT_EQ(details->fields[0].description, "Diesen Tag gibt es nicht.");
}

TEST(ErrorTest, EverythingTheServerSaidCanBeRead) {
  const google::rpc::Status wire = FromTheWire();
  ExpectEverything(StatusFrom(
      grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, wire.message(), wire.SerializeAsString())));
}

TEST(ErrorTest, SoCanTheErrorOfAnImportedItem) { ExpectEverything(StatusFrom(FromTheWire())); }

TEST(ErrorTest, DetailsThatAreNoneAreEmpty) {
  const absl::Status status =
      StatusFrom(grpc::Status(grpc::StatusCode::INTERNAL, "oops", std::string("\xff\xff", 2)));
  EXPECT_EQ(ReasonOf(status), "");
  EXPECT_EQ(MessageOf(status), "oops");
  EXPECT_TRUE(DetailsOf(status).has_value());
}

TEST(ErrorTest, WhatWasNotSaidOnTheWireHasNoDetails) {
  EXPECT_FALSE(DetailsOf(absl::NotFoundError("here")).has_value());
  EXPECT_FALSE(DetailsOf(absl::OkStatus()).has_value());
  EXPECT_EQ(MessageOf(absl::NotFoundError("here")), "here");
  EXPECT_TRUE(StatusFrom(grpc::Status::OK).ok());
}

}  // namespace
}  // namespace zusage::client
