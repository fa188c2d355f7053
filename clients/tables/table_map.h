// SPDX-License-Identifier: Apache-2.0
//
// Which column of a table becomes which field of a record; docs/import-export.md describes the
// file.
#ifndef ZUSAGE_CLIENTS_TABLES_TABLE_MAP_H_
#define ZUSAGE_CLIENTS_TABLES_TABLE_MAP_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/tables/value_formats.h"
#include "services/strategy/domain/document.h"

namespace zusage::tables {

inline constexpr size_t kMaxMapEntries = 500;

// What a field of a record takes.
struct FieldType {
  enum class Kind { kText, kWholeNumber, kNumber, kYesOrNo, kDay, kMoney, kQuantity };

  Kind kind = Kind::kText;
  bool repeated = false;                  // takes several values
  std::string per_row = {};               // "lines": each row makes one element of this list
  std::vector<std::string> choices = {};  // the only values; any if empty
};

// What the fields of a kind of record are: by path, "customer.display_name".
using Schema = std::function<std::optional<FieldType>(std::string_view path)>;

// A column, by its name or one of the other names it goes by; the first that a file has is meant.
using ColumnNames = std::vector<std::string>;

// Where one field comes from.
struct MappedField {
  std::string path;
  FieldType type;
  std::vector<ColumnNames> columns;  // joined, if there are several
  bool first_of = false;             // the first that is filled, instead of joined
  std::string join = " ";
  std::optional<std::string> constant;  // in place of columns
  std::string split;                    // what separates several values in a cell
  std::vector<std::pair<std::string, std::string>> values;  // what a cell says, and what that means
  std::optional<std::string> otherwise;                     // what any other cell means
  std::string if_empty;                                     // what an empty cell means
  std::string currency;
  ColumnNames currency_column;
  std::string unit;  // put behind what the cell says
  ColumnNames unit_column;
  NumberFormat numbers;
  std::vector<std::string> days;  // patterns
  bool required = false;
  size_t cut = 0;  // longer text is cut to so many bytes, the last character being "…"; 0: not
  // Only if another field has one of these values; always if `only_if` is empty.
  std::string only_if;
  std::vector<std::string> only_if_is;
};

struct TableMap {
  std::string imports;  // "customers"
  char separator = 0;
  std::string encoding;
  std::vector<MappedField> fields;
  std::vector<ColumnNames> key;      // what says which record a row is; all that is mapped if empty
  ColumnNames group;                 // adjacent rows with the same value are one record
  std::vector<std::string> ignored;  // columns that nobody has to be told about; "*" for all
};

// Reads a map for records of a kind, whose fields are those of `schema`. Pure, thread-safe.
//
// All errors are INVALID_ARGUMENT, collected, with the path in the map and the line: MAP_FOR_OTHER,
// MAP_UNKNOWN_KEY, MAP_WRONG_VALUE, MAP_TOO_MANY_ENTRIES, NO_SUCH_TARGET.
absl::StatusOr<TableMap> ReadMap(const strategy::Node& root, std::string_view imports,
                                 const Schema& schema);

// Whether two names of columns, or two words of a list of values, are the same: case and blanks
// around them do not matter.
bool SameName(std::string_view a, std::string_view b);

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_TABLE_MAP_H_
