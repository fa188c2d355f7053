// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/failure.h"

#include <nlohmann/json.hpp>

#include "clients/cli/text_width.h"
#include "clients/cli/words.h"
#include "zusage/client/error.h"

namespace zusage::cli {
namespace {

// What gRPC itself says when no server answered, for people.
std::string MessageWithoutAnswer(const absl::Status& status, Language language) {
  const Metadata why = {{"why", std::string(status.message())}};
  if (absl::IsUnavailable(status)) return FillIn(words::kUnreachable.in(language), why);
  if (absl::IsDeadlineExceeded(status)) return FillIn(words::kTooSlow.in(language), why);
  return std::string(status.message());
}

Failure FailureOfServer(const absl::Status& status, const client::ErrorDetails& details,
                        Language language) {
  Failure failure;
  failure.code = status.code();
  failure.reason = details.reason;
  failure.message =
      details.reason.empty() ? MessageWithoutAnswer(status, language) : client::MessageOf(status);
  failure.metadata.assign(details.metadata.begin(), details.metadata.end());
  for (const client::FieldViolation& field : details.fields) {
    failure.fields.push_back({field.field, field.reason, field.description});
  }
  return failure;
}

// Whether the message only says together what the fields say one by one.
bool IsSumOfFields(const Failure& failure) {
  std::string sum;
  for (const Failure::Field& field : failure.fields) {
    sum += (sum.empty() ? "" : "; ") + field.path + ": " + field.description;
  }
  return !sum.empty() && sum == failure.message;
}

}  // namespace

Failure FailureOf(const absl::Status& status, Language language) {
  if (const auto answer = client::DetailsOf(status); answer.has_value()) {
    return FailureOfServer(status, *answer, language);
  }
  Failure failure;
  failure.code = status.code();
  failure.message = std::string(status.message());
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return failure;
  failure.reason = details->reason;
  failure.message = details->text(language);
  failure.metadata = details->metadata;
  for (const FieldViolation& field : details->fields) {
    failure.fields.push_back(
        {field.field, field.reason, language == Language::kGerman ? field.german : field.english});
  }
  return failure;
}

std::string HintFor(const Failure& failure, std::string_view address, Language language) {
  const auto say = [&](const Phrase& phrase) {
    return FillIn(phrase.in(language), {{"address", std::string(address)}});
  };
  switch (failure.code) {
    case absl::StatusCode::kUnavailable:
      // With a reason it was the server that said so: it is there.
      return failure.reason.empty() ? say(words::kHintUnavailable) : "";
    case absl::StatusCode::kUnauthenticated:
      return say(words::kHintUnauthenticated);
    case absl::StatusCode::kPermissionDenied:
      return say(words::kHintPermission);
    case absl::StatusCode::kAborted:
      return say(words::kHintStale);
    case absl::StatusCode::kDeadlineExceeded:
      return say(words::kHintDeadline);
    default:
      return "";
  }
}

std::string FailureJson(const Failure& failure, std::string_view hint) {
  nlohmann::ordered_json error;
  error["code"] = absl::StatusCodeToString(failure.code);
  error["reason"] = failure.reason;
  error["message"] = failure.message;
  error["metadata"] = nlohmann::json::object();
  for (const auto& [key, value] : failure.metadata) error["metadata"][key] = value;
  error["fields"] = nlohmann::json::array();
  for (const Failure::Field& field : failure.fields) {
    error["fields"].push_back(
        {{"field", field.path}, {"reason", field.reason}, {"description", field.description}});
  }
  if (!hint.empty()) error["hint"] = std::string(hint);
  nlohmann::ordered_json line;
  line["error"] = std::move(error);
  // A text that is no UTF-8, e.g. from a file that was refused for it, must not end the program.
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void PrintFailure(const Failure& failure, std::string_view hint, bool colour, std::ostream& out) {
  const char* bad = colour ? "\033[31;1m" : "";
  const char* dim = colour ? "\033[2m" : "";
  const char* plain = colour ? "\033[0m" : "";
  const auto print = [&](std::string_view before, const std::string& text,
                         const std::string& reason) {
    out << before << bad << text << plain;
    if (!reason.empty()) out << dim << " [" << reason << "]" << plain;
    out << '\n';
  };
  const auto line_of = [](const Failure::Field& field) {
    return WithoutControls(field.path, false) + ": " + WithoutControls(field.description, false);
  };
  const bool says_more = !IsSumOfFields(failure);
  if (says_more) {
    const std::string message = WithoutControls(failure.message, true);
    print("zusage: ", message.empty() ? absl::StatusCodeToString(failure.code) : message,
          failure.reason);
  }
  for (const Failure::Field& field : failure.fields) {
    print(says_more ? "  " : "zusage: ", line_of(field), field.reason);
  }
  if (!hint.empty()) out << dim << hint << plain << '\n';
}

}  // namespace zusage::cli
