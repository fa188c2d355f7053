// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_principal.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedPrincipal> GetPrincipal(storage::ReadTransaction& tx, const Caller& caller,
                                               std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(RecordedPrincipal found, storage::PrincipalRepository::Get(tx, name));
  return AsSeenBy(caller, std::move(found));
}

}  // namespace zusage::directory
