// SPDX-License-Identifier: Apache-2.0
// As much of CSV (RFC 4180) as a CRM's export needs.
#ifndef ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_CSV_H_
#define ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_CSV_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace crm_sync {

// A row by the names of its columns; what a row lacks is "".
using Row = std::map<std::string, std::string>;

// The rows of a file in UTF-8 whose first line names the columns. INVALID_ARGUMENT if it cannot be
// read, or a quotation mark is not closed.
absl::StatusOr<std::vector<Row>> ReadCsv(const std::string& path);

// The value of a column; "" if there is none.
std::string Value(const Row& row, const std::string& column);

// One line with its end. A text that a spreadsheet would take for a formula gets an apostrophe.
std::string CsvLine(const std::vector<std::string>& cells);

}  // namespace crm_sync

#endif  // ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_CSV_H_
