// SPDX-License-Identifier: Apache-2.0
#include "services/directory/merge_customers.h"

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/deal_repository.h"

namespace zusage::directory {
namespace {

using storage::CustomerRepository;
using storage::DealRepository;

absl::Status CheckStates(const RecordedCustomer& source, const RecordedCustomer& target) {
  if (target.merged_into == source.customer.name) {
    return Error(kCustomerMergeCycle,
                 {{"customer", source.customer.name}, {"target", target.customer.name}});
  }
  for (const RecordedCustomer* customer : {&source, &target}) {
    if (customer->merged_into.empty()) continue;
    return Error(kCustomerMerged,
                 {{"customer", customer->customer.name}, {"target", customer->merged_into}});
  }
  return absl::OkStatus();
}

absl::Status CheckDeals(storage::ReadTransaction& tx, const MergeCustomersInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto clashes,
                          DealRepository::Clashes(tx, input.customer, input.into));
  if (clashes.empty()) return absl::OkStatus();
  std::string deals;
  for (const auto& [one, other] : clashes) {
    if (!deals.empty()) deals += "; ";
    deals += one + ", " + other;
  }
  return Error(kDealReferencesClash, {{"deals", deals}});
}

// Both change, so that whoever read one of them before sees it. An external id is of one of them.
absl::Status RecordBoth(storage::Unit& unit, Customer source, const Customer& target) {
  const Customer filled = FillGaps(target, source);
  if (filled.external_id == source.external_id) source.external_id.clear();
  ZUSAGE_RETURN_IF_ERROR(CustomerRepository::Record(unit, source));
  return CustomerRepository::Record(unit, filled);
}

}  // namespace

absl::StatusOr<MergedCustomers> MergeCustomers(storage::Unit& unit, const Caller& caller,
                                               const MergeCustomersInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  if (input.customer == input.into) return FieldError("into", kSameCustomer);
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedCustomer source,
                          CustomerRepository::Get(tx, input.customer));
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedCustomer target, CustomerRepository::Get(tx, input.into));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.customer, source.position));
  ZUSAGE_RETURN_IF_ERROR(
      WithFieldPrefix("into_", CheckEtag(input.into_etag, input.into, target.position)));
  ZUSAGE_RETURN_IF_ERROR(CheckStates(source, target));
  ZUSAGE_RETURN_IF_ERROR(CheckDeals(tx, input));

  MergedCustomers merged;
  ZUSAGE_ASSIGN_OR_RETURN(merged.belongings, CustomerRepository::BelongingsOf(tx, input.customer));
  unit.Describe("MergeCustomers", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(RecordBoth(unit, source.customer, target.customer));
  ZUSAGE_RETURN_IF_ERROR(CustomerRepository::Merge(unit, {.customer = input.customer,
                                                          .target = input.into,
                                                          .reason = input.reason,
                                                          .merged_by = caller.subject()}));
  ZUSAGE_RETURN_IF_ERROR(DealRepository::Move(unit, input.customer, input.into));
  ZUSAGE_ASSIGN_OR_RETURN(merged.customer, CustomerRepository::Get(tx, input.into));
  return merged;
}

}  // namespace zusage::directory
