// SPDX-License-Identifier: Apache-2.0
#include "services/directory/revoke_key.h"

#include "services/base/status_macros.h"
#include "storage/key_repository.h"

namespace zusage::directory {

absl::StatusOr<Key> RevokeKey(storage::Unit& unit, const Caller& caller, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const Key key, storage::KeyRepository::Get(unit.tx(), name));
  if (key.revoke_time.has_value()) return key;

  unit.Describe("RevokeKey", {caller.principal, caller.on_behalf_of});
  unit.Touch(key.name);
  unit.Touch(key.principal);
  ZUSAGE_RETURN_IF_ERROR(storage::KeyRepository::Revoke(unit, key));
  return storage::KeyRepository::Get(unit.tx(), name);
}

}  // namespace zusage::directory
