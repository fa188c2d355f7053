// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/fact_plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

#include "absl/strings/str_cat.h"
#include "storage/journal/canonical_json.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// Reading it all again would cost more than inserting it, so releases trust the writers.
bool IsJson(std::string_view text) {
#ifdef NDEBUG
  return !text.empty();
#else
  return nlohmann::json::accept(text);
#endif
}

bool Fits(ColumnType type, const Value& value) {
  switch (type) {
    case ColumnType::kInt:
      return std::holds_alternative<int64_t>(value);
    case ColumnType::kReal:
      return std::holds_alternative<double>(value);
    case ColumnType::kText:
      return std::holds_alternative<std::string_view>(value);
    case ColumnType::kJson:
      return std::holds_alternative<std::string_view>(value) &&
             IsJson(std::get<std::string_view>(value));
  }
  return false;
}

bool AppendValue(ColumnType type, const Value& value, std::string& json) {
  if (type == ColumnType::kJson) {
    json += std::get<std::string_view>(value);
    return true;
  }
  if (const auto* number = std::get_if<int64_t>(&value)) {
    AppendJson(*number, json);
    return true;
  }
  if (const auto* real = std::get_if<double>(&value)) return AppendJson(*real, json);
  return AppendJson(std::get<std::string_view>(value), json);
}

absl::Status Unfit(const FactPlan& plan, const Column& column) {
  return absl::InternalError(absl::StrCat("the value of ", Absl(plan.table.name), ".",
                                          Absl(column.name), " is not what the column holds"));
}

}  // namespace

FactPlan::FactPlan(const FactTable& fact_table) : table(fact_table) {
  std::string names = "fact";
  std::string parameters = ":fact";
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    absl::StrAppend(&names, ", ", Absl(column.name));
    absl::StrAppend(&parameters, ", :", Absl(column.name));
    keys.push_back(absl::StrCat("\"", Absl(column.name), "\":"));
    sorted[static_cast<size_t>(column.privacy)].push_back(i);
  }
  for (std::vector<size_t>& indexes : sorted) {
    std::sort(indexes.begin(), indexes.end(),
              [&](size_t a, size_t b) { return table.columns[a].name < table.columns[b].name; });
  }
  insert_sql =
      absl::StrCat("INSERT INTO ", Absl(table.name), " (", names, ") VALUES (", parameters, ")");
  select_sql = absl::StrCat("SELECT ", names, " FROM ", Absl(table.name),
                            " WHERE fact >= :first AND fact < :last ORDER BY fact");
}

absl::Status CheckValues(const FactPlan& plan, absl::Span<const Value> values) {
  if (values.size() != plan.table.columns.size()) {
    return absl::InternalError(absl::StrCat(Absl(plan.table.name), " has ",
                                            plan.table.columns.size(), " columns, not ",
                                            values.size()));
  }
  for (size_t i = 0; i < values.size(); ++i) {
    const Column& column = plan.table.columns[i];
    if (!std::holds_alternative<Null>(values[i]) && !Fits(column.type, values[i])) {
      return Unfit(plan, column);
    }
  }
  return absl::OkStatus();
}

bool HasValues(const FactPlan& plan, absl::Span<const Value> values, Privacy privacy) {
  return std::ranges::any_of(plan.columns(privacy),
                             [&](size_t i) { return !std::holds_alternative<Null>(values[i]); });
}

absl::Status AppendRow(const FactPlan& plan, absl::Span<const Value> values, Privacy privacy,
                       std::string& json) {
  json += '{';
  bool first = true;
  for (const size_t i : plan.columns(privacy)) {
    if (std::holds_alternative<Null>(values[i])) continue;
    const Column& column = plan.table.columns[i];
    if (!first) json += ',';
    json += plan.keys[i];
    if (!AppendValue(column.type, values[i], json)) return Unfit(plan, column);
    first = false;
  }
  json += '}';
  return absl::OkStatus();
}

}  // namespace zusage::storage
