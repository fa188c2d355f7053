// SPDX-License-Identifier: Apache-2.0
//
// What other roles' transactions need to know about principals.
#ifndef ZUSAGE_SERVICES_DIRECTORY_LOOK_UP_PRINCIPAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_LOOK_UP_PRINCIPAL_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::directory {

// The principal ("principals/…") as it is now, active or not. Errors: NOT_FOUND.
absl::StatusOr<Principal> LookUpPrincipal(storage::ReadTransaction& tx, std::string_view name);

// OK if `principal` exists, is active and is a product manager of `product` ("products/…").
// Errors: NOT_FOUND; FAILED_PRECONDITION / NOT_PRODUCT_MANAGER.
absl::Status CheckPrincipalIsProductManager(storage::ReadTransaction& tx,
                                            std::string_view principal, std::string_view product);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LOOK_UP_PRINCIPAL_H_
