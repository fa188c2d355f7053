// SPDX-License-Identifier: Apache-2.0
#include "services/directory/create_first_admin.h"

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/create_key.h"
#include "services/directory/create_principal.h"
#include "services/directory/domain/errors.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedPrincipal> CreateFirstAdmin(storage::Unit& unit,
                                                   const CreateFirstAdminInput& input,
                                                   RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const bool any, storage::PrincipalRepository::AnyExists(unit.tx()));
  if (any) return Error(kAlreadyInitialized);

  const std::string name = "principals/" + NewId(unit.commit_time(), random);
  const Caller itself{.principal = name};
  ZUSAGE_ASSIGN_OR_RETURN(
      RecordedPrincipal admin,
      CreatePrincipal(unit, itself,
                      Principal{.name = name,
                                .display_name = input.display_name,
                                .email = input.email,
                                .grants = {{Role::kAdmin, std::string(kAllProducts)}}},
                      random));
  ZUSAGE_RETURN_IF_ERROR(
      CreateKey(unit, itself,
                CreateKeyInput{.principal = name, .label = "first key", .token = input.token},
                random)
          .status());
  unit.Describe("CreateFirstAdmin", {name, ""});
  return admin;
}

}  // namespace zusage::directory
