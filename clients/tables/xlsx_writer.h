// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_TABLES_XLSX_WRITER_H_
#define ZUSAGE_CLIENTS_TABLES_XLSX_WRITER_H_

#include <string>
#include <vector>

#include "clients/tables/table_writer.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

namespace zusage::tables {

// A workbook with one sheet, in memory one row at a time. Text is text and never a formula;
// numbers, days and moments (in UTC) are typed; the header is bold and stays in sight.
class XlsxWriter final : public TableWriter {
 public:
  // What a spreadsheet can hold.
  static constexpr int64_t kMaxRows = 1'048'576;
  static constexpr size_t kMaxCellUnits = 32'767;  // of UTF-16; longer text ends in "…"

  // Writes `path`, anew. `sheet` names the sheet.
  XlsxWriter(std::string path, std::string sheet);
  ~XlsxWriter() override;
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  // TABLE_UNWRITABLE.
  absl::Status Begin(const std::vector<ColumnHead>& columns) override;
  // TABLE_TOO_LONG past kMaxRows.
  absl::Status Add(const std::vector<Cell>& row) override;
  absl::Status Finish() override;

 private:
  absl::Status Put(uint16_t column, const Cell& cell);

  const std::string path_;
  const std::string sheet_name_;
  lxw_workbook* workbook_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* bold_ = nullptr;
  lxw_format* day_ = nullptr;
  lxw_format* moment_ = nullptr;
  int64_t row_ = 0;
};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_XLSX_WRITER_H_
