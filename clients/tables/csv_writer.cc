// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/csv_writer.h"

#include <array>
#include <charconv>
#include <string_view>

#include "clients/tables/errors.h"
#include "clients/tables/formula_safety.h"

namespace zusage::tables {
namespace {

std::string Quoted(const std::string& text) {
  const bool blank_ends = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!blank_ends && text.find_first_of("\",;\t\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

struct AsText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return Quoted(Neutralised(text)); }
  std::string operator()(int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return {digits.data(), static_cast<size_t>(end - digits.data())};
  }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(Date day) const { return FormatDate(day); }
  std::string operator()(absl::Time time) const {
    return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone());
  }
};

}  // namespace

absl::Status CsvWriter::Begin(const std::vector<ColumnHead>& columns) {
  if (options_.byte_order_mark) out_ << "\xEF\xBB\xBF";
  std::vector<Cell> row;
  for (const ColumnHead& column : columns) row.emplace_back(column.name);
  return Add(row);
}

absl::Status CsvWriter::Add(const std::vector<Cell>& row) {
  std::string line;
  for (const Cell& cell : row) {
    if (&cell != &row.front()) line += options_.separator;
    line += std::visit(AsText(), cell);
  }
  // A lone empty cell would be an empty line, which is no row.
  if (line.empty()) line = "\"\"";
  out_ << line << "\r\n";
  if (!out_) return Error(kTableUnwritable, {{"problem", "EIO"}});
  return absl::OkStatus();
}

absl::Status CsvWriter::Finish() {
  out_.flush();
  return out_ ? absl::OkStatus() : Error(kTableUnwritable, {{"problem", "EIO"}});
}

}  // namespace zusage::tables
