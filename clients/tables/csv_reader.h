// SPDX-License-Identifier: Apache-2.0
//
// Comma-separated values (RFC 4180) as programs really write them: with a byte order mark or in
// another encoding, with semicolons or tabs, with "sep=;" before the header, line breaks within
// quotes, any kind of line end, empty lines, and now and then a row that is broken.
//
//   CsvReader reader(file, {});
//   ZUSAGE_RETURN_IF_ERROR(reader.ReadHeader());
//   CsvRow row;
//   for (;;) {
//     ZUSAGE_ASSIGN_OR_RETURN(const bool more, reader.Next(row));
//     if (!more) break;
//     if (!row.problem.ok()) …        // this row only; the next one is as good as any
//   }
#ifndef ZUSAGE_CLIENTS_TABLES_CSV_READER_H_
#define ZUSAGE_CLIENTS_TABLES_CSV_READER_H_

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/tables/text_decoder.h"

namespace zusage::tables {

inline constexpr size_t kMaxCellBytes = 256 << 10;
inline constexpr size_t kMaxRowBytes = 1 << 20;
inline constexpr size_t kMaxColumns = 500;

struct CsvOptions {
  char separator = 0;    // 0: told from the header: the one of , ; and tab that it has most of
  std::string encoding;  // "": see TextDecoder
};

struct CsvRow {
  int64_t line = 0;                 // on which it begins, from 1
  std::vector<std::string> fields;  // as many as there are columns, unless there is a problem
  absl::Status problem;             // OK, or what is wrong with this row
};

// Reads a table in one pass; holds one row and a block of text. Not thread-safe.
class CsvReader {
 public:
  // `in` must outlive it.
  CsvReader(std::istream& in, CsvOptions options);

  // Reads the first row, which names the columns. INVALID_ARGUMENT NO_HEADER and what Next()
  // returns.
  absl::Status ReadHeader();
  const std::vector<std::string>& columns() const { return columns_; }
  char separator() const { return separator_; }

  // The next row that is not empty; false at the end. A row that is broken has a problem:
  // QUOTE_UNCLOSED, CELL_TOO_LONG, TOO_MANY_COLUMNS, ROW_TOO_SHORT, ROW_TOO_LONG, NOT_UTF8; its
  // fields are what can be made out. After a quote that is not closed reading goes on with the line
  // after it. Apostrophes before formulas are taken away (formula_safety.h). INVALID_ARGUMENT for
  // the file as a whole: ENCODING_UNKNOWN, ENCODING_UNCLEAR, TABLE_UNREADABLE.
  absl::StatusOr<bool> Next(CsvRow& row);

 private:
  absl::Status FillUp();
  absl::StatusOr<bool> NextRecord(CsvRow& row);
  void TakeBrokenLine(CsvRow& row);
  void Consume(size_t bytes);
  absl::Status TakeSeparatorLine();
  void CheckRow(CsvRow& row) const;
  std::string_view rest() const { return std::string_view(text_).substr(start_); }

  std::istream& in_;
  TextDecoder decoder_;
  char separator_;
  std::vector<std::string> columns_;
  std::string text_;  // decoded
  size_t start_ = 0;  // what of it is used up
  bool at_end_ = false;
  bool skip_to_line_end_ = false;  // of a line too long to hold
  int64_t line_ = 1;
};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_CSV_READER_H_
