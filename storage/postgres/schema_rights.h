// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_SCHEMA_RIGHTS_H_
#define ZUSAGE_STORAGE_POSTGRES_SCHEMA_RIGHTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "storage/connection.h"

namespace zusage::storage {

// To be asked when `table` was not found: whether that says that nobody made it. The server passes
// over schemas that are not there, or that its role may not use, as if nobody had named them; a
// table in one of those is "no such table", and the next one would be made in another schema.
// FAILED_PRECONDITION, with words like the server's, if a schema in the search path may not be used
// and has the table or comes before the one in which tables are made; or if there is none of them.
absl::Status CheckSchemaRights(ReadTransaction& tx, std::string_view table);

// The schemas that a setting names, in their order: `"$user", public`. Pure.
std::vector<std::string> SchemasIn(std::string_view search_path, std::string_view user);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_SCHEMA_RIGHTS_H_
