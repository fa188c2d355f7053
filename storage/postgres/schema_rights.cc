// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/schema_rights.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

struct SearchPath {
  std::string user;
  std::string text;     // as it is set
  std::string made_in;  // where tables are made; "" if there is no such schema
  std::vector<std::string> schemas;
};

absl::Status Read(ReadTransaction& tx, SearchPath& path) {
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT CAST(current_user AS TEXT), current_setting('search_path'),"
      " CAST(current_schema() AS TEXT)",
      {}, [&](const Row& row) {
        path = {std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2)), {}};
        return absl::OkStatus();
      }));
  path.schemas = SchemasIn(path.text, path.user);
  return absl::OkStatus();
}

// The schemas that this role may not use, and whether they have the table.
absl::Status ReadClosed(ReadTransaction& tx, std::string_view table,
                        std::map<std::string, bool, std::less<>>& closed) {
  return tx.Query(
      "SELECT CAST(n.nspname AS TEXT), EXISTS (SELECT 1 FROM pg_class c WHERE"
      " c.relnamespace = n.oid AND CAST(c.relname AS TEXT) = :table)"
      " FROM pg_namespace n WHERE NOT has_schema_privilege(n.oid, 'USAGE')",
      {{"table", table}}, [&](const Row& row) {
        closed.emplace(row.Text(0), row.Int(1) != 0);
        return absl::OkStatus();
      });
}

}  // namespace

absl::Status CheckSchemaRights(ReadTransaction& tx, std::string_view table) {
  SearchPath path;
  ZUSAGE_RETURN_IF_ERROR(Read(tx, path));
  std::map<std::string, bool, std::less<>> closed;
  ZUSAGE_RETURN_IF_ERROR(ReadClosed(tx, table, closed));
  bool hides = true;  // what comes later in the path
  for (const std::string& schema : path.schemas) {
    if (schema == path.made_in) hides = false;
    const auto found = closed.find(schema);
    if (found == closed.end() || !(hides || found->second)) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        "permission denied for schema ", schema, ": the role ", path.user, " needs USAGE on it"));
  }
  if (!path.made_in.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("there is no schema of the search path, which is ", path.text));
}

std::vector<std::string> SchemasIn(std::string_view search_path, std::string_view user) {
  std::vector<std::string> schemas;
  std::string name;
  bool quoted = false;
  bool named = false;
  const auto end_name = [&] {
    if (name == "$user") name = user;
    if (named) schemas.push_back(name);
    name.clear();
    named = false;
  };
  for (size_t i = 0; i < search_path.size(); ++i) {
    const char c = search_path[i];
    if (c == '"') {
      if (!quoted && i > 0 && search_path[i - 1] == '"') name += c;  // doubled: one of the name's
      quoted = !quoted;
      named = true;
    } else if (quoted) {
      name += c;
    } else if (c == ',') {
      end_name();
    } else if (!absl::ascii_isspace(static_cast<unsigned char>(c))) {
      name += absl::ascii_tolower(static_cast<unsigned char>(c));
      named = true;
    }
  }
  end_name();
  return schemas;
}

}  // namespace zusage::storage
