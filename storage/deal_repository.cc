// SPDX-License-Identifier: Apache-2.0
#include "storage/deal_repository.h"

#include <array>
#include <string>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"

namespace zusage::storage {
namespace {

using directory::Deal;
using directory::DealStage;
using directory::RecordedDeal;

constexpr std::array kColumns = {
    Column{"name"},
    Column{"customer"},
    Column{"reference", ColumnType::kText, Privacy::kPersonal},
    Column{"stage", ColumnType::kInt},
    Column{"amount_units", ColumnType::kInt},
    Column{"amount_currency"},
    Column{"close_date"},
    Column{"outcome_reason", ColumnType::kText, Privacy::kFreeText},
};

// Behind every date.
constexpr std::string_view kUndated = "~";

// What ReadDeal() takes, from a fact f of deals.
#define ZUSAGE_DEAL_COLUMNS                                                         \
  "f.name, f.reference, f.stage, f.amount_units, f.amount_currency, f.close_date, " \
  "f.outcome_reason"
#define ZUSAGE_SELECT_DEAL      \
  "SELECT " ZUSAGE_DEAL_COLUMNS \
  ", c.customer, c.create_time, c.fact FROM current_deals c JOIN deals f ON f.fact = c.fact "

Deal ReadDeal(const Row& row) {
  Deal deal{.name = std::string(row.Text(0)),
            .reference = std::string(row.Text(1)),
            .stage = static_cast<DealStage>(row.Int(2)),
            .outcome_reason = std::string(row.Text(6))};
  if (!row.IsNull(3)) deal.amount = Money{std::string(row.Text(4)), row.Int(3)};
  if (!row.IsNull(5)) deal.close_date = ParseDate(row.Text(5));
  return deal;
}

RecordedDeal ReadRecorded(const Row& row) {
  return RecordedDeal{.deal = ReadDeal(row),
                      .customer = std::string(row.Text(7)),
                      .create_time = absl::FromUnixMicros(row.Int(8)),
                      .position = PositionOf(row.Int(9))};
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
  Value outcome_reason = Null{};
  if (!deal.outcome_reason.empty()) outcome_reason = std::string_view(deal.outcome_reason);
  return unit.Insert(kDeals,
                     {deal.name, customer, deal.reference, static_cast<int64_t>(deal.stage),
                      amount_units, amount_currency, close_date, outcome_reason},
                     KeyOwners{.person = std::string(customer), .resource = deal.name});
}

}  // namespace

const FactTable kDeals{"deals", kColumns};

absl::Status DealRepository::Record(Unit& unit, const Deal& deal) {
  return Record(unit, deal, std::string_view(deal.name).substr(0, deal.name.find("/deals/")));
}

absl::Status DealRepository::Record(Unit& unit, const Deal& deal, std::string_view customer) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t fact, InsertFact(unit, deal, customer));
  const std::string key = directory::MatchingKey(deal.reference);
  Value matching_key = Null{};
  if (!key.empty()) matching_key = std::string_view(key);
  const std::string close_key = CloseKey(deal);
  return unit.tx().Enqueue(
      "INSERT INTO current_deals "
      "(name, fact, customer, matching_key, create_time, stage, close_key) VALUES "
      "(:name, :fact, :customer, :matching_key, :create_time, :stage, :close_key) "
      "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact, "
      "matching_key = excluded.matching_key, stage = excluded.stage, "
      "close_key = excluded.close_key",
      {{"name", deal.name},
       {"fact", fact},
       {"customer", customer},
       {"matching_key", matching_key},
       {"create_time", absl::ToUnixMicros(unit.commit_time())},
       {"stage", static_cast<int64_t>(deal.stage)},
       {"close_key", close_key}});
}

std::string DealRepository::CloseKey(const Deal& deal) {
  return deal.close_date.has_value() ? FormatDate(*deal.close_date) : std::string(kUndated);
}

absl::StatusOr<RecordedDeal> DealRepository::Get(ReadTransaction& tx, std::string_view name) {
  std::optional<RecordedDeal> found;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query(ZUSAGE_SELECT_DEAL "WHERE c.name = :name", {{"name", name}}, [&](const Row& row) {
        found = ReadRecorded(row);
        return absl::OkStatus();
      }));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(found);
}

absl::StatusOr<std::vector<RecordedDeal>> DealRepository::List(ReadTransaction& tx,
                                                               const DealFilter& filter,
                                                               const DealPosition& after,
                                                               int limit) {
  // Each customer has an index of its own order, and all together have one.
  const std::string_view sql =
      filter.customer.empty() ? ZUSAGE_SELECT_DEAL
          "WHERE (c.close_key, c.name) > (:close_key, :name) AND c.close_key <= :until "
          "AND (:stage = 0 OR c.stage = :stage) AND :customer = '' "
          "ORDER BY c.close_key, c.name LIMIT :limit"
                              : ZUSAGE_SELECT_DEAL
          "WHERE c.customer = :customer AND (c.close_key, c.name) > (:close_key, :name) "
          "AND c.close_key <= :until AND (:stage = 0 OR c.stage = :stage) "
          "ORDER BY c.close_key, c.name LIMIT :limit";
  const std::string until =
      filter.closing_until.has_value() ? FormatDate(*filter.closing_until) : std::string(kUndated);
  std::vector<RecordedDeal> deals;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql,
                                  {{"close_key", after.close_key},
                                   {"name", after.name},
                                   {"until", until},
                                   {"stage", static_cast<int64_t>(filter.stage)},
                                   {"customer", filter.customer},
                                   {"limit", int64_t{limit}}},
                                  [&](const Row& row) {
                                    deals.push_back(ReadRecorded(row));
                                    return absl::OkStatus();
                                  }));
  return deals;
}

absl::StatusOr<std::vector<std::pair<std::string, std::string>>> DealRepository::Clashes(
    ReadTransaction& tx, std::string_view customer, std::string_view other) {
  std::vector<std::pair<std::string, std::string>> clashes;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT a.name, b.name FROM current_deals a JOIN current_deals b "
               "ON b.customer = :other AND b.matching_key = a.matching_key "
               "WHERE a.customer = :customer ORDER BY a.name",
               {{"customer", customer}, {"other", other}}, [&](const Row& row) {
                 clashes.emplace_back(row.Text(0), row.Text(1));
                 return absl::OkStatus();
               }));
  return clashes;
}

absl::Status DealRepository::Move(Unit& unit, std::string_view customer, std::string_view target) {
  return unit.tx().Enqueue("UPDATE current_deals SET customer = :target WHERE customer = :customer",
                           {{"target", target}, {"customer", customer}});
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
