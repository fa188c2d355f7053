// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/message_file.h"

#include <google/protobuf/timestamp.pb.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "clients/cli/enum_names.h"
#include "clients/cli/errors.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/text_width.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "services/strategy/domain/document.h"
#include "services/strategy/domain/errors.h"
#include "zusage/type/v1/change_request.pb.h"
#include "zusage/type/v1/options.pb.h"

namespace zusage::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using strategy::Node;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

// The document reader speaks of strategy files; here it is some other file.
absl::Status AboutThisFile(const absl::Status& status) {
  static constexpr struct {
    const ErrorSpec& theirs;
    const ErrorSpec& ours;
  } kPairs[] = {
      {strategy::kStrategySyntax, kFileSyntax},
      {strategy::kStrategyTooDeep, kFileTooDeep},
      {strategy::kStrategyTooManyNodes, kFileTooManyNodes},
      {strategy::kStrategyAlias, kFileAlias},
      {strategy::kStrategyManyDocuments, kFileManyDocuments},
      {strategy::kStrategyComplexKey, kFileComplexKey},
  };
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return status;
  for (const auto& pair : kPairs) {
    if (pair.theirs.reason == details->reason) return Error(pair.ours, details->metadata);
  }
  return status;
}

// The field that a message given as a single text means: `customer: Contoso`.
const FieldDescriptor* ShorthandField(const Descriptor& type, std::string_view text) {
  const std::string& name = type.name();
  const bool resource = text.substr(0, 10) == "customers/";
  if (name == "Customer") return type.FindFieldByName(resource ? "name" : "display_name");
  if (name == "Deal") return type.FindFieldByName(resource ? "name" : "reference");
  if (name == "PromiseLine" || name == "ScopeItem" || name == "Conversation")
    return type.FindFieldByName("text");
  return nullptr;
}

// The fields that a file may set, for people who misspelt one.
std::string FieldsOf(const Descriptor& type) {
  std::string names;
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.options().GetExtension(type::v1::rule).output_only()) continue;
    names += (names.empty() ? "" : ", ") + field.name();
  }
  return names;
}

class Filler {
 public:
  explicit Filler(FieldErrors& errors) : errors_(errors) {}

  // Fills `message` from a mapping. At the top, the key "product" goes to `product`.
  void FillMessage(const Node& node, const std::string& path, Message& message,
                   std::string* product) {
    if (node.kind != Node::Kind::kMap) return errors_.Add(path, kMappingExpected);
    for (size_t i = 0; i < node.keys.size(); ++i) {
      const std::string& key = node.keys[i];
      const std::string at = path.empty() ? key : path + "." + key;
      const auto first = std::find(node.keys.begin(), node.keys.end(), key) - node.keys.begin();
      if (static_cast<size_t>(first) != i) {
        errors_.Add(at, kDuplicate, {{"value", key}});
      } else if (product != nullptr && key == "product") {
        Text(node.children[i], at, *product);
      } else {
        FillField(node.children[i], key, at, message);
      }
    }
  }

 private:
  void FillField(const Node& node, const std::string& key, const std::string& path,
                 Message& message) {
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(key);
    if (field == nullptr) field = message.GetDescriptor()->FindFieldByCamelcaseName(key);
    if (field == nullptr) {
      return errors_.Add(path, kUnknownFieldOfFile,
                         {{"known", FieldsOf(*message.GetDescriptor())}});
    }
    if (field->options().GetExtension(type::v1::rule).output_only()) {
      return errors_.Add(path, kSetByServer);
    }
    if (node.kind == Node::Kind::kNull) return;
    if (!field->is_repeated()) return FillValue(node, *field, path, message);
    if (node.kind != Node::Kind::kList) return errors_.Add(path, kListExpected);
    for (size_t i = 0; i < node.children.size(); ++i) {
      FillValue(node.children[i], *field, path + "[" + std::to_string(i) + "]", message);
    }
  }

  void FillValue(const Node& node, const FieldDescriptor& field, const std::string& path,
                 Message& message) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string text;
        if (!Text(node, path, text)) return;
        return field.is_repeated() ? reflection.AddString(&message, &field, std::move(text))
                                   : reflection.SetString(&message, &field, std::move(text));
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        if (node.kind != Node::Kind::kScalar || node.quoted ||
            (node.text != "true" && node.text != "false")) {
          return errors_.Add(path, kBooleanExpected);
        }
        return reflection.SetBool(&message, &field, node.text == "true");
      case FieldDescriptor::CPPTYPE_ENUM:
        return FillEnum(node, field, path, message);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return FillSubmessage(node, path,
                              field.is_repeated() ? *reflection.AddMessage(&message, &field)
                                                  : *reflection.MutableMessage(&message, &field));
      default:
        return FillNumber(node, field, path, message);
    }
  }

  void FillNumber(const Node& node, const FieldDescriptor& field, const std::string& path,
                  Message& message) {
    const Reflection& reflection = *message.GetReflection();
    const bool plain = node.kind == Node::Kind::kScalar && !node.quoted;
    int32_t small = 0;
    int64_t large = 0;
    double real = 0;
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        if (!plain || !absl::SimpleAtoi(node.text, &small)) break;
        return reflection.SetInt32(&message, &field, small);
      case FieldDescriptor::CPPTYPE_INT64:
        if (!plain || !absl::SimpleAtoi(node.text, &large)) break;
        return reflection.SetInt64(&message, &field, large);
      default:
        if (!plain || !absl::SimpleAtod(node.text, &real) || !std::isfinite(real)) {
          return errors_.Add(path, kNumberExpected);
        }
        return reflection.SetDouble(&message, &field, real);
    }
    errors_.Add(path, kWholeNumberExpected);
  }

  void FillEnum(const Node& node, const FieldDescriptor& field, const std::string& path,
                Message& message) {
    const std::optional<int> number =
        node.kind == Node::Kind::kScalar ? EnumNumber(*field.enum_type(), node.text) : std::nullopt;
    if (!number.has_value()) {
      return errors_.Add(path, kInvalidEnum, {{"allowed", ShortNames(*field.enum_type())}});
    }
    message.GetReflection()->SetEnumValue(&message, &field, *number);
  }

  void FillSubmessage(const Node& node, const std::string& path, Message& message) {
    if (node.kind == Node::Kind::kScalar) return FillShorthand(node, path, message);
    FillMessage(node, path, message, nullptr);
  }

  // A message written as a single text.
  void FillShorthand(const Node& node, const std::string& path, Message& message) {
    std::string text;
    if (!Text(node, path, text)) return;
    if (auto* date = dynamic_cast<type::v1::Date*>(&message)) return FillDate(text, path, *date);
    if (auto* time = dynamic_cast<google::protobuf::Timestamp*>(&message)) {
      absl::Time parsed;
      std::string error;
      if (!absl::ParseTime(absl::RFC3339_full, text, &parsed, &error)) {
        return errors_.Add(path, kInvalidFormat, {{"expected", "2026-11-21T08:00:00Z"}});
      }
      *time = ToProto(parsed);
    } else if (auto* money = dynamic_cast<type::v1::Money*>(&message)) {
      const std::optional<type::v1::Money> parsed = ParseMoney(text);
      if (!parsed.has_value()) {
        return errors_.Add(path, kInvalidFormat, {{"expected", "120000 EUR"}});
      }
      *money = *parsed;
    } else if (auto* quantity = dynamic_cast<type::v1::Quantity*>(&message)) {
      const std::optional<type::v1::Quantity> parsed = ParseQuantity(text);
      if (!parsed.has_value()) {
        return errors_.Add(path, kInvalidFormat, {{"expected", "600 requests/min"}});
      }
      *quantity = *parsed;
    } else if (const FieldDescriptor* field = ShorthandField(*message.GetDescriptor(), text)) {
      message.GetReflection()->SetString(&message, field, std::move(text));
    } else {
      errors_.Add(path, kMappingExpected);
    }
  }

  void FillDate(const std::string& text, const std::string& path, type::v1::Date& date) {
    const std::optional<Date> parsed = ParseDate(text);
    if (!parsed.has_value()) return errors_.Add(path, kInvalidDate, {{"value", text}});
    date = ToProto(*parsed);
  }

  bool Text(const Node& node, const std::string& path, std::string& text) {
    if (node.kind != Node::Kind::kScalar) {
      errors_.Add(path, kTextExpected);
    } else if (!IsUtf8Text(node.text)) {
      errors_.Add(path, kInvalidText);
    } else {
      text = node.text;
      return true;
    }
    return false;
  }

  FieldErrors& errors_;
};

// The length of the number that `text` starts with.
size_t NumberLength(std::string_view text) {
  const size_t end = text.find_first_not_of("0123456789.");
  return end == text.npos ? text.size() : end;
}

}  // namespace

absl::StatusOr<Node> ReadFileDocument(std::string_view text) {
  if (text.size() > kMaxMessageFileBytes) {
    return Error(kFileTooLarge,
                 {{"path", "The file"}, {"limit", std::to_string(kMaxMessageFileBytes)}});
  }
  const strategy::DocumentLimits limits{
      .bytes = kMaxMessageFileBytes, .depth = kMaxMessageFileDepth, .nodes = kMaxMessageFileNodes};
  absl::StatusOr<Node> root = strategy::ReadDocument(text, limits);
  if (!root.ok()) return AboutThisFile(root.status());
  return root;
}

absl::Status FillMessage(const Node& root, std::string& product, Message& message) {
  FieldErrors errors;
  Filler(errors).FillMessage(root, "", message, &product);
  return errors.empty() ? absl::OkStatus() : errors.status();
}

absl::Status ParseMessageFile(std::string_view text, std::string& product, Message& message) {
  ZUSAGE_ASSIGN_OR_RETURN(const Node root, ReadFileDocument(text));
  return FillMessage(root, product, message);
}

std::optional<type::v1::Quantity> ParseQuantity(std::string_view text) {
  const size_t length = NumberLength(text);
  double value = 0;
  if (length == 0 || !absl::SimpleAtod(Absl(text.substr(0, length)), &value)) return std::nullopt;
  type::v1::Quantity quantity;
  quantity.set_value(value);
  quantity.set_unit(std::string(absl::StripAsciiWhitespace(Absl(text.substr(length)))));
  return quantity;
}

std::optional<type::v1::Money> ParseMoney(std::string_view text) {
  const size_t space = text.find(' ');
  if (space == text.npos) return std::nullopt;
  absl::string_view units = Absl(text.substr(0, space));
  absl::string_view currency = absl::StripAsciiWhitespace(Absl(text.substr(space)));
  if (!currency.empty() && absl::ascii_isdigit(currency[0])) std::swap(units, currency);
  int64_t number = 0;
  // A sign is taken, for the server to say what it thinks of it.
  if (!absl::SimpleAtoi(units, &number) || currency.size() != 3) return std::nullopt;
  type::v1::Money money;
  money.set_currency_code(std::string(currency));
  money.set_units(number);
  return money;
}

}  // namespace zusage::cli
