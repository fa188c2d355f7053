// SPDX-License-Identifier: Apache-2.0
#include "services/directory/look_up_principal.h"

#include <utility>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<Principal> LookUpPrincipal(storage::ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(RecordedPrincipal recorded, storage::PrincipalRepository::Get(tx, name));
  return std::move(recorded.principal);
}

absl::Status CheckPrincipalIsProductManager(storage::ReadTransaction& tx,
                                            std::string_view principal, std::string_view product) {
  ZUSAGE_ASSIGN_OR_RETURN(const Principal known, LookUpPrincipal(tx, principal));
  if (known.active && Holds(known.grants, Role::kProductManager, product)) {
    return absl::OkStatus();
  }
  return Error(kNotProductManager,
               {{"principal", std::string(principal)}, {"product", std::string(product)}});
}

}  // namespace zusage::directory
