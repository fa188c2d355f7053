// SPDX-License-Identifier: Apache-2.0
#include "services/directory/resolve_key.h"

#include <optional>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<ResolvedKey> ResolveKey(storage::ReadTransaction& tx, std::string_view token_hash,
                                       absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<Key> key,
                          storage::KeyRepository::FindByTokenHash(tx, token_hash));
  // One answer for all that is wrong with a key, so that nobody learns which tokens were good once.
  if (!key.has_value() || !IsUsable(*key, now)) return Error(kNotFound, {{"resource", "token"}});
  ZUSAGE_ASSIGN_OR_RETURN(RecordedPrincipal principal,
                          storage::PrincipalRepository::Get(tx, key->principal));
  return ResolvedKey{std::move(principal), *std::move(key)};
}

}  // namespace zusage::directory
