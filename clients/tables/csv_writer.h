// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_TABLES_CSV_WRITER_H_
#define ZUSAGE_CLIENTS_TABLES_CSV_WRITER_H_

#include <ostream>
#include <string>
#include <vector>

#include "clients/tables/table_writer.h"

namespace zusage::tables {

// Comma-separated values (RFC 4180) in UTF-8. Text that a spreadsheet would compute is neutralised
// (formula_safety.h); numbers are numbers, days 2026-11-22, moments 2026-11-22T08:00:00Z.
class CsvWriter final : public TableWriter {
 public:
  struct Options {
    char separator = ',';
    bool byte_order_mark = false;  // tells spreadsheets that it is UTF-8
  };

  // `out` must outlive it.
  explicit CsvWriter(std::ostream& out) : out_(out) {}
  CsvWriter(std::ostream& out, Options options) : out_(out), options_(options) {}

  absl::Status Begin(const std::vector<ColumnHead>& columns) override;
  // TABLE_UNWRITABLE if the disk is full, or nobody reads any more.
  absl::Status Add(const std::vector<Cell>& row) override;
  absl::Status Finish() override;

 private:
  std::ostream& out_;
  const Options options_;
};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_CSV_WRITER_H_
