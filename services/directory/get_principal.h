// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_GET_PRINCIPAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_GET_PRINCIPAL_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::directory {

// A principal, active or not, as the caller may see it. Errors: NOT_FOUND.
absl::StatusOr<RecordedPrincipal> GetPrincipal(storage::ReadTransaction& tx, const Caller& caller,
                                               std::string_view name);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_GET_PRINCIPAL_H_
