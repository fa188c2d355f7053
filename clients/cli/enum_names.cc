// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/enum_names.h"

#include <cctype>

#include "services/base/errors.h"

namespace zusage::cli {
namespace {

std::string Canonical(std::string_view name) {
  std::string lower;
  for (const unsigned char c : name) lower += c == '-' ? '_' : static_cast<char>(std::tolower(c));
  return lower;
}

// What all values of an enum start with: "context_". The zero value is always PREFIX_UNSPECIFIED.
size_t PrefixLength(const google::protobuf::EnumDescriptor& type) {
  constexpr std::string_view kUnspecified = "UNSPECIFIED";
  const std::string& zero = type.value(0)->name();
  return zero.size() >= kUnspecified.size() ? zero.size() - kUnspecified.size() : 0;
}

}  // namespace

std::string ShortName(const google::protobuf::EnumValueDescriptor& value) {
  return Canonical(value.name().substr(PrefixLength(*value.type())));
}

std::optional<int> EnumNumber(const google::protobuf::EnumDescriptor& type, std::string_view name) {
  const std::string wanted = Canonical(name);
  for (int i = 0; i < type.value_count(); ++i) {
    const google::protobuf::EnumValueDescriptor& value = *type.value(i);
    if (value.number() == 0) continue;
    if (wanted == ShortName(value) || wanted == Canonical(value.name())) return value.number();
  }
  return std::nullopt;
}

std::string ShortNames(const google::protobuf::EnumDescriptor& type) {
  std::string names;
  for (int i = 0; i < type.value_count(); ++i) {
    if (type.value(i)->number() == 0) continue;
    if (!names.empty()) names += ", ";
    names += ShortName(*type.value(i));
  }
  return names;
}

absl::StatusOr<int> ParseEnum(const google::protobuf::EnumDescriptor& type, std::string_view field,
                              std::string_view name) {
  const std::optional<int> number = EnumNumber(type, name);
  if (!number.has_value()) return FieldError(field, kInvalidEnum, {{"allowed", ShortNames(type)}});
  return *number;
}

}  // namespace zusage::cli
