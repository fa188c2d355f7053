// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/rebuilt_fact.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "services/base/status_macros.h"
#include "storage/journal/canonical_json.h"

namespace zusage::storage {
namespace {

using Json = nlohmann::json;

constexpr uint64_t kMaxInt = std::numeric_limits<int64_t>::max();

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

bool HasShape(const Json& element, PartKind kind) {
  if (!element.is_object() || !element.contains("fact") || !element.contains("row")) return false;
  if (!element["fact"].is_number_integer() || !element["row"].is_object()) return false;
  if (kind != PartKind::kPlain) return element.size() == 2;
  return element.size() == 3 && element.contains("table") && element["table"].is_string();
}

// The row in the form that AppendRow() gives it.
absl::StatusOr<std::string> Canonical(const Json& row) {
  std::string text = "{";
  for (const auto& [name, value] : row.items()) {
    if (text.size() > 1) text += ',';
    text += '"' + name + "\":";
    bool fits = true;
    if (value.is_number_unsigned() && value.get<uint64_t>() > kMaxInt) {
      fits = AppendJson(value.get<double>(), text);  // a real that is written without a fraction
    } else if (value.is_number_integer()) {
      AppendJson(value.get<int64_t>(), text);
    } else if (value.is_number_float()) {
      fits = AppendJson(value.get<double>(), text);
    } else if (value.is_string()) {
      fits = AppendJson(std::string_view(value.get_ref<const std::string&>()), text);
    } else {
      fits = false;
    }
    if (!fits) return Unreadable();
  }
  return text + "}";
}

absl::Status AddElement(PartKind kind, const Json& element, RebuiltFacts& facts) {
  if (!HasShape(element, kind)) return Unreadable();
  const int64_t ordinal = element["fact"].get<int64_t>();
  if (kind == PartKind::kPlain) {
    const auto [fact, is_new] = facts.try_emplace(ordinal);
    if (!is_new) return Unreadable();
    fact->second.table = element["table"].get<std::string>();
  }
  const auto fact = facts.find(ordinal);
  if (fact == facts.end()) return Unreadable();
  std::string& row = fact->second.rows[static_cast<size_t>(PrivacyOf(kind))];
  if (row != "{}") return Unreadable();
  ZUSAGE_ASSIGN_OR_RETURN(row, Canonical(element["row"]));
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
      return row.Text(index);
  }
  return Null{};
}

}  // namespace

absl::Status AddPart(PartKind kind, std::string_view json, RebuiltFacts& facts) {
  const Json array = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (!array.is_array()) return Unreadable();
  for (const Json& element : array) ZUSAGE_RETURN_IF_ERROR(AddElement(kind, element, facts));
  return absl::OkStatus();
}

absl::StatusOr<RebuiltFact> FactOfRow(const FactPlan& plan, const Row& row) {
  std::vector<Value> values;
  for (size_t i = 0; i < plan.table.columns.size(); ++i) {
    values.push_back(ValueOf(row, static_cast<int>(i) + 1, plan.table.columns[i].type));
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
