// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_UPSERT_CUSTOMER_H_
#define ZUSAGE_SERVICES_DIRECTORY_UPSERT_CUSTOMER_H_

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

// Records a customer or what changed about one, as ResolveOrRecordCustomer() does; says nothing if
// nothing is new. Errors: those of ResolveOrRecordCustomer(), for fields of "customer".
absl::StatusOr<RecordedCustomer> UpsertCustomer(storage::Unit& unit, const Caller& caller,
                                                const CustomerInput& input, RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_UPSERT_CUSTOMER_H_
