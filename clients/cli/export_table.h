// SPDX-License-Identifier: Apache-2.0
// What the exports share: where a table goes, and the cells that messages become.
#ifndef ZUSAGE_CLIENTS_CLI_EXPORT_TABLE_H_
#define ZUSAGE_CLIENTS_CLI_EXPORT_TABLE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/repeated_field.h>
#include <google/protobuf/timestamp.pb.h>

#include <cstdint>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/phrase.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/session.h"
#include "clients/tables/table_writer.h"
#include "zusage/type/v1/common.pb.h"

namespace zusage::cli {

inline constexpr int kExportPageSize = 200;

// A column of an export of `Row`s. `field` is its name for programs and never changes; maps in
// deploy/maps/ know it.
template <typename Row>
struct ExportColumn {
  std::string_view field;
  Phrase heading;
  int width;
  std::function<tables::Cell(const Row& row)> cell;
};

// --output, --format, --headers.
std::vector<OptionSpec> ExportOptions(std::vector<OptionSpec> filters);

// A table on its way to a file or to standard output, row by row. A file that does not become whole
// is taken away again. Not thread-safe.
class ExportTable {
 public:
  // INVALID_ARGUMENT if the file cannot be written, or a workbook is to go to standard output.
  static absl::StatusOr<std::unique_ptr<ExportTable>> Open(const Arguments& arguments,
                                                           std::string_view sheet,
                                                           Session& session);
  // `session` must outlive it.
  explicit ExportTable(Session& session) : session_(session), progress_(session) {}
  ~ExportTable();
  ExportTable(const ExportTable&) = delete;
  ExportTable& operator=(const ExportTable&) = delete;

  // Whether people read it: headings and the values of enums are words then.
  bool for_people() const { return for_people_; }
  Language language() const { return session_.language(); }

  template <typename Row>
  absl::Status Begin(const std::vector<ExportColumn<Row>>& columns) {
    std::vector<tables::ColumnHead> heads;
    for (const ExportColumn<Row>& column : columns) {
      heads.push_back(
          {std::string(for_people_ ? column.heading.in(language()) : column.field), column.width});
    }
    return writer_->Begin(heads);
  }

  template <typename Row>
  absl::Status Add(const std::vector<ExportColumn<Row>>& columns, const Row& row) {
    std::vector<tables::Cell> cells;
    cells.reserve(columns.size());
    for (const ExportColumn<Row>& column : columns) cells.push_back(column.cell(row));
    return AddCells(cells);
  }

  absl::Status Finish();

  // --- cells ------------------------------------------------------------------------------------
  // "in_review", or what people call it; nothing for the unspecified value.
  tables::Cell Enum(const google::protobuf::EnumDescriptor& type, int number) const;

 private:
  absl::Status AddCells(const std::vector<tables::Cell>& cells);
  absl::Status OpenFile(const std::string& path);

  Session& session_;
  ProgressLine progress_;
  bool for_people_ = false;
  std::string path_;  // "" for standard output
  std::ofstream file_;
  std::unique_ptr<tables::TableWriter> writer_;
  int64_t rows_ = 0;
  bool whole_ = false;
};

// Empty values are empty cells.
tables::Cell TextCell(const std::string& text);
tables::Cell DayCell(const type::v1::Date& date);
tables::Cell TimeCell(const google::protobuf::Timestamp& time);
// The amount without its currency, which has a column of its own.
tables::Cell AmountCell(bool given, const type::v1::Money& money);
// Several values in one cell, one a line, or with something else between them.
tables::Cell LinesCell(const google::protobuf::RepeatedPtrField<std::string>& texts,
                       std::string_view between = "\n");

// Writes all of a list: one row for each item.
template <typename Row, typename Range>
absl::Status ExportAll(const std::vector<ExportColumn<Row>>& columns, Range&& items,
                       ExportTable& table) {
  absl::Status status = table.Begin(columns);
  for (auto& item : items) {
    if (!status.ok()) return status;
    if (!item.ok()) return item.status();
    status = table.Add(columns, *item);
  }
  return status.ok() ? table.Finish() : status;
}

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_EXPORT_TABLE_H_
