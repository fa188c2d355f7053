// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_caller.h"

#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedPrincipal> GetCaller(storage::ReadTransaction& tx, const Caller& caller) {
  return storage::PrincipalRepository::Get(tx, caller.subject());
}

}  // namespace zusage::directory
