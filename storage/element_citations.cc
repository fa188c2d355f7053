// SPDX-License-Identifier: Apache-2.0
#include "storage/element_citations.h"

#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

absl::StatusOr<std::vector<std::string>> Names(ReadTransaction& tx, std::string_view sql,
                                               std::string_view element) {
  std::vector<std::string> names;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, {{"element", element}}, [&](const Row& row) {
    names.emplace_back(row.Text(0));
    return absl::OkStatus();
  }));
  return names;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> RequestsAnsweredWith(ReadTransaction& tx,
                                                              std::string_view element) {
  return Names(tx,
               "SELECT DISTINCT request FROM decisions"
               " WHERE as_is_element <> '' AND as_is_element = :element ORDER BY request",
               element);
}

absl::StatusOr<std::vector<std::string>> PromisesAbout(ReadTransaction& tx,
                                                       std::string_view element) {
  return Names(tx,
               "SELECT promise FROM promise_lines WHERE item <> '' AND item = :element"
               " UNION SELECT promise FROM promise_links WHERE item <> '' AND item = :element"
               " ORDER BY 1",
               element);
}

}  // namespace zusage::storage
