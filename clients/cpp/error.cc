// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/error.h"

#include <utility>

#include "absl/strings/cord.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace zusage::client {
namespace {

constexpr char kWireUrl[] = "type.googleapis.com/google.rpc.Status";

absl::Status WithDetails(int code, const std::string& message, const std::string& details) {
  if (code == 0) return absl::OkStatus();
  absl::Status result(static_cast<absl::StatusCode>(code), message);
  result.SetPayload(kWireUrl, absl::Cord(details));
  return result;
}

}  // namespace

std::optional<ErrorDetails> DetailsOf(const absl::Status& status) {
  const auto bytes = status.GetPayload(kWireUrl);
  if (!bytes.has_value()) return std::nullopt;
  ErrorDetails details;
  google::rpc::Status wire;
  if (bytes->empty() || !wire.ParseFromString(std::string(*bytes))) return details;
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::LocalizedMessage localized;
  for (const google::protobuf::Any& any : wire.details()) {
    any.UnpackTo(&info) || any.UnpackTo(&bad_request) || any.UnpackTo(&localized);
  }
  details.reason = info.reason();
  details.metadata.insert(info.metadata().begin(), info.metadata().end());
  details.localized_message = localized.message();
  for (const auto& violation : bad_request.field_violations()) {
    details.fields.push_back({violation.field(), violation.reason(), violation.description()});
  }
  return details;
}

std::string ReasonOf(const absl::Status& status) {
  std::optional<ErrorDetails> details = DetailsOf(status);
  return details.has_value() ? std::move(details->reason) : "";
}

std::string MessageOf(const absl::Status& status) {
  std::optional<ErrorDetails> details = DetailsOf(status);
  if (details.has_value() && !details->localized_message.empty()) {
    return std::move(details->localized_message);
  }
  return std::string(status.message());
}

absl::Status StatusFrom(const grpc::Status& status) {
  return WithDetails(status.error_code(), status.error_message(), status.error_details());
}

absl::Status StatusFrom(const google::rpc::Status& status) {
  return WithDetails(status.code(), status.message(), status.SerializeAsString());
}

}  // namespace zusage::client
