// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_TABLES_MAP_ROWS_H_
#define ZUSAGE_CLIENTS_TABLES_MAP_ROWS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "clients/tables/csv_reader.h"
#include "clients/tables/table_map.h"
#include "services/strategy/domain/document.h"

namespace zusage::tables {

// A map that knows where in a file its columns are. Thread-safe once made.
class RowMapper {
 public:
  // INVALID_ARGUMENT COLUMNS_MISSING for a required column, COLUMN_TWICE for one that the map uses
  // and the file has twice. Other columns may be missing: see lacking().
  static absl::StatusOr<RowMapper> Bind(const TableMap& map,
                                        const std::vector<std::string>& columns);

  // The record that rows make, one or a group, as a file that people write would say it. All that
  // is wrong is collected, with the path of the field: CELL_EMPTY, VALUE_NOT_MAPPED, NOT_A_NUMBER,
  // NOT_A_DAY, NOT_AN_AMOUNT, NOT_YES_OR_NO.
  absl::StatusOr<strategy::Node> Map(absl::Span<const CsvRow> rows) const;

  // What says which record a row is: what stands in the key's columns, or in all that are mapped if
  // there is no key or nothing stands there.
  std::string KeyOf(const CsvRow& row) const;
  // Whether a row belongs to the same record as the row before it.
  bool BelongTogether(const CsvRow& row, const CsvRow& next) const;

  // "Close Date" of "deal.close_date" and of what is below it; "" for what comes from no column.
  std::string ColumnsOf(std::string_view path) const;

  // Columns of the map that the file lacks, and columns of the file that become nothing.
  const std::vector<std::string>& lacking() const { return lacking_; }
  const std::vector<std::string>& unused() const { return unused_; }

 private:
  // A field with the places of its columns; kNone for one that the file lacks.
  struct Bound {
    MappedField field;
    std::vector<int> columns;
    int currency_column = -1;
    int unit_column = -1;
  };
  class Binder;
  class Record;

  std::vector<Bound> fields_;
  std::vector<int> key_;
  int group_ = -1;
  std::vector<std::string> names_;  // of the file's columns
  std::vector<std::string> lacking_;
  std::vector<std::string> unused_;
};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_MAP_ROWS_H_
