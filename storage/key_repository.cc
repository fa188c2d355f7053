// SPDX-License-Identifier: Apache-2.0
#include "storage/key_repository.h"

#include <array>
#include <utility>

#include "absl/strings/escaping.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/principal.h"

namespace zusage::storage {
namespace {

using directory::Key;

constexpr std::array kKeyColumns = {
    Column{"name"},
    Column{"principal"},
    Column{"token_hash"},
    Column{"label", ColumnType::kText, Privacy::kPersonal},
    Column{"expire_time", ColumnType::kInt},
};

constexpr std::array kKeyRevocationColumns = {
    Column{"name"},
};

std::string Hex(std::string_view bytes) {
  return absl::BytesToHexString(absl::string_view(bytes.data(), bytes.size()));
}

std::optional<absl::Time> TimeAt(const Row& row, int column) {
  if (row.IsNull(column)) return std::nullopt;
  return absl::FromUnixMicros(row.Int(column));
}

// The columns that ReadKey() takes, from keys k and current_keys c.
#define ZUSAGE_SELECT_KEY                                                             \
  "SELECT k.name, k.principal, k.label, c.create_time, k.expire_time, c.revoke_time " \
  "FROM current_keys c JOIN keys k ON k.fact = c.fact "

Key ReadKey(const Row& row) {
  return Key{.name = std::string(row.Text(0)),
             .principal = std::string(row.Text(1)),
             .label = std::string(row.Text(2)),
             .create_time = absl::FromUnixMicros(row.Int(3)),
             .expire_time = TimeAt(row, 4),
             .revoke_time = TimeAt(row, 5)};
}

absl::StatusOr<std::vector<Key>> ReadKeys(ReadTransaction& tx, std::string_view sql, Binds binds) {
  std::vector<Key> keys;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    keys.push_back(ReadKey(row));
    return absl::OkStatus();
  }));
  return keys;
}

}  // namespace

const FactTable kKeys{"keys", kKeyColumns};
const FactTable kKeyRevocations{"key_revocations", kKeyRevocationColumns};

absl::Status KeyRepository::Add(Unit& unit, const Key& key, std::string_view token_hash) {
  const std::string hash = Hex(token_hash);
  Value expire_time = Null{};
  if (key.expire_time.has_value()) expire_time = absl::ToUnixMicros(*key.expire_time);
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t fact,
      unit.Insert(kKeys, {key.name, key.principal, hash, key.label, expire_time},
                  KeyOwners{.person = key.principal}));
  return unit.tx().Enqueue(
      "INSERT INTO current_keys (name, fact, principal, token_hash, create_time) "
      "VALUES (:name, :fact, :principal, :token_hash, :create_time)",
      {{"name", key.name},
       {"fact", fact},
       {"principal", key.principal},
       {"token_hash", hash},
       {"create_time", absl::ToUnixMicros(unit.commit_time())}});
}

absl::Status KeyRepository::Revoke(Unit& unit, const Key& key) {
  ZUSAGE_RETURN_IF_ERROR(unit.Insert(kKeyRevocations, {key.name}, KeyOwners{}).status());
  return unit.tx().Enqueue(
      "UPDATE current_keys SET revoke_time = :revoke_time WHERE name = :name",
      {{"revoke_time", absl::ToUnixMicros(unit.commit_time())}, {"name", key.name}});
}

absl::StatusOr<Key> KeyRepository::Get(ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Key> keys,
                          ReadKeys(tx, ZUSAGE_SELECT_KEY "WHERE c.name = :name", {{"name", name}}));
  if (keys.empty()) return Error(kNotFound, {{"resource", std::string(name)}});
  return std::move(keys.front());
}

absl::StatusOr<std::optional<Key>> KeyRepository::FindByTokenHash(ReadTransaction& tx,
                                                                  std::string_view token_hash) {
  const std::string hash = Hex(token_hash);
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Key> keys,
      ReadKeys(tx, ZUSAGE_SELECT_KEY "WHERE c.token_hash = :token_hash", {{"token_hash", hash}}));
  if (keys.empty()) return std::nullopt;
  return std::move(keys.front());
}

absl::StatusOr<std::vector<Key>> KeyRepository::List(ReadTransaction& tx,
                                                     std::string_view principal, int limit) {
  return ReadKeys(tx,
                  ZUSAGE_SELECT_KEY
                  "WHERE c.principal = :principal "
                  "ORDER BY CASE WHEN c.revoke_time IS NULL THEN 0 ELSE 1 END, c.fact DESC "
                  "LIMIT :limit",
                  {{"principal", principal}, {"limit", int64_t{limit}}});
}

absl::StatusOr<int64_t> KeyRepository::CountUnrevoked(ReadTransaction& tx,
                                                      std::string_view principal) {
  int64_t count = 0;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT COUNT(*) FROM current_keys "
               "WHERE principal = :principal AND revoke_time IS NULL",
               {{"principal", principal}}, [&](const Row& row) {
                 count = row.Int(0);
                 return absl::OkStatus();
               }));
  return count;
}

absl::StatusOr<bool> KeyRepository::AdminHasKey(ReadTransaction& tx, absl::Time now,
                                                const Besides& besides) {
  constexpr int64_t kAdmin = int64_t{1} << static_cast<int>(directory::Role::kAdmin);
  bool has = false;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT 1 FROM current_principals p "
               "JOIN current_keys c ON c.principal = p.name JOIN keys k ON k.fact = c.fact "
               "WHERE p.active = 1 AND (p.roles & :admin) <> 0 AND c.revoke_time IS NULL "
               "AND (k.expire_time IS NULL OR k.expire_time > :now) "
               "AND p.name <> :principal AND c.name <> :key LIMIT 1",
               {{"admin", kAdmin},
                {"now", absl::ToUnixMicros(now)},
                {"principal", besides.principal},
                {"key", besides.key}},
               [&](const Row&) {
                 has = true;
                 return absl::OkStatus();
               }));
  return has;
}

}  // namespace zusage::storage
