// SPDX-License-Identifier: Apache-2.0
#include "storage/schema.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

constexpr std::string_view kCreate = "CREATE TABLE ";
constexpr std::string_view kAlter = "ALTER TABLE ";

std::optional<SqlType> TypeIn(absl::string_view word) {
  const absl::string_view type = absl::StripSuffix(absl::StripSuffix(word, ","), ";");
  if (type == "@INT") return SqlType::kInt;
  if (type == "@TEXT") return SqlType::kText;
  if (type == "@REAL") return SqlType::kReal;
  if (type == "@BLOB") return SqlType::kBlob;
  return std::nullopt;
}

// "ALTER TABLE name ADD COLUMN column @TYPE …".
void AddColumn(const std::vector<absl::string_view>& words, std::vector<SchemaTable>& tables) {
  if (words.size() < 7 || words[3] != "ADD" || words[4] != "COLUMN") return;
  const std::optional<SqlType> type = TypeIn(words[6]);
  for (SchemaTable& table : tables) {
    if (table.name != words[2] || !type.has_value()) continue;
    table.columns.push_back({std::string(words[5]), *type});
  }
}

}  // namespace

std::vector<SchemaTable> TablesOf(absl::Span<const Migration> migrations) {
  std::vector<SchemaTable> tables;
  for (const Migration& migration : migrations) {
    bool in_table = false;
    for (const absl::string_view line : absl::StrSplit(Absl(migration.script), '\n')) {
      const std::vector<absl::string_view> words =
          absl::StrSplit(line, absl::ByAnyChar(" "), absl::SkipEmpty());
      if (absl::StartsWith(line, Absl(kCreate))) {
        tables.push_back({.name = std::string(words[2]), .columns = {}});
        in_table = true;
      } else if (absl::StartsWith(line, Absl(kAlter))) {
        AddColumn(words, tables);
      } else if (in_table && words.size() >= 2) {
        const std::optional<SqlType> type = TypeIn(words[1]);
        if (type.has_value()) tables.back().columns.push_back({std::string(words[0]), *type});
      }
      if (absl::StartsWith(line, ")")) in_table = false;
    }
  }
  return tables;
}

}  // namespace zusage::storage
