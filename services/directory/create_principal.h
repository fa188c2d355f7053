// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_CREATE_PRINCIPAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_CREATE_PRINCIPAL_H_

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

// Records a principal, active, under the name it brings or a new one. Errors: INVALID_ARGUMENT for
// what Validate() says, for fields of "principal"; ALREADY_EXISTS / PRINCIPAL_EXISTS.
absl::StatusOr<RecordedPrincipal> CreatePrincipal(storage::Unit& unit, const Caller& caller,
                                                  const Principal& input, RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_CREATE_PRINCIPAL_H_
