// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/import_schema.h"

#include <algorithm>
#include <string>

#include "clients/cli/enum_names.h"
#include "zusage/type/v1/options.pb.h"

namespace zusage::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using tables::FieldType;

std::vector<std::string> Choices(const EnumDescriptor& type) {
  std::vector<std::string> choices;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() != 0) choices.push_back(ShortName(*type.value(i)));
  }
  return choices;
}

// Messages that are written as one value.
std::optional<FieldType::Kind> KindOfMessage(const Descriptor& type) {
  if (type.full_name() == "zusage.type.v1.Date") return FieldType::Kind::kDay;
  if (type.full_name() == "zusage.type.v1.Money") return FieldType::Kind::kMoney;
  if (type.full_name() == "zusage.type.v1.Quantity") return FieldType::Kind::kQuantity;
  if (type.full_name() == "google.protobuf.Timestamp") return FieldType::Kind::kText;
  return std::nullopt;
}

std::optional<FieldType> TypeOf(const FieldDescriptor& field) {
  FieldType type;
  type.repeated = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return type;
    case FieldDescriptor::CPPTYPE_BOOL:
      type.kind = FieldType::Kind::kYesOrNo;
      return type;
    case FieldDescriptor::CPPTYPE_ENUM:
      type.choices = Choices(*field.enum_type());
      return type;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
      type.kind = FieldType::Kind::kWholeNumber;
      return type;
    case FieldDescriptor::CPPTYPE_DOUBLE:
      type.kind = FieldType::Kind::kNumber;
      return type;
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const std::optional<FieldType::Kind> kind = KindOfMessage(*field.message_type());
      if (!kind.has_value()) return std::nullopt;
      type.kind = *kind;
      return type;
    }
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<FieldType> ImportField(const Descriptor& type, std::string_view path) {
  const Descriptor* at = &type;
  std::string per_row;
  for (size_t from = 0;;) {
    const size_t to = std::min(path.find('.', from), path.size());
    const FieldDescriptor* field = at->FindFieldByName(std::string(path.substr(from, to - from)));
    if (field == nullptr) return std::nullopt;
    const type::v1::FieldRule& rule = field->options().GetExtension(type::v1::rule);
    if (rule.output_only() || rule.request_id()) return std::nullopt;
    if (to == path.size()) {
      std::optional<FieldType> found = TypeOf(*field);
      if (found.has_value()) found->per_row = per_row;
      return found;
    }
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) return std::nullopt;
    // A list within a list has no place in a table.
    if (field->is_repeated() && !per_row.empty()) return std::nullopt;
    if (field->is_repeated()) per_row = path.substr(0, to);
    at = field->message_type();
    from = to + 1;
  }
}

}  // namespace zusage::cli
