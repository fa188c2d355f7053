// SPDX-License-Identifier: Apache-2.0
#include "storage/deal_repository.h"

#include <array>
#include <string>

#include "services/base/status_macros.h"
#include "services/base/time.h"

namespace zusage::storage {
namespace {

using directory::Deal;
using directory::DealStage;

constexpr std::array kColumns = {
    Column{"name"},
    Column{"customer"},
    Column{"reference", ColumnType::kText, Privacy::kPersonal},
    Column{"stage", ColumnType::kInt},
    Column{"amount_units", ColumnType::kInt},
    Column{"amount_currency"},
    Column{"close_date"},
};

// What ReadDeal() takes, from a fact f of deals.
#define ZUSAGE_DEAL_COLUMNS \
  "f.name, f.reference, f.stage, f.amount_units, f.amount_currency, f.close_date"
#define ZUSAGE_SELECT_DEAL \
  "SELECT " ZUSAGE_DEAL_COLUMNS " FROM current_deals c JOIN deals f ON f.fact = c.fact "

Deal ReadDeal(const Row& row) {
  Deal deal{.name = std::string(row.Text(0)),
            .reference = std::string(row.Text(1)),
            .stage = static_cast<DealStage>(row.Int(2))};
  if (!row.IsNull(3)) deal.amount = Money{std::string(row.Text(4)), row.Int(3)};
  if (!row.IsNull(5)) deal.close_date = ParseDate(row.Text(5));
  return deal;
}

absl::StatusOr<std::optional<Deal>> ReadOne(ReadTransaction& tx, std::string_view sql,
                                            Binds binds) {
  std::optional<Deal> deal;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    deal = ReadDeal(row);
    return absl::OkStatus();
  }));
  return deal;
}

std::string CustomerOf(const Deal& deal) { return deal.name.substr(0, deal.name.find("/deals/")); }

absl::StatusOr<int64_t> InsertFact(Unit& unit, const Deal& deal, std::string_view customer) {
  Value amount_units = Null{};
  Value amount_currency = Null{};
  if (deal.amount.has_value()) {
    amount_units = deal.amount->units;
    amount_currency = std::string_view(deal.amount->currency_code);
  }
  Value close_date = Null{};
  const std::string day = deal.close_date.has_value() ? FormatDate(*deal.close_date) : "";
  if (!day.empty()) close_date = std::string_view(day);
  return unit.Insert(kDeals,
                     {deal.name, customer, deal.reference, static_cast<int64_t>(deal.stage),
                      amount_units, amount_currency, close_date},
                     KeyOwners{.person = std::string(customer)});
}

}  // namespace

const FactTable kDeals{"deals", kColumns};

absl::Status DealRepository::Record(Unit& unit, const Deal& deal) {
  const std::string customer = CustomerOf(deal);
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t fact, InsertFact(unit, deal, customer));
  const std::string key = directory::MatchingKey(deal.reference);
  Value matching_key = Null{};
  if (!key.empty()) matching_key = std::string_view(key);
  return unit.tx().Enqueue(
      "INSERT INTO current_deals (name, fact, customer, matching_key) "
      "VALUES (:name, :fact, :customer, :matching_key) "
      "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact, "
      "matching_key = excluded.matching_key",
      {{"name", deal.name},
       {"fact", fact},
       {"customer", customer},
       {"matching_key", matching_key}});
}

absl::StatusOr<std::optional<Deal>> DealRepository::Find(ReadTransaction& tx,
                                                         std::string_view name) {
  return ReadOne(tx, ZUSAGE_SELECT_DEAL "WHERE c.name = :name", {{"name", name}});
}

absl::StatusOr<std::optional<Deal>> DealRepository::FindByReference(ReadTransaction& tx,
                                                                    std::string_view customer,
                                                                    std::string_view reference) {
  const std::string matching_key = directory::MatchingKey(reference);
  return ReadOne(
      tx, ZUSAGE_SELECT_DEAL "WHERE c.customer = :customer AND c.matching_key = :matching_key",
      {{"customer", customer}, {"matching_key", matching_key}});
}

absl::StatusOr<std::optional<Deal>> DealRepository::AsOf(ReadTransaction& tx, std::string_view name,
                                                         int64_t position) {
  return ReadOne(tx,
                 "SELECT " ZUSAGE_DEAL_COLUMNS
                 " FROM deals f WHERE f.name = :name AND f.fact < :end "
                 "ORDER BY f.fact DESC LIMIT 1",
                 {{"name", name}, {"end", FactsEnd(position)}});
}

}  // namespace zusage::storage
