// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_GET_CUSTOMER_H_
#define ZUSAGE_SERVICES_DIRECTORY_GET_CUSTOMER_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "storage/connection.h"

namespace zusage::directory {

struct CustomerWithHistory {
  RecordedCustomer customer;
  std::vector<SegmentPeriod> segments;  // newest first, by its own records
};

// A customer, merged or not. Errors: NOT_FOUND.
absl::StatusOr<CustomerWithHistory> GetCustomer(storage::ReadTransaction& tx,
                                                std::string_view name);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_GET_CUSTOMER_H_
