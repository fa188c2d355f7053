// SPDX-License-Identifier: Apache-2.0
//
// What deliveries are signed with. A secret is in no fact, no journal and no answer that is kept:
// it lies in a table of its own, sealed under a key of its own in the key store, which the data's
// backups do not hold, and is erased with that key once it has ended.
#ifndef ZUSAGE_STORAGE_WEBHOOK_SECRET_REPOSITORY_H_
#define ZUSAGE_STORAGE_WEBHOOK_SECRET_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "storage/connection.h"
#include "storage/key_store.h"

namespace zusage::storage {

// A secret as it is stored.
struct SealedSecret {
  int64_t key_id = 0;
  std::string sealed;
};

struct StoredSecret {
  std::string webhook;
  int64_t number = 0;
  SealedSecret secret;
};

// Seals the bytes of a secret under a key that nobody else uses. Errors: those of KeyStore::Take().
absl::StatusOr<SealedSecret> SealSecret(KeyStore& keys, RandomSource& random,
                                        std::string_view bytes);

// The bytes. NOT_FOUND if its key was erased; DATA_LOSS if it cannot be opened.
absl::StatusOr<std::string> OpenSecret(KeyStore& keys, const SealedSecret& secret);

class WebhookSecretRepository {
 public:
  // The webhook's newest secret from now on. The one before it ends at `old_end`, and any before
  // that at `now`.
  static absl::Status Add(WriteTransaction& tx, std::string_view webhook, int64_t number,
                          const SealedSecret& secret, absl::Time now, absl::Time old_end);
  // All secrets of a webhook end.
  static absl::Status End(WriteTransaction& tx, std::string_view webhook, absl::Time now);
  // What to sign with, the newest first.
  static absl::StatusOr<std::vector<SealedSecret>> InForce(ReadTransaction& tx,
                                                           std::string_view webhook,
                                                           absl::Time now);
  // Up to `limit` that have ended.
  static absl::StatusOr<std::vector<StoredSecret>> Ended(ReadTransaction& tx, absl::Time now,
                                                         int64_t limit);
  static absl::Status Remove(WriteTransaction& tx, const StoredSecret& secret);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_WEBHOOK_SECRET_REPOSITORY_H_
