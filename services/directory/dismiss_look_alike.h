// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_DISMISS_LOOK_ALIKE_H_
#define ZUSAGE_SERVICES_DIRECTORY_DISMISS_LOOK_ALIKE_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

// Says that two customers are two, so that they are not proposed as one any more; nothing if that
// was said before. Errors: SAME_CUSTOMER; NOT_FOUND; FAILED_PRECONDITION / CUSTOMER_MERGED if one
// of them was merged.
absl::Status DismissLookAlike(storage::Unit& unit, const Caller& caller, std::string_view customer,
                              std::string_view other);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DISMISS_LOOK_ALIKE_H_
