// SPDX-License-Identifier: Apache-2.0
#include "services/directory/resolve_customer.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"

namespace zusage::directory {
namespace {

using storage::CustomerRepository;
using storage::DealRepository;

// More than this many candidates for one name are as ambiguous as all of them.
constexpr int kMaxCandidates = 10;

struct Found {
  std::optional<Customer> customer;  // nothing: it is new
  FoundBy by = FoundBy::kNames;
};

std::string Join(const std::vector<Customer>& customers) {
  std::string names;
  for (const Customer& customer : customers) {
    if (!names.empty()) names += ", ";
    names += customer.name;
  }
  return names;
}

absl::StatusOr<std::optional<Customer>> FindByExternalId(storage::ReadTransaction& tx,
                                                         const std::string& external_id) {
  if (external_id.empty()) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedCustomer> recorded,
                          CustomerRepository::FindByExternalId(tx, external_id));
  if (!recorded.has_value()) return std::nullopt;
  return std::move(recorded->customer);
}

absl::StatusOr<Customer> GetByName(storage::ReadTransaction& tx, const CustomerInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedCustomer> recorded,
                          CustomerRepository::Find(tx, input.name));
  if (!recorded.has_value()) return FieldError("name", kNotFound, {{"resource", input.name}});
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Customer> holder,
                          FindByExternalId(tx, input.external_id));
  if (holder.has_value() && holder->name != input.name) {
    return FieldError("external_id", kExternalIdTaken,
                      {{"external_id", input.external_id}, {"customer", holder->name}});
  }
  return std::move(recorded->customer);
}

// Those that go by one of the input's names. Two that the CRM keeps apart are two, whatever their
// names.
absl::StatusOr<std::vector<Customer>> FindByNames(storage::ReadTransaction& tx,
                                                  const CustomerInput& input) {
  std::vector<Customer> candidates;
  for (const std::string& key : MatchingKeys(input)) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<RecordedCustomer> holders,
                            CustomerRepository::FindByMatchingKey(tx, key, kMaxCandidates));
    for (RecordedCustomer& holder : holders) {
      const Customer& customer = holder.customer;
      const bool another = !input.external_id.empty() && !customer.external_id.empty() &&
                           customer.external_id != input.external_id;
      const bool known =
          std::find(candidates.begin(), candidates.end(), customer) != candidates.end();
      if (!another && !known) candidates.push_back(std::move(holder.customer));
    }
  }
  return candidates;
}

absl::StatusOr<Found> FindCustomer(storage::ReadTransaction& tx, const CustomerInput& input) {
  if (!input.name.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(Customer customer, GetByName(tx, input));
    return Found{std::move(customer), FoundBy::kIdentifier};
  }
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<Customer> by_id, FindByExternalId(tx, input.external_id));
  if (by_id.has_value()) return Found{std::move(by_id), FoundBy::kIdentifier};
  if (input.display_name.empty()) return FieldError("display_name", kRequired);
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Customer> candidates, FindByNames(tx, input));
  if (candidates.size() > 1) {
    return FieldError("display_name", kCustomerAmbiguous, {{"customers", Join(candidates)}});
  }
  if (candidates.empty()) return Found{};
  return Found{std::move(candidates.front()), FoundBy::kNames};
}

absl::StatusOr<std::optional<Deal>> FindDeal(storage::ReadTransaction& tx,
                                             std::string_view customer, const DealInput& input) {
  std::optional<Deal> by_reference;
  if (!input.reference.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(by_reference,
                            DealRepository::FindByReference(tx, customer, input.reference));
  }
  if (input.name.empty()) return by_reference;
  std::optional<Deal> named;
  if (input.name.starts_with(std::string(customer) + "/deals/")) {
    ZUSAGE_ASSIGN_OR_RETURN(named, DealRepository::Find(tx, input.name));
  }
  if (!named.has_value()) return FieldError("name", kNotFound, {{"resource", input.name}});
  if (by_reference.has_value() && by_reference->name != named->name) {
    return FieldError("reference", kReferenceTaken,
                      {{"reference", input.reference}, {"deal", by_reference->name}});
  }
  return named;
}

}  // namespace

absl::StatusOr<std::string> ResolveOrRecordCustomer(storage::Unit& unit, const CustomerInput& input,
                                                    RandomSource& random) {
  const CustomerInput said = Tidy(input);
  ZUSAGE_RETURN_IF_ERROR(Validate(said));
  ZUSAGE_ASSIGN_OR_RETURN(const Found found, FindCustomer(unit.tx(), said));
  Customer customer = found.customer.has_value() ? Merge(*found.customer, said, found.by) : said;
  if (customer == found.customer) return customer.name;
  ZUSAGE_RETURN_IF_ERROR(Validate(customer));  // the known and the new aliases may be too many
  if (customer.name.empty()) customer.name = "customers/" + NewId(unit.commit_time(), random);
  unit.Touch(customer.name);
  ZUSAGE_RETURN_IF_ERROR(CustomerRepository::Record(unit, customer));
  return customer.name;
}

absl::StatusOr<std::string> ResolveOrRecordDeal(storage::Unit& unit, std::string_view customer,
                                                const DealInput& input, RandomSource& random) {
  const DealInput said = Tidy(input);
  if (said.empty()) return std::string();
  ZUSAGE_RETURN_IF_ERROR(Validate(said));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Deal> found, FindDeal(unit.tx(), customer, said));
  Deal deal = found.has_value() ? Merge(*found, said) : said;
  if (deal == found) return deal.name;
  if (deal.name.empty()) {
    deal.name = std::string(customer) + "/deals/" + NewId(unit.commit_time(), random);
  }
  unit.Touch(deal.name);
  ZUSAGE_RETURN_IF_ERROR(DealRepository::Record(unit, deal));
  return deal.name;
}

}  // namespace zusage::directory
