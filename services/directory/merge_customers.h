// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_MERGE_CUSTOMERS_H_
#define ZUSAGE_SERVICES_DIRECTORY_MERGE_CUSTOMERS_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "storage/customer_repository.h"
#include "storage/store.h"

namespace zusage::directory {

struct MergeCustomersInput {
  std::string customer;  // "customers/…", who is merged
  std::string into;      // "customers/…", whom it counts as from then on
  std::string etag;      // of `customer`
  std::string into_etag;
  std::string reason;
};

struct MergedCustomers {
  RecordedCustomer customer;               // `into` as it is then
  storage::CustomerBelongings belongings;  // what came to it
};

// Says that two customers are one. `into` takes over names, and what else it has none of. No fact
// of requests, promises or deals is changed. Errors in the order of precedence: SAME_CUSTOMER;
// NOT_FOUND; ABORTED / ETAG_STALE; FAILED_PRECONDITION / CUSTOMER_MERGE_CYCLE, CUSTOMER_MERGED,
// DEAL_REFERENCES_CLASH.
absl::StatusOr<MergedCustomers> MergeCustomers(storage::Unit& unit, const Caller& caller,
                                               const MergeCustomersInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_MERGE_CUSTOMERS_H_
