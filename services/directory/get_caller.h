// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_GET_CALLER_H_
#define ZUSAGE_SERVICES_DIRECTORY_GET_CALLER_H_

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::directory {

// The one whose deeds the caller's are: itself, or whom it acts for. Errors: NOT_FOUND.
absl::StatusOr<RecordedPrincipal> GetCaller(storage::ReadTransaction& tx, const Caller& caller);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_GET_CALLER_H_
