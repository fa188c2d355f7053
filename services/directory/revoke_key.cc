// SPDX-License-Identifier: Apache-2.0
#include "services/directory/revoke_key.h"

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"

namespace zusage::directory {
namespace {

absl::Status CheckAdminIsLeft(storage::Unit& unit, const Key& key) {
  if (!IsUsable(key, unit.commit_time())) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal owner,
                          storage::PrincipalRepository::Get(unit.tx(), key.principal));
  if (!IsActiveAdmin(owner.principal)) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const bool left, storage::KeyRepository::AdminHasKey(
                                               unit.tx(), unit.commit_time(), {.key = key.name}));
  return left ? absl::OkStatus() : Error(kLastAdmin, {{"resource", key.name}});
}

}  // namespace

absl::StatusOr<Key> RevokeKey(storage::Unit& unit, const Caller& caller, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const Key key, storage::KeyRepository::Get(unit.tx(), name));
  if (key.revoke_time.has_value()) return key;
  ZUSAGE_RETURN_IF_ERROR(CheckAdminIsLeft(unit, key));

  unit.Describe("RevokeKey", {caller.principal, caller.on_behalf_of});
  unit.Touch(key.name);
  unit.Touch(key.principal);
  ZUSAGE_RETURN_IF_ERROR(storage::KeyRepository::Revoke(unit, key));
  return storage::KeyRepository::Get(unit.tx(), name);
}

}  // namespace zusage::directory
