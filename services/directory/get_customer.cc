// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_customer.h"

#include "services/base/status_macros.h"
#include "storage/customer_repository.h"

namespace zusage::directory {

absl::StatusOr<CustomerWithHistory> GetCustomer(storage::ReadTransaction& tx,
                                                std::string_view name) {
  CustomerWithHistory found;
  ZUSAGE_ASSIGN_OR_RETURN(found.customer, storage::CustomerRepository::Get(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(found.segments, storage::CustomerRepository::SegmentHistory(tx, name));
  return found;
}

}  // namespace zusage::directory
