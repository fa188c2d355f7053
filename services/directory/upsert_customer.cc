// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_customer.h"

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "storage/customer_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedCustomer> UpsertCustomer(storage::Unit& unit, const Caller& caller,
                                                const CustomerInput& input, RandomSource& random) {
  unit.Describe("UpsertCustomer", {caller.principal, caller.on_behalf_of});
  const absl::StatusOr<std::string> name = ResolveOrRecordCustomer(unit, input, random);
  if (!name.ok()) return WithFieldPrefix("customer.", name.status());
  return storage::CustomerRepository::Get(unit.tx(), *name);
}

}  // namespace zusage::directory
