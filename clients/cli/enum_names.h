// SPDX-License-Identifier: Apache-2.0
//
// The names that files, flags and scripts use for the enums of the contract: short and in lower
// case, "large_enterprise" for CONTEXT_LARGE_ENTERPRISE. Pure, thread-safe.
#ifndef ZUSAGE_CLIENTS_CLI_ENUM_NAMES_H_
#define ZUSAGE_CLIENTS_CLI_ENUM_NAMES_H_

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace zusage::cli {

// "large_enterprise".
std::string ShortName(const google::protobuf::EnumValueDescriptor& value);

// The number of the value called `name`: its short name or its full one, in any case, with "-" or
// "_". Nothing if there is none, and for the UNSPECIFIED one.
std::optional<int> EnumNumber(const google::protobuf::EnumDescriptor& type, std::string_view name);

// "early_discovery, scaling, …" without the UNSPECIFIED one.
std::string ShortNames(const google::protobuf::EnumDescriptor& type);

// The value of an option. INVALID_ARGUMENT with `field` if there is none of this name.
absl::StatusOr<int> ParseEnum(const google::protobuf::EnumDescriptor& type, std::string_view field,
                              std::string_view name);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_ENUM_NAMES_H_
