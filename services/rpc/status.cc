// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/status.h"

#include <string>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/base/errors.h"

namespace zusage::rpc {
namespace {

constexpr char kDomain[] = "zusage";

// gRPC clients refuse more than 8 KiB of trailing metadata by default, and then show nothing at
// all. These keep a status below that: message and details hold up to three copies of the message.
constexpr size_t kMaxMessageBytes = 1000;
constexpr size_t kMaxValueBytes = 200;
constexpr size_t kMaxViolationsBytes = 2000;

// The beginning of `text`, cut between characters.
std::string Shortened(const std::string& text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

void AddErrorInfo(const ErrorDetails& details, google::rpc::Status& wire) {
  google::rpc::ErrorInfo info;
  info.set_reason(details.reason);
  info.set_domain(kDomain);
  for (const auto& [key, value] : details.metadata) {
    (*info.mutable_metadata())[key] = Shortened(value, kMaxValueBytes);
  }
  wire.add_details()->PackFrom(info);
}

void AddBadRequest(const ErrorDetails& details, Language language, google::rpc::Status& wire) {
  if (details.fields.empty()) return;
  google::rpc::BadRequest bad_request;
  for (const FieldViolation& field : details.fields) {
    if (bad_request.ByteSizeLong() > kMaxViolationsBytes) break;
    auto* violation = bad_request.add_field_violations();
    violation->set_field(Shortened(field.field, kMaxValueBytes));
    violation->set_description(
        Shortened(language == Language::kGerman ? field.german : field.english, kMaxValueBytes));
    violation->set_reason(field.reason);
  }
  wire.add_details()->PackFrom(bad_request);
}

void AddLocalizedMessage(const ErrorDetails& details, Language language,
                         google::rpc::Status& wire) {
  google::rpc::LocalizedMessage message;
  message.set_locale(language == Language::kGerman ? "de" : "en");
  message.set_message(Shortened(details.text(language), kMaxMessageBytes));
  wire.add_details()->PackFrom(message);
}

// What travelled in the details of a status.
struct Details {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::LocalizedMessage localized;
};

Details Unpack(const std::string& bytes) {
  Details details;
  google::rpc::Status wire;
  if (!wire.ParseFromString(bytes)) return details;
  for (const google::protobuf::Any& any : wire.details()) {
    any.UnpackTo(&details.info) || any.UnpackTo(&details.bad_request) ||
        any.UnpackTo(&details.localized);
  }
  return details;
}

}  // namespace

absl::Status Presentable(const absl::Status& status, std::string_view trace_id) {
  if (status.ok() || DetailsOf(status).has_value()) return status;
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
      return absl::CancelledError("The caller cancelled the call.");
    case absl::StatusCode::kDeadlineExceeded:
      return Error(kDeadlineExceeded);
    case absl::StatusCode::kResourceExhausted:
      return Error(kOverloaded);
    case absl::StatusCode::kUnavailable:
      return Error(kUnavailable, {{"what", "zusaged"}});
    default:
      return Error(kInternal, {{"trace", std::string(trace_id)}});
  }
}

google::rpc::Status ToMessage(const absl::Status& status, Language language) {
  google::rpc::Status wire;
  wire.set_code(static_cast<int>(status.code()));
  wire.set_message(Shortened(std::string(status.message()), kMaxMessageBytes));
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return wire;
  AddErrorInfo(*details, wire);
  AddBadRequest(*details, language, wire);
  AddLocalizedMessage(*details, language, wire);
  return wire;
}

grpc::Status ToGrpc(const absl::Status& status, Language language) {
  if (status.ok()) return grpc::Status::OK;
  const google::rpc::Status wire = ToMessage(status, language);
  const auto code = static_cast<grpc::StatusCode>(status.code());
  if (wire.details().empty()) return grpc::Status(code, wire.message());
  return grpc::Status(code, wire.message(), wire.SerializeAsString());
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  const Details details = Unpack(status.error_details());
  if (details.info.domain() != kDomain) return absl::Status(code, status.error_message());
  const bool german = details.localized.locale() == "de";
  if (details.bad_request.field_violations_size() > 0) {
    FieldErrors errors;
    for (const auto& field : details.bad_request.field_violations()) {
      const std::string& text = field.description();
      errors.Add(field.field(), ErrorSpec{code, field.reason(), text, text});
    }
    return errors.status();
  }
  Metadata metadata;
  for (const auto& [key, value] : details.info.metadata()) metadata.emplace_back(key, value);
  const std::string& english = status.error_message();
  const std::string& localized = german ? details.localized.message() : english;
  return Error(ErrorSpec{code, details.info.reason(), english, localized}, std::move(metadata));
}

}  // namespace zusage::rpc
