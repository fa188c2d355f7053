// SPDX-License-Identifier: Apache-2.0
#include "storage/look_alike_repository.h"

#include <array>
#include <map>

#include "services/base/status_macros.h"
#include "services/directory/domain/likeness.h"

namespace zusage::storage {
namespace {

constexpr std::array kColumns = {
    Column{"customer"},
    Column{"other"},
    Column{"said_by"},
};

absl::Status DeleteOf(WriteTransaction& tx, std::string_view customer) {
  return tx.Enqueue("DELETE FROM customer_likenesses WHERE customer = :customer",
                    {{"customer", customer}});
}

}  // namespace

const FactTable kCustomerDistinctions{"customer_distinctions", kColumns};

CustomerPair PairOf(std::string_view a, std::string_view b) {
  return a < b ? CustomerPair(a, b) : CustomerPair(b, a);
}

absl::Status LookAlikeRepository::Learn(WriteTransaction& tx, std::string_view customer,
                                        absl::Span<const std::string> matching_keys) {
  ZUSAGE_RETURN_IF_ERROR(DeleteOf(tx, customer));
  for (const std::string& key : matching_keys) {
    for (const std::string& likeness : directory::LikenessKeys(directory::ShapeOf(key))) {
      ZUSAGE_RETURN_IF_ERROR(
          tx.Enqueue("INSERT INTO customer_likenesses (likeness, customer, matching_key) "
                     "VALUES (:likeness, :customer, :matching_key)",
                     {{"likeness", likeness}, {"customer", customer}, {"matching_key", key}}));
    }
  }
  return absl::OkStatus();
}

absl::Status LookAlikeRepository::Forget(Unit& unit, std::string_view customer) {
  return DeleteOf(unit.tx(), customer);
}

absl::StatusOr<bool> LookAlikeRepository::KnowsAll(ReadTransaction& tx) {
  bool all = true;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT 1 FROM current_customers WHERE likenesses_known = 0 LIMIT 1", {}, [&](const Row&) {
        all = false;
        return absl::OkStatus();
      }));
  return all;
}

absl::StatusOr<int> LookAlikeRepository::LearnUnknown(WriteTransaction& tx, int limit) {
  std::map<std::string, std::vector<std::string>> unknown;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT c.name, k.matching_key FROM (SELECT name FROM current_customers "
               "WHERE likenesses_known = 0 ORDER BY name LIMIT :limit) c "
               "LEFT JOIN customer_matching_keys k ON k.customer = c.name",
               {{"limit", int64_t{limit}}}, [&](const Row& row) {
                 std::vector<std::string>& keys = unknown[std::string(row.Text(0))];
                 if (!row.IsNull(1)) keys.emplace_back(row.Text(1));
                 return absl::OkStatus();
               }));
  for (const auto& [customer, keys] : unknown) {
    ZUSAGE_RETURN_IF_ERROR(Learn(tx, customer, keys));
    ZUSAGE_RETURN_IF_ERROR(
        tx.Enqueue("UPDATE current_customers SET likenesses_known = 1 WHERE name = :customer",
                   {{"customer", customer}}));
  }
  return static_cast<int>(unknown.size());
}

absl::Status LookAlikeRepository::VisitGroups(
    ReadTransaction& tx, std::string_view customer,
    absl::FunctionRef<absl::Status(std::string_view, absl::Span<const CustomerCalled>)> visit) {
  std::string likeness;
  std::vector<CustomerCalled> names;
  const auto end_group = [&] {
    return names.size() > 1 ? visit(likeness, names) : absl::OkStatus();
  };
  const std::string_view sql =
      customer.empty()
          ? "SELECT likeness, customer, matching_key FROM customer_likenesses "
            "WHERE :customer = '' ORDER BY likeness, customer, matching_key"
          : "SELECT likeness, customer, matching_key FROM customer_likenesses WHERE likeness IN "
            "(SELECT o.likeness FROM customer_likenesses o WHERE o.customer = :customer) "
            "ORDER BY likeness, customer, matching_key";
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query(sql, {{"customer", customer}}, [&](const Row& row) -> absl::Status {
        if (row.Text(0) != likeness) {
          ZUSAGE_RETURN_IF_ERROR(end_group());
          likeness = row.Text(0);
          names.clear();
        }
        names.push_back({std::string(row.Text(1)), std::string(row.Text(2))});
        return absl::OkStatus();
      }));
  return end_group();
}

absl::Status LookAlikeRepository::Distinguish(Unit& unit, const CustomerPair& pair,
                                              std::string_view said_by) {
  unit.Touch(pair.first);
  unit.Touch(pair.second);
  return unit.Insert(kCustomerDistinctions, {pair.first, pair.second, said_by}, KeyOwners{})
      .status();
}

absl::StatusOr<bool> LookAlikeRepository::AreDistinct(ReadTransaction& tx,
                                                      const CustomerPair& pair) {
  bool distinct = false;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT 1 FROM customer_distinctions WHERE customer = :customer AND other = :other",
               {{"customer", pair.first}, {"other", pair.second}}, [&](const Row&) {
                 distinct = true;
                 return absl::OkStatus();
               }));
  return distinct;
}

absl::StatusOr<std::set<CustomerPair>> LookAlikeRepository::Distinctions(ReadTransaction& tx) {
  std::set<CustomerPair> pairs;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT customer, other FROM customer_distinctions", {}, [&](const Row& row) {
        pairs.emplace(row.Text(0), row.Text(1));
        return absl::OkStatus();
      }));
  return pairs;
}

}  // namespace zusage::storage
