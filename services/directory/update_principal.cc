// SPDX-License-Identifier: Apache-2.0
#include "services/directory/update_principal.h"

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"

namespace zusage::directory {
namespace {

absl::Status CheckAdminIsLeft(storage::Unit& unit, const Principal& before,
                              const Principal& after) {
  if (!IsActiveAdmin(before) || IsActiveAdmin(after)) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const bool left,
                          storage::KeyRepository::AdminHasKey(unit.tx(), unit.commit_time(),
                                                              {.principal = before.name}));
  return left ? absl::OkStatus() : Error(kLastAdmin, {{"resource", before.name}});
}

}  // namespace

absl::StatusOr<RecordedPrincipal> UpdatePrincipal(storage::Unit& unit, const Caller& caller,
                                                  const Principal& input, std::string_view etag) {
  const Principal principal = Tidy(input);
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("principal.", Validate(principal)));
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal known,
                          storage::PrincipalRepository::Get(unit.tx(), principal.name));
  ZUSAGE_RETURN_IF_ERROR(
      WithFieldPrefix("principal.", CheckEtag(etag, principal.name, known.position)));
  if (principal == known.principal) return known;
  ZUSAGE_RETURN_IF_ERROR(CheckAdminIsLeft(unit, known.principal, principal));

  unit.Describe("UpdatePrincipal", {caller.principal, caller.on_behalf_of});
  unit.Touch(principal.name);
  ZUSAGE_RETURN_IF_ERROR(storage::PrincipalRepository::Record(unit, principal));
  return storage::PrincipalRepository::Get(unit.tx(), principal.name);
}

}  // namespace zusage::directory
