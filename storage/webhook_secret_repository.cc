// SPDX-License-Identifier: Apache-2.0
#include "storage/webhook_secret_repository.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/crypto.h"

namespace zusage::storage {
namespace {

constexpr std::string_view kContext = "zusage.webhook/secret";

}  // namespace

absl::StatusOr<SealedSecret> SealSecret(KeyStore& keys, RandomSource& random,
                                        std::string_view bytes) {
  ZUSAGE_ASSIGN_OR_RETURN(const DataKey key, keys.Take());
  return SealedSecret{key.id, Seal(key.bytes, RandomBytes(kNonceSize, random), kContext, bytes)};
}

absl::StatusOr<std::string> OpenSecret(KeyStore& keys, const SealedSecret& secret) {
  ZUSAGE_ASSIGN_OR_RETURN(const DataKey key, keys.Get(secret.key_id));
  std::optional<std::string> bytes = Unseal(key.bytes, kContext, secret.sealed);
  if (!bytes.has_value()) return absl::DataLossError("a webhook's secret cannot be opened");
  return *std::move(bytes);
}

absl::Status WebhookSecretRepository::Add(WriteTransaction& tx, std::string_view webhook,
                                          int64_t number, const SealedSecret& secret,
                                          absl::Time now, absl::Time old_end) {
  ZUSAGE_RETURN_IF_ERROR(
      tx.Enqueue("UPDATE webhook_secrets SET end_time = CASE WHEN end_time IS NULL "
                 "THEN CAST(:old_end AS BIGINT) ELSE CAST(:now AS BIGINT) END "
                 "WHERE webhook = :webhook AND (end_time IS NULL OR end_time > :now)",
                 {{"old_end", absl::ToUnixMicros(old_end)},
                  {"now", absl::ToUnixMicros(now)},
                  {"webhook", webhook}}));
  return tx.Enqueue(
      "INSERT INTO webhook_secrets (webhook, number, key_id, sealed) "
      "VALUES (:webhook, :number, :key_id, :sealed)",
      {{"webhook", webhook},
       {"number", number},
       {"key_id", secret.key_id},
       {"sealed", Blob{secret.sealed}}});
}

absl::Status WebhookSecretRepository::End(WriteTransaction& tx, std::string_view webhook,
                                          absl::Time now) {
  return tx.Enqueue(
      "UPDATE webhook_secrets SET end_time = :now WHERE webhook = :webhook "
      "AND (end_time IS NULL OR end_time > :now)",
      {{"now", absl::ToUnixMicros(now)}, {"webhook", webhook}});
}

absl::StatusOr<std::vector<SealedSecret>> WebhookSecretRepository::InForce(ReadTransaction& tx,
                                                                           std::string_view webhook,
                                                                           absl::Time now) {
  std::vector<SealedSecret> secrets;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT key_id, sealed FROM webhook_secrets WHERE webhook = :webhook "
               "AND (end_time IS NULL OR end_time > :now) ORDER BY number DESC",
               {{"webhook", webhook}, {"now", absl::ToUnixMicros(now)}}, [&](const Row& row) {
                 secrets.push_back({row.Int(0), std::string(row.Bytes(1))});
                 return absl::OkStatus();
               }));
  return secrets;
}

absl::StatusOr<std::vector<StoredSecret>> WebhookSecretRepository::Ended(ReadTransaction& tx,
                                                                         absl::Time now,
                                                                         int64_t limit) {
  std::vector<StoredSecret> secrets;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT webhook, number, key_id, sealed FROM webhook_secrets "
      "WHERE end_time IS NOT NULL AND end_time <= :now ORDER BY end_time LIMIT :limit",
      {{"now", absl::ToUnixMicros(now)}, {"limit", limit}}, [&](const Row& row) {
        secrets.push_back(
            {std::string(row.Text(0)), row.Int(1), {row.Int(2), std::string(row.Bytes(3))}});
        return absl::OkStatus();
      }));
  return secrets;
}

absl::Status WebhookSecretRepository::Remove(WriteTransaction& tx, const StoredSecret& secret) {
  return tx.Enqueue("DELETE FROM webhook_secrets WHERE webhook = :webhook AND number = :number",
                    {{"webhook", secret.webhook}, {"number", secret.number}});
}

}  // namespace zusage::storage
