// SPDX-License-Identifier: Apache-2.0
#include "storage/clearance_repository.h"

#include <array>
#include <limits>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/request_json.h"

namespace zusage::storage {
namespace {

using commitments::IssuedClearance;

constexpr std::array<Column, 15> kClearanceColumns = {{
    {.name = "name"},
    {.name = "product"},
    {.name = "customer"},
    {.name = "item"},
    {.name = "quantity", .type = ColumnType::kReal},
    {.name = "unit"},
    {.name = "by_date"},
    {.name = "condition_ids"},
    {.name = "condition_texts", .type = ColumnType::kJson, .privacy = Privacy::kFreeText},
    {.name = "conditions_of"},
    {.name = "basis_kind", .type = ColumnType::kInt},
    {.name = "basis"},
    {.name = "expire_time", .type = ColumnType::kInt},
    {.name = "issued_to"},
    {.name = "recorded_by"},
}};

#define ZUSAGE_CLEARANCES                                                                \
  "SELECT c.fact, c.name, c.product, c.customer, c.item, c.quantity, c.unit, c.by_date," \
  " c.condition_ids, c.condition_texts, c.conditions_of, c.basis_kind, c.basis,"         \
  " c.expire_time, c.issued_to, c.recorded_by, e.commit_time"                            \
  " FROM clearances c JOIN journal_entries e ON e.position = c.fact >> 10 WHERE c.fact < :end "

// Ids without their texts where those were erased.
absl::Status ReadConditions(const Row& row, IssuedClearance& clearance) {
  const std::string_view ids = row.Text(8);
  if (ids.empty()) return absl::OkStatus();
  std::vector<std::string> texts;
  if (!row.IsNull(9)) {
    ZUSAGE_ASSIGN_OR_RETURN(texts, TextsFromJson(row.Text(9)));
  }
  for (absl::string_view id : absl::StrSplit(absl::string_view(ids.data(), ids.size()), ' ')) {
    const size_t index = clearance.conditions.size();
    clearance.conditions.push_back({.id = std::string(id)});
    if (index < texts.size()) clearance.conditions.back().text = texts[index];
  }
  return absl::OkStatus();
}

absl::StatusOr<IssuedClearance> ReadClearance(const Row& row) {
  IssuedClearance clearance{.name = std::string(row.Text(1)),
                            .product = std::string(row.Text(2)),
                            .customer = std::string(row.Text(3)),
                            .item = std::string(row.Text(4)),
                            .by = ParseDate(row.Text(7)),
                            .conditions_of = std::string(row.Text(10)),
                            .basis_kind = static_cast<commitments::Allowance::Kind>(row.Int(11)),
                            .basis = std::string(row.Text(12)),
                            .issued_to = std::string(row.Text(14)),
                            .recorded_by = std::string(row.Text(15)),
                            .issue_time = absl::FromUnixMicros(row.Int(16)),
                            .expire_time = absl::FromUnixMicros(row.Int(13)),
                            .position = PositionOf(row.Int(0))};
  if (!row.IsNull(5)) clearance.quantity = {row.Real(5), std::string(row.Text(6))};
  ZUSAGE_RETURN_IF_ERROR(ReadConditions(row, clearance));
  return clearance;
}

absl::StatusOr<std::vector<IssuedClearance>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                                     Binds binds) {
  std::vector<IssuedClearance> clearances;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(IssuedClearance clearance, ReadClearance(row));
    clearances.push_back(std::move(clearance));
    return absl::OkStatus();
  }));
  return clearances;
}

int64_t MicrosOf(absl::Time time) {
  return time == absl::InfiniteFuture() ? std::numeric_limits<int64_t>::max()
                                        : absl::ToUnixMicros(time);
}

}  // namespace

const FactTable kClearances{"clearances", kClearanceColumns};

absl::Status ClearanceRepository::Add(Unit& unit, const IssuedClearance& clearance) {
  unit.Touch(clearance.name);
  unit.Touch(clearance.customer);
  std::vector<std::string> ids;
  std::vector<std::string> texts;
  for (const review::Condition& condition : clearance.conditions) {
    ids.push_back(condition.id);
    texts.push_back(condition.text);
  }
  const std::string condition_ids = absl::StrJoin(ids, " ");
  const std::string condition_texts = ToJson(texts);
  const std::string by = clearance.by.has_value() ? FormatDate(*clearance.by) : "";
  Value quantity = Null{};
  Value unit_of_quantity = Null{};
  if (clearance.quantity.has_value()) {
    quantity = clearance.quantity->value;
    unit_of_quantity = std::string_view(clearance.quantity->unit);
  }
  return unit
      .Insert(kClearances,
              {std::string_view(clearance.name), std::string_view(clearance.product),
               std::string_view(clearance.customer), std::string_view(clearance.item), quantity,
               unit_of_quantity, std::string_view(by), std::string_view(condition_ids),
               std::string_view(condition_texts), std::string_view(clearance.conditions_of),
               static_cast<int64_t>(clearance.basis_kind), std::string_view(clearance.basis),
               absl::ToUnixMicros(clearance.expire_time), std::string_view(clearance.issued_to),
               std::string_view(clearance.recorded_by)},
              KeyOwners{.resource = clearance.name, .resource_is_new = true})
      .status();
}

absl::StatusOr<IssuedClearance> ClearanceRepository::Get(ReadTransaction& tx, std::string_view name,
                                                         int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<IssuedClearance> found,
                          ReadAll(tx, ZUSAGE_CLEARANCES "AND c.name = :name",
                                  {{"end", FactsEnd(position)}, {"name", name}}));
  if (found.empty()) return Error(kNotFound, {{"resource", std::string(name)}});
  return std::move(found.front());
}

absl::StatusOr<std::vector<IssuedClearance>> ClearanceRepository::List(ReadTransaction& tx,
                                                                       std::string_view product,
                                                                       std::string_view issued_to,
                                                                       int64_t before_position,
                                                                       int limit) {
  std::vector<Bind> binds = {
      {"end", FactsEnd(before_position - 1)}, {"product", product}, {"limit", int64_t{limit}}};
  if (issued_to.empty()) {
    return ReadAll(
        tx, ZUSAGE_CLEARANCES "AND c.product = :product ORDER BY c.fact DESC LIMIT :limit", binds);
  }
  binds.push_back({"issued_to", issued_to});
  return ReadAll(tx,
                 ZUSAGE_CLEARANCES
                 "AND c.product = :product AND c.issued_to = :issued_to"
                 " ORDER BY c.fact DESC LIMIT :limit",
                 binds);
}

absl::StatusOr<std::vector<IssuedClearance>> ClearanceRepository::ForItem(ReadTransaction& tx,
                                                                          std::string_view item,
                                                                          int64_t position) {
  return ReadAll(tx, ZUSAGE_CLEARANCES "AND c.item = :item ORDER BY c.fact",
                 {{"end", FactsEnd(position)}, {"item", item}});
}

absl::StatusOr<std::vector<IssuedClearance>> ClearanceRepository::Expiring(ReadTransaction& tx,
                                                                           std::string_view product,
                                                                           absl::Time from,
                                                                           absl::Time until,
                                                                           int64_t position) {
  return ReadAll(tx,
                 ZUSAGE_CLEARANCES
                 "AND c.product = :product AND c.expire_time > :from AND c.expire_time <= :until"
                 " ORDER BY c.fact",
                 {{"end", FactsEnd(position)},
                  {"product", product},
                  {"from", absl::ToUnixMicros(from)},
                  {"until", MicrosOf(until)}});
}

#undef ZUSAGE_CLEARANCES

}  // namespace zusage::storage
