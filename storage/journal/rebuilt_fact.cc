// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/rebuilt_fact.h"

#include <nlohmann/json.hpp>
#include <vector>

#include "services/base/status_macros.h"
#include "services/journal/domain/part_facts.h"

namespace zusage::storage {
namespace {

using Json = nlohmann::json;

absl::Status Unreadable() { return absl::DataLossError("a part is not what this program writes"); }

Privacy PrivacyOf(PartKind kind) {
  switch (kind) {
    case PartKind::kPersonal:
      return Privacy::kPersonal;
    case PartKind::kFreeText:
      return Privacy::kFreeText;
    case PartKind::kPlain:
      break;
  }
  return Privacy::kPlain;
}

absl::Status AddFact(PartKind kind, const journal::PartFact& part, RebuiltFacts& facts) {
  // The plain part names the table, the others do not.
  if ((kind == PartKind::kPlain) == part.table.empty()) return Unreadable();
  if (kind == PartKind::kPlain) {
    const auto [fact, is_new] = facts.try_emplace(part.ordinal);
    if (!is_new) return Unreadable();
    fact->second.table = part.table;
  }
  const auto fact = facts.find(part.ordinal);
  if (fact == facts.end()) return Unreadable();
  std::string& row = fact->second.rows[static_cast<size_t>(PrivacyOf(kind))];
  if (row != "{}") return Unreadable();
  row = part.row;
  return absl::OkStatus();
}

Value ValueOf(const Row& row, int index, ColumnType type) {
  if (row.IsNull(index)) return Null{};
  switch (type) {
    case ColumnType::kInt:
      return row.Int(index);
    case ColumnType::kReal:
      return row.Real(index);
    case ColumnType::kText:
    case ColumnType::kJson:
      return row.Text(index);
  }
  return Null{};
}

}  // namespace

absl::Status AddPart(PartKind kind, std::string_view json, RebuiltFacts& facts) {
  if (!Json::accept(json)) return Unreadable();
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<journal::PartFact> parts, journal::FactsOf(json));
  for (const journal::PartFact& part : parts) {
    ZUSAGE_RETURN_IF_ERROR(AddFact(kind, part, facts));
  }
  return absl::OkStatus();
}

absl::StatusOr<RebuiltFact> FactOfRow(const FactPlan& plan, const Row& row) {
  std::vector<Value> values;
  for (size_t i = 0; i < plan.table.columns.size(); ++i) {
    const Column& column = plan.table.columns[i];
    values.push_back(ValueOf(row, static_cast<int>(i) + 1, column.type));
    // Or a piece of one column could pass for the next column.
    const auto* text = std::get_if<std::string_view>(&values.back());
    if (column.type == ColumnType::kJson && text != nullptr && !Json::accept(*text)) {
      return absl::DataLossError("a value is no JSON");
    }
  }
  RebuiltFact fact;
  fact.table = plan.table.name;
  for (const Privacy privacy : kPrivacies) {
    std::string& json = fact.rows[static_cast<size_t>(privacy)];
    json.clear();
    if (!AppendRow(plan, values, privacy, json).ok()) {
      return absl::DataLossError("a value is no text or no number");
    }
  }
  return fact;
}

}  // namespace zusage::storage
