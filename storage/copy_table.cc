// SPDX-License-Identifier: Apache-2.0
#include "storage/copy_table.h"

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

// After so many rows or bytes the target's answers are awaited.
constexpr int64_t kBatchRows = 1000;
constexpr size_t kBatchBytes = 4 << 20;

std::string Columns(const SchemaTable& table, absl::string_view before) {
  return absl::StrJoin(table.columns, ", ",
                       [&](std::string* out, const SchemaTable::Column& column) {
                         absl::StrAppend(out, before, column.name);
                       });
}

std::string SelectSql(const SchemaTable& table) {
  return absl::StrCat("SELECT ", Columns(table, ""), " FROM ", table.name);
}

std::string InsertSql(const SchemaTable& table, IfThere if_there) {
  return absl::StrCat("INSERT INTO ", table.name, " (", Columns(table, ""), ") VALUES (",
                      Columns(table, ":"), ")",
                      if_there == IfThere::kKeep ? " ON CONFLICT DO NOTHING" : "");
}

Value ValueOf(const Row& row, int column, SqlType type) {
  if (row.IsNull(column)) return Null{};
  switch (type) {
    case SqlType::kInt:
      return row.Int(column);
    case SqlType::kReal:
      return row.Real(column);
    case SqlType::kText:
      return row.Text(column);
    case SqlType::kBlob:
      return Blob{row.Bytes(column)};
  }
  return Null{};
}

size_t SizeOf(const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return text->size();
  if (const auto* blob = std::get_if<Blob>(&value)) return blob->bytes.size();
  return sizeof(int64_t);
}

// The rows that were sent and not yet answered.
struct Batch {
  int64_t rows = 0;
  size_t bytes = 0;

  bool full() const { return rows >= kBatchRows || bytes >= kBatchBytes; }
};

}  // namespace

absl::StatusOr<int64_t> CopyTable(const SchemaTable& table, ReadTransaction& from, Connection& to,
                                  IfThere if_there,
                                  const std::function<void(int64_t rows)>& copied) {
  const std::string insert = InsertSql(table, if_there);
  std::vector<Bind> binds;
  for (const SchemaTable::Column& column : table.columns) binds.push_back({column.name, Null{}});
  int64_t rows = 0;
  Batch batch;
  const auto finish_batch = [&]() -> absl::Status {
    batch = {};
    ZUSAGE_RETURN_IF_ERROR(to.Flush());
    if (copied) copied(rows);
    return absl::OkStatus();
  };
  ZUSAGE_RETURN_IF_ERROR(from.Query(SelectSql(table), {}, [&](const Row& row) -> absl::Status {
    for (size_t i = 0; i < binds.size(); ++i) {
      binds[i].value = ValueOf(row, static_cast<int>(i), table.columns[i].type);
      batch.bytes += SizeOf(binds[i].value);
    }
    ZUSAGE_RETURN_IF_ERROR(to.Enqueue(insert, binds));
    ++rows;
    ++batch.rows;
    return batch.full() ? finish_batch() : absl::OkStatus();
  }));
  ZUSAGE_RETURN_IF_ERROR(finish_batch());
  return rows;
}

}  // namespace zusage::storage
