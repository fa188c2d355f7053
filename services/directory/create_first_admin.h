// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_CREATE_FIRST_ADMIN_H_
#define ZUSAGE_SERVICES_DIRECTORY_CREATE_FIRST_ADMIN_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

struct CreateFirstAdminInput {
  std::string display_name;
  std::string email;  // may be empty
  std::string token;  // from MakeToken(); the caller shows it once and forgets it
};

// Records the first principal of an empty store, an admin, with a key that opens with `token`. It
// is its own actor in the journal. Errors: FAILED_PRECONDITION / ALREADY_INITIALIZED if there is
// any principal; those of CreatePrincipal().
absl::StatusOr<RecordedPrincipal> CreateFirstAdmin(storage::Unit& unit,
                                                   const CreateFirstAdminInput& input,
                                                   RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_CREATE_FIRST_ADMIN_H_
