// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_CUSTOMERS_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_CUSTOMERS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "storage/connection.h"

namespace zusage::directory {

struct ListCustomersInput {
  std::string prefix;  // of a name or an alias, in any case; "" for all
  int page_size = 0;   // 0 for the default
  std::string page_token;
};

struct ListCustomersOutput {
  std::vector<RecordedCustomer> customers;  // in order of display names
  std::string next_page_token;              // "" on the last page
};

// A page of customers. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListCustomersOutput> ListCustomers(storage::ReadTransaction& tx,
                                                  const ListCustomersInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_CUSTOMERS_H_
