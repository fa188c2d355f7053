// SPDX-License-Identifier: Apache-2.0
// The one file that sees libxlsxwriter.
#include "clients/tables/xlsx_writer.h"

#include <unicode/utf8.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <fstream>
#include <utility>

#include "clients/tables/errors.h"

namespace zusage::tables {
namespace {

absl::Status StatusOf(lxw_error error) {
  if (error == LXW_NO_ERROR) return absl::OkStatus();
  return Error(kTableUnwritable, {{"problem", lxw_strerror(error)}});
}

// `text` with at most `limit` UTF-16 units, "…" in place of what was cut off.
std::string CutToUnits(const std::string& text, size_t limit) {
  if (text.size() <= limit) return text;
  const auto size = static_cast<int32_t>(text.size());
  size_t units = 0;
  int32_t room = 0;  // where the text ends that has room for "…" behind it
  for (int32_t i = 0; i < size;) {
    UChar32 character;
    U8_NEXT(text.data(), i, size, character);
    units += character > 0xFFFF ? 2 : 1;
    if (units < limit) room = i;
    if (units > limit) return text.substr(0, static_cast<size_t>(room)) + "…";
  }
  return text;
}

}  // namespace

XlsxWriter::XlsxWriter(std::string path, std::string sheet)
    : path_(std::move(path)), sheet_name_(std::move(sheet)) {}

XlsxWriter::~XlsxWriter() {
  if (workbook_ == nullptr) return;
  lxw_workbook_free(workbook_);
  std::remove(path_.c_str());  // what is not whole
}

absl::Status XlsxWriter::Begin(const std::vector<ColumnHead>& columns) {
  // The library writes the file in the end only, and would say on standard error that it cannot.
  if (!std::ofstream(path_, std::ios::binary)) {
    return Error(kTableUnwritable, {{"problem", path_}});
  }
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_TRUE;
  workbook_ = workbook_new_opt(path_.c_str(), &options);
  if (workbook_ == nullptr) return Error(kTableUnwritable, {{"problem", path_}});
  sheet_ = workbook_add_worksheet(workbook_, sheet_name_.c_str());
  if (sheet_ == nullptr) return Error(kTableUnwritable, {{"problem", sheet_name_}});
  bold_ = workbook_add_format(workbook_);
  format_set_bold(bold_);
  day_ = workbook_add_format(workbook_);
  format_set_num_format(day_, "yyyy-mm-dd");
  moment_ = workbook_add_format(workbook_);
  format_set_num_format(moment_, "yyyy-mm-dd hh:mm");
  worksheet_freeze_panes(sheet_, 1, 0);
  for (size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet_, column, column, columns[i].width, nullptr);
  }
  for (size_t i = 0; i < columns.size(); ++i) {
    const lxw_error error = worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(i),
                                                   columns[i].name.c_str(), bold_);
    if (error != LXW_NO_ERROR) return StatusOf(error);
  }
  row_ = 1;
  return absl::OkStatus();
}

absl::Status XlsxWriter::Put(uint16_t column, const Cell& cell) {
  const auto row = static_cast<lxw_row_t>(row_);
  if (const auto* text = std::get_if<std::string>(&cell)) {
    const std::string cut = CutToUnits(*text, kMaxCellUnits);
    return StatusOf(worksheet_write_string(sheet_, row, column, cut.c_str(), nullptr));
  }
  if (const auto* whole = std::get_if<int64_t>(&cell)) {
    return StatusOf(
        worksheet_write_number(sheet_, row, column, static_cast<double>(*whole), nullptr));
  }
  if (const auto* number = std::get_if<double>(&cell)) {
    return StatusOf(worksheet_write_number(sheet_, row, column, *number, nullptr));
  }
  if (const auto* yes = std::get_if<bool>(&cell)) {
    return StatusOf(worksheet_write_boolean(sheet_, row, column, *yes ? 1 : 0, nullptr));
  }
  if (const auto* day = std::get_if<Date>(&cell)) {
    lxw_datetime when = {static_cast<int>(day->year()), day->month(), day->day(), 0, 0, 0};
    return StatusOf(worksheet_write_datetime(sheet_, row, column, &when, day_));
  }
  if (const auto* time = std::get_if<absl::Time>(&cell)) {
    return StatusOf(
        worksheet_write_unixtime(sheet_, row, column, absl::ToUnixSeconds(*time), moment_));
  }
  return absl::OkStatus();
}

absl::Status XlsxWriter::Add(const std::vector<Cell>& row) {
  if (row_ >= kMaxRows) return Error(kTableTooLong, {{"limit", std::to_string(kMaxRows)}});
  for (size_t i = 0; i < row.size(); ++i) {
    if (absl::Status status = Put(static_cast<uint16_t>(i), row[i]); !status.ok()) return status;
  }
  ++row_;
  return absl::OkStatus();
}

absl::Status XlsxWriter::Finish() {
  lxw_workbook* const workbook = std::exchange(workbook_, nullptr);
  return StatusOf(workbook_close(workbook));
}

}  // namespace zusage::tables
