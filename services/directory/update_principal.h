// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_UPDATE_PRINCIPAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_UPDATE_PRINCIPAL_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

// Records a known principal as it shall be from now on; `etag` is what it was read with. Its keys
// stop working with the commit if it is no longer active. Errors: INVALID_ARGUMENT for what
// Validate() says, for fields of "principal"; NOT_FOUND; ABORTED / ETAG_STALE; FAILED_PRECONDITION
// / LAST_ADMIN if no active admin with a usable key would be left.
absl::StatusOr<RecordedPrincipal> UpdatePrincipal(storage::Unit& unit, const Caller& caller,
                                                  const Principal& input, std::string_view etag);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_UPDATE_PRINCIPAL_H_
