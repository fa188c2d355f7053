// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/validate.h"

#include <google/protobuf/unknown_field_set.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/time.h"
#include "services/rpc/text_check.h"
#include "zusage/type/v1/options.pb.h"

namespace zusage::rpc {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using type::v1::FieldRule;

namespace {

// What holds for a message as a whole.
enum class Meaning { kNone, kDate, kTimestamp };

struct FieldRules {
  const FieldDescriptor* field = nullptr;
  FieldRule rule;
  size_t max_bytes = kDefaultMaxBytes;
  size_t max_items = kDefaultMaxItems;
  const MessageRules* message = nullptr;  // of a field that is a message
};

}  // namespace

class MessageRules {
 public:
  Meaning meaning = Meaning::kNone;
  std::vector<FieldRules> fields;
};

namespace {

constexpr size_t kMaxRequestId = 64;
constexpr int64_t kFirstSecond = -62135596800;  // 0001-01-01, the first that a Timestamp can have
constexpr int64_t kLastSecond = 253402300799;   // 9999-12-31

// Where a value is in the request; written out only when something is wrong with it.
struct Path {
  const Path* parent = nullptr;
  std::string_view name;
  int index = -1;

  std::string ToString() const {
    std::string text = parent == nullptr ? "" : parent->ToString();
    if (!text.empty()) text += '.';
    text += name;
    if (index >= 0) absl::StrAppend(&text, "[", index, "]");
    return text;
  }
};

std::string FormatNumber(double number) {
  if (std::abs(number) < 1e18 && number == std::trunc(number)) {
    return std::to_string(static_cast<int64_t>(number));
  }
  return absl::StrCat(number);
}

std::string AllowedNames(const EnumDescriptor& type) {
  std::string names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    if (!names.empty()) names += ", ";
    names += type.value(i)->name();
  }
  return names;
}

bool IsRequestId(std::string_view text) {
  return text.size() <= kMaxRequestId &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

bool IsCurrency(std::string_view text) {
  return text.size() == 3 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool IsResource(const FieldRule& rule, const std::string& name) {
  if (MatchName(rule.resource(), name).has_value()) return true;
  constexpr std::string_view kAny = "products/-";
  if (!rule.wildcard() || !std::string_view(name).starts_with(kAny)) return false;
  const std::string rest = name.substr(kAny.size());
  if (!rest.empty() && rest[0] != '/') return false;
  // With any product's name in its place, the rest must still fit.
  return MatchName(rule.resource(), "products/x" + rest).has_value();
}

// One walk over one message.
class Validation {
 public:
  absl::Status Run(const MessageRules& rules, Message& message) {
    CheckMessage(rules, message, nullptr);
    return errors_.status();
  }

 private:
  void Add(const Path& path, const ErrorSpec& spec, Metadata metadata = {}) {
    if (++count_ <= kMaxViolations) errors_.Add(path.ToString(), spec, std::move(metadata));
  }

  void CheckMessage(const MessageRules& rules, Message& message, const Path* path);
  void CheckUnknownFields(const Message& message, const Path* path);
  void CheckList(const FieldRules& rules, Message& message, const Path& path);
  void CheckSingle(const FieldRules& rules, Message& message, const Path& path);
  void CheckElement(const FieldRules& rules, Message& message, const Path& path, int index);
  void CheckText(const FieldRules& rules, const std::string& text, const Path& path);
  void CheckNumber(const FieldRule& rule, double number, const Path& path);
  void CheckEnum(const FieldDescriptor& field, int number, const Path& path);
  void CheckDate(const Message& date, const Path& path);
  void CheckTimestamp(const Message& timestamp, const Path& path);

  FieldErrors errors_;
  size_t count_ = 0;
};

void Validation::CheckMessage(const MessageRules& rules, Message& message, const Path* path) {
  CheckUnknownFields(message, path);
  if (rules.meaning == Meaning::kDate) return CheckDate(message, *path);
  if (rules.meaning == Meaning::kTimestamp) return CheckTimestamp(message, *path);
  const Reflection& reflection = *message.GetReflection();
  for (const FieldRules& field : rules.fields) {
    const Path field_path{path, field.field->name()};
    if (field.rule.output_only()) {
      reflection.ClearField(&message, field.field);
    } else if (field.field->is_repeated()) {
      CheckList(field, message, field_path);
    } else {
      CheckSingle(field, message, field_path);
    }
  }
}

void Validation::CheckUnknownFields(const Message& message, const Path* path) {
  const auto& unknown = message.GetReflection()->GetUnknownFields(message);
  for (int i = 0; i < unknown.field_count(); ++i) {
    Add({path, std::to_string(unknown.field(i).number())}, kUnknownField);
  }
}

void Validation::CheckList(const FieldRules& rules, Message& message, const Path& path) {
  const int size = message.GetReflection()->FieldSize(message, rules.field);
  if (size == 0) {
    if (rules.rule.required()) Add(path, kRequired);
    return;
  }
  if (static_cast<size_t>(size) > rules.max_items) {
    return Add(path, kTooMany,
               {{"limit", std::to_string(rules.max_items)}, {"size", std::to_string(size)}});
  }
  if (rules.rule.one_by_one()) return;
  for (int i = 0; i < size; ++i) {
    CheckElement(rules, message, {path.parent, path.name, i}, i);
  }
}

// A field without presence that has its zero value counts as not given.
void Validation::CheckSingle(const FieldRules& rules, Message& message, const Path& path) {
  if (message.GetReflection()->HasField(message, rules.field)) {
    CheckElement(rules, message, path, -1);
  } else if (rules.rule.required()) {
    Add(path, kRequired);
  }
}

void Validation::CheckElement(const FieldRules& rules, Message& message, const Path& path,
                              int index) {
  const Reflection& get = *message.GetReflection();
  const FieldDescriptor* const field = rules.field;
  const bool listed = index >= 0;
  std::string scratch;
  const auto number = [&](auto single, auto repeated) {
    return static_cast<double>(listed ? (get.*repeated)(message, field, index)
                                      : (get.*single)(message, field));
  };
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return CheckText(rules,
                       listed ? get.GetRepeatedStringReference(message, field, index, &scratch)
                              : get.GetStringReference(message, field, &scratch),
                       path);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return CheckMessage(*rules.message,
                          listed ? *get.MutableRepeatedMessage(&message, field, index)
                                 : *get.MutableMessage(&message, field),
                          &path);
    case FieldDescriptor::CPPTYPE_ENUM:
      return CheckEnum(*field,
                       listed ? get.GetRepeatedEnumValue(message, field, index)
                              : get.GetEnumValue(message, field),
                       path);
    case FieldDescriptor::CPPTYPE_INT32:
      return CheckNumber(rules.rule, number(&Reflection::GetInt32, &Reflection::GetRepeatedInt32),
                         path);
    case FieldDescriptor::CPPTYPE_INT64:
      return CheckNumber(rules.rule, number(&Reflection::GetInt64, &Reflection::GetRepeatedInt64),
                         path);
    case FieldDescriptor::CPPTYPE_UINT32:
      return CheckNumber(rules.rule, number(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32),
                         path);
    case FieldDescriptor::CPPTYPE_UINT64:
      return CheckNumber(rules.rule, number(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64),
                         path);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return CheckNumber(rules.rule, number(&Reflection::GetDouble, &Reflection::GetRepeatedDouble),
                         path);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return CheckNumber(rules.rule, number(&Reflection::GetFloat, &Reflection::GetRepeatedFloat),
                         path);
    case FieldDescriptor::CPPTYPE_BOOL:
      return;
  }
}

void Validation::CheckText(const FieldRules& rules, const std::string& text, const Path& path) {
  const FieldRule& rule = rules.rule;
  if (text.empty()) {  // an element of a list
    if (rule.required()) Add(path, kRequired);
    return;
  }
  if (text.size() > rules.max_bytes) {
    return Add(path, kTooLong,
               {{"limit", std::to_string(rules.max_bytes)}, {"size", std::to_string(text.size())}});
  }
  if (rules.field->type() == FieldDescriptor::TYPE_BYTES) return;
  if (!IsCleanText(text)) return Add(path, kInvalidText);
  if (rule.request_id() && !IsRequestId(text)) {
    Add(path, kInvalidFormat, {{"expected", "[ -~]{1,64}"}});
  } else if (rule.currency() && !IsCurrency(text)) {
    Add(path, kInvalidFormat, {{"expected", "EUR"}});
  } else if (!rule.resource().empty() && !IsResource(rule, text)) {
    Add(path, kInvalidFormat, {{"expected", rule.resource()}});
  }
}

void Validation::CheckNumber(const FieldRule& rule, double number, const Path& path) {
  if (rule.bounded() && !(number >= rule.minimum() && number <= rule.maximum())) {
    Add(path, kOutOfRange,
        {{"minimum", FormatNumber(rule.minimum())}, {"maximum", FormatNumber(rule.maximum())}});
  } else if (!std::isfinite(number)) {
    Add(path, kInvalidFormat, {{"expected", "0.5"}});
  }
}

void Validation::CheckEnum(const FieldDescriptor& field, int number, const Path& path) {
  const EnumDescriptor& type = *field.enum_type();
  if (type.FindValueByNumber(number) == nullptr) {
    Add(path, kInvalidEnum, {{"allowed", AllowedNames(type)}});
  }
}

void Validation::CheckDate(const Message& date, const Path& path) {
  const Reflection& get = *date.GetReflection();
  const Descriptor& type = *date.GetDescriptor();
  const std::string text =
      absl::StrFormat("%04d-%02d-%02d", get.GetInt32(date, type.field(0)),
                      get.GetInt32(date, type.field(1)), get.GetInt32(date, type.field(2)));
  if (!ParseDate(text).has_value()) Add(path, kInvalidDate, {{"value", text}});
}

void Validation::CheckTimestamp(const Message& timestamp, const Path& path) {
  const Reflection& get = *timestamp.GetReflection();
  const Descriptor& type = *timestamp.GetDescriptor();
  const int64_t seconds = get.GetInt64(timestamp, type.field(0));
  const int32_t nanos = get.GetInt32(timestamp, type.field(1));
  if (seconds < kFirstSecond || seconds > kLastSecond || nanos < 0 || nanos > 999'999'999) {
    Add(path, kInvalidDate, {{"value", absl::StrCat(seconds, "s ", nanos, "ns")}});
  }
}

Meaning MeaningOf(const Descriptor& type) {
  if (type.full_name() == "zusage.type.v1.Date") return Meaning::kDate;
  if (type.full_name() == "google.protobuf.Timestamp") return Meaning::kTimestamp;
  return Meaning::kNone;
}

// Calls `visit` with each of the type's fields that are secret.
template <typename Visit>
void ForEachSecret(const Descriptor& type, Visit visit) {
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->options().GetExtension(type::v1::rule).secret()) visit(type.field(i));
  }
}

}  // namespace

RuleBook::RuleBook() = default;
RuleBook::~RuleBook() = default;

const MessageRules& RuleBook::Of(const Descriptor* type) {
  std::unique_ptr<MessageRules>& rules = rules_[type];
  if (rules != nullptr) return *rules;
  rules =
      std::make_unique<MessageRules>();  // known before its fields: types may contain themselves
  MessageRules& made = *rules;
  made.meaning = MeaningOf(*type);
  for (int i = 0; i < type->field_count(); ++i) {
    FieldRules field;
    field.field = type->field(i);
    field.rule = field.field->options().GetExtension(type::v1::rule);
    if (field.rule.max_bytes() > 0) field.max_bytes = field.rule.max_bytes();
    if (field.rule.max_items() > 0) field.max_items = field.rule.max_items();
    if (field.field->message_type() != nullptr) field.message = &Of(field.field->message_type());
    made.fields.push_back(std::move(field));
  }
  return made;
}

absl::Status Validate(const MessageRules& rules, Message& message) {
  return Validation().Run(rules, message);
}

bool HasSecrets(const Descriptor* type) {
  bool found = false;
  ForEachSecret(*type, [&](const FieldDescriptor*) { found = true; });
  return found;
}

void ClearSecrets(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  ForEachSecret(*message.GetDescriptor(),
                [&](const FieldDescriptor* field) { reflection.ClearField(&message, field); });
}

}  // namespace zusage::rpc
