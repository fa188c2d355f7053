// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_GET_DEAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_GET_DEAL_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "storage/connection.h"

namespace zusage::directory {

// A deal as it is now, with whose it is. Errors: NOT_FOUND.
absl::StatusOr<RecordedDeal> GetDeal(storage::ReadTransaction& tx, std::string_view name);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_GET_DEAL_H_
