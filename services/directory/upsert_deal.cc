// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_deal.h"

#include <string_view>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "storage/deal_repository.h"

namespace zusage::directory {
namespace {

using storage::DealRepository;

absl::StatusOr<std::string> CustomerOf(storage::Unit& unit, const UpsertDealInput& input,
                                       RandomSource& random) {
  if (input.customer.has_value()) {
    absl::StatusOr<std::string> name = ResolveOrRecordCustomer(unit, *input.customer, random);
    if (!name.ok()) return WithFieldPrefix("customer.", name.status());
    return name;
  }
  if (input.deal.name.empty()) return FieldError("customer", kRequired);
  absl::StatusOr<RecordedDeal> deal = DealRepository::Get(unit.tx(), input.deal.name);
  if (absl::IsNotFound(deal.status())) {
    return FieldError("deal.name", kNotFound, {{"resource", input.deal.name}});
  }
  if (!deal.ok()) return deal.status();
  return deal->customer;
}

// The deal as it is before, found as ResolveOrRecordDeal() will.
absl::Status CheckUnchanged(storage::ReadTransaction& tx, std::string_view customer,
                            const UpsertDealInput& input) {
  if (input.etag.empty()) return absl::OkStatus();
  std::string name = input.deal.name;
  if (name.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Deal> found,
                            DealRepository::FindByReference(tx, customer, input.deal.reference));
    if (!found.has_value()) return Error(kEtagStale, {{"resource", input.deal.reference}});
    name = found->name;
  }
  absl::StatusOr<RecordedDeal> deal = DealRepository::Get(tx, name);
  if (absl::IsNotFound(deal.status())) return absl::OkStatus();  // ResolveOrRecordDeal() says so
  if (!deal.ok()) return deal.status();
  return CheckEtag(input.etag, name, deal->position);
}

}  // namespace

absl::StatusOr<RecordedDeal> UpsertDeal(storage::Unit& unit, const Caller& caller,
                                        const UpsertDealInput& input, RandomSource& random) {
  if (Tidy(input.deal).empty()) return FieldError("deal", kRequired);
  unit.Describe("UpsertDeal", {caller.principal, caller.on_behalf_of});
  ZUSAGE_ASSIGN_OR_RETURN(const std::string customer, CustomerOf(unit, input, random));
  ZUSAGE_RETURN_IF_ERROR(CheckUnchanged(unit.tx(), customer, input));
  const absl::StatusOr<std::string> name = ResolveOrRecordDeal(unit, customer, input.deal, random);
  if (!name.ok()) return WithFieldPrefix("deal.", name.status());
  return DealRepository::Get(unit.tx(), *name);
}

}  // namespace zusage::directory
