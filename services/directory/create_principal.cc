// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_principal.h"

#include <optional>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedPrincipal> CreatePrincipal(storage::Unit& unit, const Caller& caller,
                                                  const Principal& input, RandomSource& random) {
  Principal principal = Tidy(input);
  principal.active = true;
  if (principal.name.empty()) principal.name = "principals/" + NewId(unit.commit_time(), random);
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("principal.", Validate(principal)));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<RecordedPrincipal> known,
                          storage::PrincipalRepository::Find(unit.tx(), principal.name));
  if (known.has_value()) return Error(kPrincipalExists, {{"principal", principal.name}});

  unit.Describe("CreatePrincipal", {caller.principal, caller.on_behalf_of});
  unit.Touch(principal.name);
  ZUSAGE_RETURN_IF_ERROR(storage::PrincipalRepository::Record(unit, principal));
  return storage::PrincipalRepository::Get(unit.tx(), principal.name);
}

}  // namespace zusage::directory
