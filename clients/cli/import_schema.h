// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_IMPORT_SCHEMA_H_
#define ZUSAGE_CLIENTS_CLI_IMPORT_SCHEMA_H_

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string_view>

#include "clients/tables/table_map.h"

namespace zusage::cli {

// What a field of a message takes when it is filled from a table, by its path; nothing if there is
// no such field, if only the server sets it, or if its own fields are to be named. Pure,
// thread-safe.
std::optional<tables::FieldType> ImportField(const google::protobuf::Descriptor& type,
                                             std::string_view path);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_IMPORT_SCHEMA_H_
