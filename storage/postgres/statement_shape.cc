// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/statement_shape.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "storage/postgres/named_parameters.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

bool IsWordCharacter(char c) { return absl::ascii_isalnum(c) || c == '_'; }

// The words in their order; what stands in quotes, and parameters, are none.
std::vector<std::string_view> WordsOf(std::string_view sql) {
  std::vector<std::string_view> words;
  for (size_t i = 0; i < sql.size();) {
    if (sql[i] == '\'') {
      const size_t end = sql.find('\'', i + 1);
      i = end == sql.npos ? sql.size() : end + 1;
      continue;
    }
    size_t end = i;
    while (end < sql.size() && IsWordCharacter(sql[end])) ++end;
    const bool is_parameter = i > 0 && sql[i - 1] == ':';
    if (end > i && !is_parameter) words.push_back(sql.substr(i, end - i));
    i = end > i ? end : i + 1;
  }
  return words;
}

// The table that a change names first: INSERT INTO t, DELETE FROM t, UPDATE t.
std::string TableOf(const std::vector<std::string_view>& words) {
  if (words.size() > 1 && words[0] == "UPDATE") return std::string(words[1]);
  if (words.size() > 2 && (words[0] == "INSERT" || words[0] == "DELETE")) {
    return std::string(words[2]);
  }
  return "";
}

// Whether a clause lets rows that are there be, which it does for each row of many: an update would
// fail where two of them are the same.
bool LetsBe(std::string_view clause) {
  return clause.starts_with(" ON CONFLICT (") && clause.ends_with(") DO NOTHING") &&
         clause.find(':') == clause.npos;
}

// Takes an insert apart that has one row and no more behind it than that it may be there.
bool ReadRow(std::string_view sql, StatementShape& shape) {
  constexpr std::string_view kValues = " VALUES (";
  const size_t values = sql.find(kValues);
  if (!sql.starts_with("INSERT INTO ") || values == sql.npos) return false;
  shape.head = sql.substr(0, values + kValues.size() - 1);
  const std::string_view rest = sql.substr(shape.head.size());
  const size_t end = rest.find(')');
  if (end == rest.npos) return false;
  shape.values = rest.substr(0, end + 1);
  shape.tail = rest.substr(end + 1);
  // One pair of parentheses: no function is called, and no second row follows.
  return shape.values.find('(', 1) == std::string::npos &&
         (shape.tail.empty() || LetsBe(shape.tail));
}

}  // namespace

StatementShape ShapeOf(std::string_view sql) {
  StatementShape shape;
  const std::vector<std::string_view> words = WordsOf(sql);
  for (const std::string_view word : words) shape.words.emplace(word);
  if (!words.empty() && words[0] == "SELECT") {
    shape.kind = StatementShape::Kind::kRead;
    return shape;
  }
  shape.table = TableOf(words);
  if (ReadRow(sql, shape)) shape.kind = StatementShape::Kind::kRow;
  return shape;
}

std::string InsertOfRows(const StatementShape& shape, size_t rows) {
  const NumberedStatement one = NumberParameters(shape.values);
  std::string sql = shape.head;
  for (size_t row = 0; row < rows; ++row) {
    if (row > 0) sql += ", ";
    for (size_t i = 0; i < one.sql.size(); ++i) {
      sql += one.sql[i];
      if (one.sql[i] != '$') continue;
      size_t number = 0;
      while (i + 1 < one.sql.size() && absl::ascii_isdigit(one.sql[i + 1])) {
        number = number * 10 + static_cast<size_t>(one.sql[++i] - '0');
      }
      absl::StrAppend(&sql, row * one.names.size() + number);
    }
  }
  sql += shape.tail;
  return sql;
}

}  // namespace zusage::storage
