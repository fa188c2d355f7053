// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_customers.h"

#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/directory/sort_position.h"
#include "storage/customer_repository.h"

namespace zusage::directory {

absl::StatusOr<ListCustomersOutput> ListCustomers(storage::ReadTransaction& tx,
                                                  const ListCustomersInput& input) {
  const std::string key_prefix = MatchingKey(input.prefix);
  const std::string filter = "customers\n" + key_prefix;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::SortPosition after,
                          ReadSortPosition(filter, input.page_token));
  const int size = PageSize(input.page_size);
  ListCustomersOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.customers,
                          storage::CustomerRepository::List(tx, key_prefix, after, size + 1));
  if (output.customers.size() > static_cast<size_t>(size)) {
    output.customers.pop_back();
    const Customer& last = output.customers.back().customer;
    output.next_page_token = MakeSortToken(filter, last.display_name, last.name);
  }
  return output;
}

}  // namespace zusage::directory
