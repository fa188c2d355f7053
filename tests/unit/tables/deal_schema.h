// SPDX-License-Identifier: Apache-2.0
// Maps for records like deals.
#ifndef ZUSAGE_TESTS_UNIT_TABLES_DEAL_SCHEMA_H_
#define ZUSAGE_TESTS_UNIT_TABLES_DEAL_SCHEMA_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "clients/tables/table_map.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/document.h"

namespace zusage::tables::testing {

inline std::optional<FieldType> DealField(std::string_view path) {
  using Kind = FieldType::Kind;
  static const std::map<std::string, FieldType, std::less<>> kFields = {
      {"customer.display_name", {Kind::kText}},
      {"customer.aliases", {Kind::kText, true}},
      {"deal.reference", {Kind::kText}},
      {"deal.stage", {Kind::kText, false, "", {"prospect", "won", "lost"}}},
      {"deal.amount", {Kind::kMoney}},
      {"deal.close_date", {Kind::kDay}},
      {"deal.outcome_reason", {Kind::kText}},
      {"seats", {Kind::kWholeNumber}},
      {"signed", {Kind::kYesOrNo}},
      {"lines.text", {Kind::kText, false, "lines"}},
      {"lines.quantity", {Kind::kQuantity, false, "lines"}},
      {"lines.conditions", {Kind::kText, true, "lines"}},
  };
  const auto found = kFields.find(path);
  return found == kFields.end() ? std::nullopt : std::optional(found->second);
}

inline absl::StatusOr<TableMap> ReadDealMap(const std::string& text) {
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Node root,
                          strategy::ReadDocument(text, {1 << 20, 8, 20'000}));
  return ReadMap(root, "deals", &DealField);
}

}  // namespace zusage::tables::testing

#endif  // ZUSAGE_TESTS_UNIT_TABLES_DEAL_SCHEMA_H_
