// SPDX-License-Identifier: Apache-2.0
//
// Errors are absl::Status values that say, beside the code, what a caller needs in order to act:
// a stable reason, the variables of the message, the offending fields, and the text in English and
// German. Each role declares its reasons as ErrorSpec constants in
// `services/<role>/domain/errors.h`; the ones that any role may return are in
// `services/base/errors.h`.
//
//   return Error(kNotFound, {{"resource", name}});
//   return FieldError("customer.name", kTooLong, {{"limit", "200"}});
//
// The code says what the caller should do next: call again (UNAVAILABLE), read again and redo
// (ABORTED), change the world first (FAILED_PRECONDITION), fix the call (INVALID_ARGUMENT).
#ifndef ZUSAGE_SERVICES_BASE_ERROR_H_
#define ZUSAGE_SERVICES_BASE_ERROR_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace zusage {

// One kind of error. `reason` is UPPER_SNAKE and never changes; the texts hold `{variable}`
// placeholders, the same set in both languages, each of which the caller of Error() must supply.
struct ErrorSpec {
  absl::StatusCode code;
  std::string_view reason;
  std::string_view english;
  std::string_view german;
};

enum class Language { kEnglish, kGerman };

// The variables of a message, in the order given.
using Metadata = std::vector<std::pair<std::string, std::string>>;

// What is wrong with one field. `field` is a path in the request: "lines[2].due_date".
struct FieldViolation {
  std::string field;
  std::string reason;
  std::string english;
  std::string german;
};

// Everything an error carries beside its code.
struct ErrorDetails {
  std::string reason;
  Metadata metadata;
  std::string english;
  std::string german;
  std::vector<FieldViolation> fields;

  const std::string& text(Language language) const {
    return language == Language::kGerman ? german : english;
  }
};

// A status with the spec's code, reason and both texts filled in.
absl::Status Error(const ErrorSpec& spec, Metadata metadata = {});

// An error about one field of the request. The code is the spec's.
absl::Status FieldError(std::string_view field, const ErrorSpec& spec, Metadata metadata = {});

// Collects violations so that a caller learns of all of them at once.
class FieldErrors {
 public:
  void Add(std::string_view field, const ErrorSpec& spec, Metadata metadata = {});
  // Takes over the violations of a FieldError, with `prefix` before their paths.
  void AddAll(std::string_view prefix, const absl::Status& status);
  // The same with `rename(path)` in place of each path.
  void AddAll(const absl::Status& status,
              absl::FunctionRef<std::string(std::string_view path)> rename);
  bool empty() const { return fields_.empty(); }
  // OK if nothing was added. One violation keeps its own reason; several become INVALID_FIELDS.
  absl::Status status() const;

 private:
  std::vector<FieldViolation> fields_;
  absl::StatusCode code_ = absl::StatusCode::kInvalidArgument;
  Metadata first_metadata_;
};

// `status` with `prefix` before the path of each of its fields; any other status as it is.
absl::Status WithFieldPrefix(std::string_view prefix, const absl::Status& status);

// `status` with `rename(path)` in place of the path of each of its fields; any other status as it
// is.
absl::Status WithFieldPaths(const absl::Status& status,
                            absl::FunctionRef<std::string(std::string_view path)> rename);

// The details of a status made here; nothing for any other status.
std::optional<ErrorDetails> DetailsOf(const absl::Status& status);

// The reason of a status made here; "" for any other status.
std::string ReasonOf(const absl::Status& status);

// `text` with each `{name}` replaced by its value. A placeholder without a value stays as it is.
std::string FillIn(std::string_view text, const Metadata& metadata);

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_ERROR_H_
