// SPDX-License-Identifier: Apache-2.0
#include "services/base/error.h"

#include <cstdint>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"

namespace zusage {
namespace {

constexpr char kPayloadUrl[] = "zusage/error-details";

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

// The payload is a sequence of length-prefixed strings; numbers of elements are strings too.
class Writer {
 public:
  void Put(std::string_view text) {
    const uint32_t size = static_cast<uint32_t>(text.size());
    for (int shift = 0; shift < 32; shift += 8) bytes_.push_back(static_cast<char>(size >> shift));
    bytes_.append(text);
  }
  void PutCount(size_t count) { Put(std::to_string(count)); }
  absl::Cord Take() { return absl::Cord(std::move(bytes_)); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string Get() {
    if (bytes_.size() - at_ < 4) return "";
    uint32_t size = 0;
    for (int i = 0; i < 4; ++i)
      size |= uint32_t{static_cast<unsigned char>(bytes_[at_ + i])} << 8 * i;
    at_ += 4;
    std::string text = bytes_.substr(at_, size);
    at_ += text.size();
    return text;
  }
  size_t GetCount() { return std::strtoul(Get().c_str(), nullptr, 10); }

 private:
  std::string bytes_;
  size_t at_ = 0;
};

absl::Cord Encode(const ErrorDetails& details) {
  Writer writer;
  writer.Put(details.reason);
  writer.Put(details.english);
  writer.Put(details.german);
  writer.PutCount(details.metadata.size());
  for (const auto& [key, value] : details.metadata) writer.Put(key), writer.Put(value);
  writer.PutCount(details.fields.size());
  for (const FieldViolation& field : details.fields) {
    writer.Put(field.field), writer.Put(field.reason);
    writer.Put(field.english), writer.Put(field.german);
  }
  return writer.Take();
}

ErrorDetails Decode(const absl::Cord& cord) {
  Reader reader{std::string(cord)};
  ErrorDetails details;
  details.reason = reader.Get();
  details.english = reader.Get();
  details.german = reader.Get();
  for (size_t n = reader.GetCount(); n > 0; --n) {
    std::string key = reader.Get();
    details.metadata.emplace_back(std::move(key), reader.Get());
  }
  for (size_t n = reader.GetCount(); n > 0; --n) {
    FieldViolation field;
    field.field = reader.Get(), field.reason = reader.Get();
    field.english = reader.Get(), field.german = reader.Get();
    details.fields.push_back(std::move(field));
  }
  return details;
}

absl::Status Make(absl::StatusCode code, const ErrorDetails& details) {
  absl::Status status(code, details.english);
  status.SetPayload(kPayloadUrl, Encode(details));
  return status;
}

}  // namespace

std::string FillIn(std::string_view text, const Metadata& metadata) {
  std::string filled;
  while (!text.empty()) {
    const size_t open = text.find('{');
    const size_t close = open == text.npos ? text.npos : text.find('}', open);
    if (close == text.npos) break;
    filled.append(text.substr(0, open));
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const std::string* value = nullptr;
    for (const auto& [key, candidate] : metadata) {
      if (key == name) value = &candidate;
    }
    filled.append(value != nullptr ? std::string_view(*value)
                                   : text.substr(open, close - open + 1));
    text.remove_prefix(close + 1);
  }
  return filled.append(text);
}

absl::Status Error(const ErrorSpec& spec, Metadata metadata) {
  ErrorDetails details;
  details.reason = spec.reason;
  details.english = FillIn(spec.english, metadata);
  details.german = FillIn(spec.german, metadata);
  details.metadata = std::move(metadata);
  return Make(spec.code, details);
}

absl::Status FieldError(std::string_view field, const ErrorSpec& spec, Metadata metadata) {
  FieldErrors errors;
  errors.Add(field, spec, std::move(metadata));
  return errors.status();
}

void FieldErrors::Add(std::string_view field, const ErrorSpec& spec, Metadata metadata) {
  if (fields_.empty()) {
    code_ = spec.code;
    first_metadata_ = metadata;
  } else if (code_ != spec.code) {
    code_ = absl::StatusCode::kInvalidArgument;
  }
  fields_.push_back(FieldViolation{std::string(field), std::string(spec.reason),
                                   FillIn(spec.english, metadata), FillIn(spec.german, metadata)});
}

void FieldErrors::AddAll(std::string_view prefix, const absl::Status& status) {
  AddAll(status, [&](std::string_view path) { return std::string(prefix).append(path); });
}

void FieldErrors::AddAll(const absl::Status& status,
                         absl::FunctionRef<std::string(std::string_view path)> rename) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return;
  if (fields_.empty()) {
    code_ = status.code();
    first_metadata_ = details->metadata;
  }
  for (FieldViolation field : details->fields) {
    field.field = rename(field.field);
    fields_.push_back(std::move(field));
  }
}

absl::Status FieldErrors::status() const {
  if (fields_.empty()) return absl::OkStatus();
  ErrorDetails details;
  details.fields = fields_;
  if (fields_.size() == 1) {
    details.reason = fields_[0].reason;
    details.metadata = first_metadata_;
  } else {
    details.reason = kInvalidFields.reason;
    details.metadata = {{"count", std::to_string(fields_.size())}};
  }
  // The whole message names each field, so that a client that shows only it still helps.
  for (const FieldViolation& field : fields_) {
    if (!details.english.empty()) details.english += "; ", details.german += "; ";
    details.english += field.field + ": " + field.english;
    details.german += field.field + ": " + field.german;
  }
  return Make(code_, details);
}

absl::Status WithFieldPrefix(std::string_view prefix, const absl::Status& status) {
  return WithFieldPaths(status,
                        [&](std::string_view path) { return std::string(prefix).append(path); });
}

absl::Status WithFieldPaths(const absl::Status& status,
                            absl::FunctionRef<std::string(std::string_view path)> rename) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value() || details->fields.empty()) return status;
  FieldErrors errors;
  errors.AddAll(status, rename);
  return errors.status();
}

std::optional<ErrorDetails> DetailsOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(Absl(kPayloadUrl));
  if (!payload.has_value()) return std::nullopt;
  return Decode(*payload);
}

std::string ReasonOf(const absl::Status& status) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  return details.has_value() ? details->reason : "";
}

}  // namespace zusage
