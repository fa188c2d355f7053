// SPDX-License-Identifier: Apache-2.0
#include "storage/customer_repository.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/look_alike_repository.h"

namespace zusage::storage {
namespace {

using directory::Customer;
using directory::CustomerMerger;
using directory::RecordedCustomer;

constexpr std::array kColumns = {
    Column{"name"},
    Column{"display_name", ColumnType::kText, Privacy::kPersonal},
    Column{"aliases", ColumnType::kText, Privacy::kPersonal},
    Column{"external_id"},
    Column{"segment"},
    Column{"size", ColumnType::kText, Privacy::kPersonal},
    Column{"revenue_units", ColumnType::kInt},
    Column{"revenue_currency"},
};

constexpr std::array kMergerColumns = {
    Column{"customer"},
    Column{"target"},
    Column{"reason", ColumnType::kText, Privacy::kFreeText},
    Column{"merged_by"},
};

// The first code point that no text contains sorts behind every text with the prefix before it.
constexpr std::string_view kBehindAll = "\xF4\x8F\xBF\xBF";

// Tidy aliases hold no line breaks.
std::string Encode(const std::vector<std::string>& aliases) {
  std::string text;
  for (const std::string& alias : aliases) {
    if (!text.empty()) text += '\n';
    text += alias;
  }
  return text;
}

std::vector<std::string> DecodeAliases(std::string_view text) {
  std::vector<std::string> aliases;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
    aliases.emplace_back(line);
  }
  return aliases;
}

Customer ReadCustomer(const Row& row) {
  Customer customer{.name = std::string(row.Text(0)),
                    .display_name = std::string(row.Text(1)),
                    .aliases = DecodeAliases(row.Text(2)),
                    .external_id = std::string(row.Text(3)),
                    .segment = std::string(row.Text(4)),
                    .size = std::string(row.Text(5))};
  if (!row.IsNull(6)) customer.revenue = Money{std::string(row.Text(7)), row.Int(6)};
  return customer;
}

// What ReadCustomer() takes of a fact f of customers, and what ReadRecorded() takes beside it of c.
#define ZUSAGE_CUSTOMER_COLUMNS                                                            \
  "f.name, f.display_name, f.aliases, f.external_id, f.segment, f.size, f.revenue_units, " \
  "f.revenue_currency"
#define ZUSAGE_SELECT_CUSTOMER                                                               \
  "SELECT " ZUSAGE_CUSTOMER_COLUMNS                                                          \
  ", c.create_time, c.fact, m.family FROM current_customers c JOIN customers f ON f.fact = " \
  "c.fact "                                                                                  \
  "JOIN customer_families m ON m.customer = c.name "

RecordedCustomer ReadRecorded(const Row& row) {
  RecordedCustomer recorded{.customer = ReadCustomer(row),
                            .create_time = absl::FromUnixMicros(row.Int(8)),
                            .position = PositionOf(row.Int(9)),
                            .merged_into = std::string(row.Text(10))};
  if (recorded.merged_into == recorded.customer.name) recorded.merged_into.clear();
  return recorded;
}

absl::StatusOr<std::vector<RecordedCustomer>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                                      Binds binds) {
  std::vector<RecordedCustomer> customers;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    customers.push_back(ReadRecorded(row));
    return absl::OkStatus();
  }));
  return customers;
}

absl::StatusOr<std::optional<RecordedCustomer>> ReadOne(ReadTransaction& tx, std::string_view sql,
                                                        Binds binds) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<RecordedCustomer> customers, ReadAll(tx, sql, binds));
  if (customers.empty()) return std::nullopt;
  return std::move(customers.front());
}

absl::StatusOr<int64_t> InsertFact(Unit& unit, const Customer& customer) {
  const std::string aliases = Encode(customer.aliases);
  Value revenue_units = Null{};
  Value revenue_currency = Null{};
  if (customer.revenue.has_value()) {
    revenue_units = customer.revenue->units;
    revenue_currency = std::string_view(customer.revenue->currency_code);
  }
  return unit.Insert(kCustomers,
                     {customer.name, customer.display_name, aliases, customer.external_id,
                      customer.segment, customer.size, revenue_units, revenue_currency},
                     KeyOwners{.person = customer.name});
}

absl::Status SetCurrent(Unit& unit, const Customer& customer, int64_t fact) {
  const std::string sort_key = directory::MatchingKey(customer.display_name);
  Value external_id = Null{};
  if (!customer.external_id.empty()) external_id = std::string_view(customer.external_id);
  return unit.tx().Enqueue(
      "INSERT INTO current_customers "
      "(name, fact, create_time, sort_key, external_id, likenesses_known) "
      "VALUES (:name, :fact, :create_time, :sort_key, :external_id, 1) "
      "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact, "
      "sort_key = excluded.sort_key, external_id = excluded.external_id, likenesses_known = 1",
      {{"name", customer.name},
       {"fact", fact},
       {"create_time", absl::ToUnixMicros(unit.commit_time())},
       {"sort_key", sort_key},
       {"external_id", external_id}});
}

absl::Status SetFamily(Unit& unit, const Customer& customer) {
  return unit.tx().Enqueue(
      "INSERT INTO customer_families (customer, family) VALUES (:customer, :customer) "
      "ON CONFLICT (customer) DO NOTHING",
      {{"customer", customer.name}});
}

absl::Status SetMatchingKeys(Unit& unit, const Customer& customer) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.tx().Enqueue("DELETE FROM customer_matching_keys WHERE customer = :customer",
                        {{"customer", customer.name}}));
  for (const std::string& key : directory::MatchingKeys(customer)) {
    ZUSAGE_RETURN_IF_ERROR(
        unit.tx().Enqueue("INSERT INTO customer_matching_keys (matching_key, customer) "
                          "VALUES (:matching_key, :customer)",
                          {{"matching_key", key}, {"customer", customer.name}}));
  }
  return absl::OkStatus();
}

}  // namespace

const FactTable kCustomers{"customers", kColumns};
const FactTable kCustomerMergers{"customer_mergers", kMergerColumns};

absl::Status CustomerRepository::Record(Unit& unit, const Customer& customer) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t fact, InsertFact(unit, customer));
  ZUSAGE_RETURN_IF_ERROR(SetCurrent(unit, customer, fact));
  ZUSAGE_RETURN_IF_ERROR(SetFamily(unit, customer));
  ZUSAGE_RETURN_IF_ERROR(SetMatchingKeys(unit, customer));
  return LookAlikeRepository::Learn(unit.tx(), customer.name, directory::MatchingKeys(customer));
}

absl::StatusOr<std::optional<RecordedCustomer>> CustomerRepository::Find(ReadTransaction& tx,
                                                                         std::string_view name) {
  return ReadOne(tx, ZUSAGE_SELECT_CUSTOMER "WHERE c.name = :name", {{"name", name}});
}

absl::StatusOr<RecordedCustomer> CustomerRepository::Get(ReadTransaction& tx,
                                                         std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedCustomer> found, Find(tx, name));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(found);
}

absl::StatusOr<std::optional<RecordedCustomer>> CustomerRepository::FindByExternalId(
    ReadTransaction& tx, std::string_view external_id) {
  return ReadOne(tx, ZUSAGE_SELECT_CUSTOMER "WHERE c.external_id = :external_id",
                 {{"external_id", external_id}});
}

absl::StatusOr<std::vector<RecordedCustomer>> CustomerRepository::FindByMatchingKey(
    ReadTransaction& tx, std::string_view matching_key, int limit) {
  return ReadAll(tx,
                 ZUSAGE_SELECT_CUSTOMER
                 "WHERE c.name IN (SELECT s.family FROM customer_matching_keys k "
                 "JOIN customer_families s ON s.customer = k.customer "
                 "WHERE k.matching_key = :matching_key) ORDER BY c.name LIMIT :limit",
                 {{"matching_key", matching_key}, {"limit", int64_t{limit}}});
}

absl::StatusOr<std::optional<Customer>> CustomerRepository::AsOf(ReadTransaction& tx,
                                                                 std::string_view name,
                                                                 int64_t position) {
  std::optional<Customer> customer;
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT " ZUSAGE_CUSTOMER_COLUMNS
                                  " FROM customers f WHERE f.name = :name AND f.fact < :end "
                                  "ORDER BY f.fact DESC LIMIT 1",
                                  {{"name", name}, {"end", FactsEnd(position)}},
                                  [&](const Row& row) {
                                    customer = ReadCustomer(row);
                                    return absl::OkStatus();
                                  }));
  return customer;
}

absl::StatusOr<std::vector<RecordedCustomer>> CustomerRepository::List(ReadTransaction& tx,
                                                                       std::string_view key_prefix,
                                                                       const SortPosition& after,
                                                                       int limit) {
  if (key_prefix.empty()) {
    return ReadAll(tx,
                   ZUSAGE_SELECT_CUSTOMER
                   "WHERE (c.sort_key, c.name) > (:sort_key, :name) AND m.family = c.name "
                   "ORDER BY c.sort_key, c.name LIMIT :limit",
                   {{"sort_key", after.sort_key}, {"name", after.name}, {"limit", int64_t{limit}}});
  }
  const std::string end = std::string(key_prefix).append(kBehindAll);
  return ReadAll(tx,
                 ZUSAGE_SELECT_CUSTOMER
                 "WHERE (c.sort_key, c.name) > (:sort_key, :name) AND c.name IN "
                 "(SELECT k.customer FROM customer_matching_keys k "
                 "WHERE k.matching_key >= :first AND k.matching_key < :end) "
                 "ORDER BY c.sort_key, c.name LIMIT :limit",
                 {{"sort_key", after.sort_key},
                  {"name", after.name},
                  {"first", key_prefix},
                  {"end", end},
                  {"limit", int64_t{limit}}});
}

absl::StatusOr<std::vector<directory::SegmentPeriod>> CustomerRepository::SegmentHistory(
    ReadTransaction& tx, std::string_view name) {
  std::vector<directory::SegmentPeriod> history;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT f.segment, e.commit_time FROM customers f "
      "JOIN journal_entries e ON e.position = f.fact >> 10 WHERE f.name = :name ORDER BY f.fact",
      {{"name", name}}, [&](const Row& row) {
        if (history.empty() || history.back().segment != row.Text(0)) {
          history.push_back({std::string(row.Text(0)), absl::FromUnixMicros(row.Int(1))});
        }
        return absl::OkStatus();
      }));
  std::reverse(history.begin(), history.end());
  return history;
}

absl::StatusOr<CustomerBelongings> CustomerRepository::BelongingsOf(ReadTransaction& tx,
                                                                    std::string_view customer) {
  CustomerBelongings belongings;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT (SELECT COUNT(*) FROM request_heads h WHERE h.customer IN "
      "(SELECT f.customer FROM customer_families f WHERE f.family = :customer)), "
      "(SELECT COUNT(*) FROM promises p WHERE p.customer IN "
      "(SELECT f.customer FROM customer_families f WHERE f.family = :customer)), "
      "(SELECT COUNT(*) FROM current_deals d WHERE d.customer = :customer)",
      {{"customer", customer}}, [&](const Row& row) {
        belongings = {.change_requests = row.Int(0), .promises = row.Int(1), .deals = row.Int(2)};
        return absl::OkStatus();
      }));
  return belongings;
}

absl::Status CustomerRepository::Merge(Unit& unit, const CustomerMerger& merger) {
  unit.Touch(merger.customer);
  unit.Touch(merger.target);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kCustomerMergers,
                  {merger.customer, merger.target, merger.reason, merger.merged_by},
                  KeyOwners{.resource = merger.customer})
          .status());
  ZUSAGE_RETURN_IF_ERROR(LookAlikeRepository::Forget(unit, merger.customer));
  return unit.tx().Enqueue("UPDATE customer_families SET family = :target WHERE family = :customer",
                           {{"target", merger.target}, {"customer", merger.customer}});
}

absl::StatusOr<std::string> CustomerRepository::Canonical(ReadTransaction& tx,
                                                          std::string_view customer,
                                                          int64_t position) {
  // A merger's target counted as itself, and nobody is merged twice: there are no cycles.
  std::string canonical(customer);
  for (bool merged = true; merged;) {
    merged = false;
    ZUSAGE_RETURN_IF_ERROR(tx.Query(
        "SELECT target FROM customer_mergers WHERE customer = :customer AND fact < :end",
        {{"customer", std::string(canonical)}, {"end", FactsEnd(position)}}, [&](const Row& row) {
          canonical = row.Text(0);
          merged = true;
          return absl::OkStatus();
        }));
  }
  return canonical;
}

absl::StatusOr<std::string> CustomerRepository::Canonical(ReadTransaction& tx,
                                                          std::string_view customer) {
  std::string canonical(customer);
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT family FROM customer_families WHERE customer = :customer",
                                  {{"customer", customer}}, [&](const Row& row) {
                                    canonical = row.Text(0);
                                    return absl::OkStatus();
                                  }));
  return canonical;
}

absl::StatusOr<std::vector<std::string>> CustomerRepository::Family(ReadTransaction& tx,
                                                                    std::string_view customer) {
  std::vector<std::string> family;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT f.customer FROM customer_families s "
               "JOIN customer_families f ON f.family = s.family "
               "WHERE s.customer = :customer ORDER BY f.customer",
               {{"customer", customer}}, [&](const Row& row) {
                 family.emplace_back(row.Text(0));
                 return absl::OkStatus();
               }));
  if (family.empty()) family.emplace_back(customer);
  return family;
}

}  // namespace zusage::storage
