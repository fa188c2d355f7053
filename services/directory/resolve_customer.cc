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
  // The matching keys by which it was found: its own, or those of who was merged into it.
  std::vector<std::string> keys;
  bool by_merged = false;  // an identifier is that of a customer who was merged into this one
};

std::string Join(const std::vector<Found>& candidates) {
  std::string names;
  for (const Found& candidate : candidates) {
    if (!names.empty()) names += ", ";
    names += candidate.customer->name;
  }
  return names;
}

absl::StatusOr<Found> FoundAs(storage::ReadTransaction& tx, RecordedCustomer recorded) {
  Found found;
  found.by = FoundBy::kIdentifier;
  found.by_merged = !recorded.merged_into.empty();
  if (found.by_merged) {
    ZUSAGE_ASSIGN_OR_RETURN(recorded, CustomerRepository::Get(tx, recorded.merged_into));
  }
  found.customer = std::move(recorded.customer);
  return found;
}

// Whoever has this external id; nobody if it is empty.
absl::StatusOr<Found> FindByExternalId(storage::ReadTransaction& tx,
                                       const std::string& external_id) {
  if (external_id.empty()) return Found{};
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedCustomer> recorded,
                          CustomerRepository::FindByExternalId(tx, external_id));
  if (!recorded.has_value()) return Found{};
  return FoundAs(tx, *std::move(recorded));
}

absl::StatusOr<Found> GetByName(storage::ReadTransaction& tx, const CustomerInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedCustomer> recorded,
                          CustomerRepository::Find(tx, input.name));
  if (!recorded.has_value()) return FieldError("name", kNotFound, {{"resource", input.name}});
  ZUSAGE_ASSIGN_OR_RETURN(Found found, FoundAs(tx, *std::move(recorded)));
  ZUSAGE_ASSIGN_OR_RETURN(const Found holder, FindByExternalId(tx, input.external_id));
  if (holder.customer.has_value() && holder.customer->name != found.customer->name) {
    return FieldError("external_id", kExternalIdTaken,
                      {{"external_id", input.external_id}, {"customer", holder.customer->name}});
  }
  found.by_merged = found.by_merged || holder.by_merged;
  return found;
}

// Those that go by one of the input's names. Two that the CRM keeps apart are two, whatever their
// names.
absl::StatusOr<std::vector<Found>> FindByNames(storage::ReadTransaction& tx,
                                               const CustomerInput& input) {
  std::vector<Found> candidates;
  for (const std::string& key : MatchingKeys(input)) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<RecordedCustomer> holders,
                            CustomerRepository::FindByMatchingKey(tx, key, kMaxCandidates));
    for (RecordedCustomer& holder : holders) {
      Customer& customer = holder.customer;
      const bool another = !input.external_id.empty() && !customer.external_id.empty() &&
                           customer.external_id != input.external_id;
      if (another) continue;
      auto known = std::find_if(candidates.begin(), candidates.end(),
                                [&](const Found& found) { return found.customer == customer; });
      if (known == candidates.end()) known = candidates.emplace(candidates.end());
      known->customer = std::move(customer);
      known->keys.push_back(key);
    }
  }
  return candidates;
}

absl::StatusOr<Found> FindCustomer(storage::ReadTransaction& tx, const CustomerInput& input) {
  if (!input.name.empty()) return GetByName(tx, input);
  ZUSAGE_ASSIGN_OR_RETURN(Found by_id, FindByExternalId(tx, input.external_id));
  if (by_id.customer.has_value()) return by_id;
  if (input.display_name.empty()) return FieldError("display_name", kRequired);
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Found> candidates, FindByNames(tx, input));
  if (candidates.size() > 1) {
    return FieldError("display_name", kCustomerAmbiguous, {{"customers", Join(candidates)}});
  }
  return candidates.empty() ? Found{} : std::move(candidates.front());
}

// Names by which it was found are known, though perhaps not as its own.
CustomerInput WithoutKnownNames(CustomerInput said, const std::vector<std::string>& keys) {
  const auto is_known = [&](const std::string& name) {
    return std::find(keys.begin(), keys.end(), MatchingKey(name)) != keys.end();
  };
  std::erase_if(said.aliases, is_known);
  if (is_known(said.display_name)) said.display_name.clear();
  return said;
}

// What the CRM says of its second record of a customer must not undo what it says of the first.
Customer AsSaid(const Found& found, const CustomerInput& said) {
  if (!found.customer.has_value()) return said;
  if (found.by_merged) return FillGaps(*found.customer, said);
  return Merge(*found.customer, WithoutKnownNames(said, found.keys), found.by);
}

absl::StatusOr<std::optional<Deal>> FindNamed(storage::ReadTransaction& tx,
                                              std::string_view customer, const std::string& name) {
  absl::StatusOr<RecordedDeal> named = DealRepository::Get(tx, name);
  if (absl::IsNotFound(named.status())) return std::nullopt;
  if (!named.ok()) return named.status();
  if (named->customer != customer) return std::nullopt;
  return std::move(named->deal);
}

absl::StatusOr<std::optional<Deal>> FindDeal(storage::ReadTransaction& tx,
                                             std::string_view customer, const DealInput& input) {
  std::optional<Deal> by_reference;
  if (!input.reference.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(by_reference,
                            DealRepository::FindByReference(tx, customer, input.reference));
  }
  if (input.name.empty()) return by_reference;
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<Deal> named, FindNamed(tx, customer, input.name));
  if (!named.has_value()) return FieldError("name", kNotFound, {{"resource", input.name}});
  if (by_reference.has_value() && by_reference->name != named->name) {
    return FieldError("reference", kReferenceTaken,
                      {{"reference", input.reference}, {"deal", by_reference->name}});
  }
  return named;
}

}  // namespace

void AskForCustomer(storage::ReadTransaction& tx, const CustomerInput& input) {
  if (!input.name.empty()) {
    CustomerRepository::Find(tx, input.name).status().IgnoreError();
  } else if (!input.external_id.empty()) {
    CustomerRepository::FindByExternalId(tx, input.external_id).status().IgnoreError();
  } else {
    FindByNames(tx, input).status().IgnoreError();
  }
}

absl::StatusOr<std::string> ResolveOrRecordCustomer(storage::Unit& unit, const CustomerInput& input,
                                                    RandomSource& random) {
  const CustomerInput said = Tidy(input);
  ZUSAGE_RETURN_IF_ERROR(Validate(said));
  ZUSAGE_ASSIGN_OR_RETURN(const Found found, FindCustomer(unit.tx(), said));
  Customer customer = AsSaid(found, said);
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
  ZUSAGE_RETURN_IF_ERROR(CheckOutcome(found, said, deal));
  if (deal == found) return deal.name;
  if (deal.name.empty()) {
    deal.name = std::string(customer) + "/deals/" + NewId(unit.commit_time(), random);
  }
  unit.Touch(deal.name);
  ZUSAGE_RETURN_IF_ERROR(DealRepository::Record(unit, deal, customer));
  return deal.name;
}

}  // namespace zusage::directory
