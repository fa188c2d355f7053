// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_KEY_REPOSITORY_H_
#define ZUSAGE_STORAGE_KEY_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/key.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kKeys;
extern const FactTable kKeyRevocations;

// The keys of principals. Only the SHA-256 of a token is stored; where it is asked for, it is the
// 32 bytes.
class KeyRepository {
 public:
  // Records a new key; its create_time is the mutation's commit time.
  static absl::Status Add(Unit& unit, const directory::Key& key, std::string_view token_hash);
  // Ends a key at the mutation's commit time.
  static absl::Status Revoke(Unit& unit, const directory::Key& key);

  // NOT_FOUND if there is none of this name.
  static absl::StatusOr<directory::Key> Get(ReadTransaction& tx, std::string_view name);
  // The key whose token has this hash, usable or not.
  static absl::StatusOr<std::optional<directory::Key>> FindByTokenHash(ReadTransaction& tx,
                                                                       std::string_view token_hash);
  // At most `limit` keys of a principal: those that are not revoked, then the others, each newest
  // first.
  static absl::StatusOr<std::vector<directory::Key>> List(ReadTransaction& tx,
                                                          std::string_view principal, int limit);
  // How many keys of the principal are not revoked.
  static absl::StatusOr<int64_t> CountUnrevoked(ReadTransaction& tx, std::string_view principal);

  // What AdminHasKey() leaves out of account: all keys of a principal, or one key.
  struct Besides {
    std::string_view principal = {};
    std::string_view key = {};
  };
  // Whether an active admin has a key that is usable at `now`, besides those.
  static absl::StatusOr<bool> AdminHasKey(ReadTransaction& tx, absl::Time now,
                                          const Besides& besides);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_KEY_REPOSITORY_H_
