// SPDX-License-Identifier: Apache-2.0
#include "storage/move_keys.h"

#include <string>

#include "services/base/status_macros.h"
#include "storage/copy_table.h"
#include "storage/crypto.h"
#include "storage/in_transaction.h"
#include "storage/sql_key_store.h"

namespace zusage::storage {
namespace {

constexpr int64_t kPage = 1000;

const SchemaTable& SigningKeys() {
  static const auto* const kTable =
      new SchemaTable{"signing_key", {{"one", SqlType::kInt}, {"wrapped", SqlType::kBlob}}};
  return *kTable;
}

const SchemaTable& DataKeys() {
  static const auto* const kTable =
      new SchemaTable{"data_keys", {{"id", SqlType::kInt}, {"wrapped", SqlType::kBlob}}};
  return *kTable;
}

// A fingerprint of everything in a key store.
absl::StatusOr<std::string> Fingerprint(ReadTransaction& tx) {
  std::string digest;
  int64_t newest = 0;
  int64_t rows = 0;
  const auto add = [&](int64_t number, std::string_view bytes) {
    const std::string digits = std::to_string(number);
    digest = BytesOf(Sha256({digest, digits, ":", bytes}));
    ++rows;
    return absl::OkStatus();
  };
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT wrapped FROM signing_key", {},
                                  [&](const Row& row) { return add(0, row.Bytes(0)); }));
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT id FROM next_data_key", {},
                                  [&](const Row& row) { return add(row.Int(0), ""); }));
  do {
    rows = 0;
    ZUSAGE_RETURN_IF_ERROR(
        tx.Query("SELECT id, wrapped FROM data_keys WHERE id > :newest ORDER BY id LIMIT :page",
                 {{"newest", newest}, {"page", kPage}}, [&](const Row& row) {
                   newest = row.Int(0);
                   return add(newest, row.Bytes(1));
                 }));
  } while (rows == kPage);
  return digest;
}

// The row is locked from here on: nobody makes keys meanwhile. A counter that is ahead of the
// source's stays, and shows as a difference.
absl::Status MoveCounter(ReadTransaction& from, Connection& to) {
  int64_t next = 0;
  ZUSAGE_RETURN_IF_ERROR(
      from.Query("SELECT id FROM next_data_key WHERE one = 1", {}, [&](const Row& row) {
        next = row.Int(0);
        return absl::OkStatus();
      }));
  return to
      .Execute("UPDATE next_data_key SET id = :next WHERE one = 1 AND id <= :next",
               {{"next", next}})
      .status();
}

absl::StatusOr<int64_t> CopyKeys(ReadTransaction& from, Connection& to) {
  ZUSAGE_RETURN_IF_ERROR(MoveCounter(from, to));
  ZUSAGE_RETURN_IF_ERROR(CopyTable(SigningKeys(), from, to, IfThere::kKeep).status());
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t keys, CopyTable(DataKeys(), from, to, IfThere::kKeep));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string expected, Fingerprint(from));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string found, Fingerprint(to));
  if (found != expected) return Error(kTargetHasOtherKeys);
  return keys;
}

}  // namespace

absl::StatusOr<int64_t> MoveKeys(Engine& source, Engine& target) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto from, source.Connect(Access::kRead));
  ZUSAGE_ASSIGN_OR_RETURN(const auto to, target.Connect(Access::kWrite));
  ZUSAGE_RETURN_IF_ERROR(SqlKeyStore::CreateTables(*to));
  ZUSAGE_RETURN_IF_ERROR(from->Begin(Access::kRead));
  absl::StatusOr<int64_t> keys;
  const absl::Status status = InTransaction(*to, [&] {
    keys = CopyKeys(*from, *to);
    return keys.status();
  });
  from->Rollback();
  if (!status.ok()) return status;
  return keys;
}

}  // namespace zusage::storage
