// SPDX-License-Identifier: Apache-2.0
#include "services/directory/dismiss_look_alike.h"

#include <string>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/customer_repository.h"
#include "storage/look_alike_repository.h"

namespace zusage::directory {
namespace {

absl::Status CheckCountsAsItself(storage::ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedCustomer customer,
                          storage::CustomerRepository::Get(tx, name));
  if (customer.merged_into.empty()) return absl::OkStatus();
  return Error(kCustomerMerged,
               {{"customer", std::string(name)}, {"target", customer.merged_into}});
}

}  // namespace

absl::Status DismissLookAlike(storage::Unit& unit, const Caller& caller, std::string_view customer,
                              std::string_view other) {
  if (customer == other) return FieldError("other", kSameCustomer);
  ZUSAGE_RETURN_IF_ERROR(CheckCountsAsItself(unit.tx(), customer));
  ZUSAGE_RETURN_IF_ERROR(CheckCountsAsItself(unit.tx(), other));
  const storage::CustomerPair pair = storage::PairOf(customer, other);
  ZUSAGE_ASSIGN_OR_RETURN(const bool known,
                          storage::LookAlikeRepository::AreDistinct(unit.tx(), pair));
  if (known) return absl::OkStatus();
  unit.Describe("DismissLookAlike", {caller.principal, caller.on_behalf_of});
  return storage::LookAlikeRepository::Distinguish(unit, pair, caller.subject());
}

}  // namespace zusage::directory
