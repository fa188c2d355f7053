// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_keys.h"

#include <algorithm>

#include "services/base/status_macros.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<std::vector<Key>> ListKeys(storage::ReadTransaction& tx,
                                          std::string_view principal) {
  ZUSAGE_RETURN_IF_ERROR(storage::PrincipalRepository::Get(tx, principal).status());
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Key> keys,
                          storage::KeyRepository::List(tx, principal, kMaxKeysPerPrincipal));
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return a.create_time != b.create_time ? a.create_time > b.create_time : a.name > b.name;
  });
  return keys;
}

}  // namespace zusage::directory
