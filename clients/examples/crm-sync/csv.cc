// SPDX-License-Identifier: Apache-2.0
#include "csv.h"

#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

#include "absl/status/status.h"

namespace crm_sync {
namespace {

// Takes one line off the beginning of `text`; false if its quotation marks do not match.
bool TakeLine(std::string_view& text, std::vector<std::string>& cells) {
  cells.assign(1, "");
  bool quoted = false;
  size_t i = 0;
  for (; i < text.size() && (quoted || text[i] != '\n'); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && text.substr(i + 1, 1) == "\"") {
      cells.back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else if (c != '\r' || quoted) {
      cells.back() += c;
    }
  }
  text.remove_prefix(i < text.size() ? i + 1 : i);
  return !quoted;
}

}  // namespace

absl::StatusOr<std::vector<Row>> ReadCsv(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  if (!file || !(bytes << file.rdbuf())) {
    return absl::InvalidArgumentError(path + " cannot be read, or is empty.");
  }
  const std::string content = bytes.str();
  std::string_view text = content;
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  std::vector<std::string> columns;
  std::vector<std::string> cells;
  bool whole = TakeLine(text, columns);
  std::vector<Row> rows;
  while (whole && !text.empty()) {
    whole = TakeLine(text, cells);
    if (cells.size() == 1 && cells[0].empty()) continue;
    Row& row = rows.emplace_back();
    for (size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
      row[columns[i]] = std::move(cells[i]);
    }
  }
  if (!whole) return absl::InvalidArgumentError(path + " has a quotation mark that is not closed.");
  return rows;
}

std::string Value(const Row& row, const std::string& column) {
  const auto found = row.find(column);
  return found == row.end() ? "" : found->second;
}

std::string CsvLine(const std::vector<std::string>& cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    line += '"';
    if (cell.find_first_of("=+-@\t\r") == 0) line += '\'';
    for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
    line += '"';
  }
  return line + "\r\n";
}

}  // namespace crm_sync
