// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/publish_strategy.h"

#include <optional>
#include <string_view>
#include <utility>

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/validate_strategy.h"
#include "storage/principal_repository.h"
#include "storage/request_repository.h"

namespace zusage::strategy {
namespace {

absl::Status CheckBaseVersion(storage::ReadTransaction& tx, const PublishStrategyInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const int version,
                          storage::StrategyRepository::CurrentVersion(tx, input.product));
  if (version == input.base_version) return absl::OkStatus();
  return Error(kBaseVersionStale, {{"product", input.product},
                                   {"version", std::to_string(version)},
                                   {"base_version", std::to_string(input.base_version)}});
}

// Adds what keeps `principal` from deciding on `product`, if anything does.
absl::Status CheckOwner(storage::ReadTransaction& tx, const std::string& principal,
                        const std::string& product, const std::string& field, FieldErrors& errors) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::RecordedPrincipal> found,
                          storage::PrincipalRepository::Find(tx, principal));
  if (!found.has_value()) {
    errors.Add(field, kUnknownPrincipal, {{"principal", principal}});
    return absl::OkStatus();
  }
  const bool decides =
      found->principal.active &&
      directory::Holds(found->principal.grants, directory::Role::kProductManager, product);
  if (!decides) {
    errors.Add(field, kOwnerNotProductManager, {{"principal", principal}, {"product", product}});
  }
  return absl::OkStatus();
}

absl::Status CheckOwners(storage::ReadTransaction& tx, const PublishStrategyInput& input) {
  FieldErrors errors;
  const std::vector<Owner>& owners = input.document->owners;
  for (size_t i = 0; i < owners.size(); ++i) {
    const std::string path = "owners[" + std::to_string(i) + "].";
    ZUSAGE_RETURN_IF_ERROR(
        CheckOwner(tx, owners[i].principal, input.product, path + "principal", errors));
    if (owners[i].next_owner.empty()) continue;
    ZUSAGE_RETURN_IF_ERROR(
        CheckOwner(tx, owners[i].next_owner, input.product, path + "next_owner", errors));
  }
  return errors.status();
}

}  // namespace

absl::Status CheckDocument(const PublishStrategyInput& input) {
  const std::string_view expected = LastSegment(input.product);
  if (!input.document->product.empty() && input.document->product != expected) {
    return FieldError("product", kProductMismatch, {{"expected", std::string(expected)}});
  }
  return ValidateStrategy(*input.document);
}

absl::StatusOr<storage::PublishedStrategy> PublishStrategy(storage::Unit& unit,
                                                           const directory::Caller& caller,
                                                           const PublishStrategyInput& input) {
  ZUSAGE_RETURN_IF_ERROR(CheckBaseVersion(unit.tx(), input));
  ZUSAGE_RETURN_IF_ERROR(CheckOwners(unit.tx(), input));
  storage::PublishedStrategy strategy{.product = input.product,
                                      .version = input.base_version + 1,
                                      .document = input.document,
                                      .memo = input.memo,
                                      .publisher = caller.subject(),
                                      .publish_time = unit.commit_time()};
  if (input.validate_only) return strategy;
  strategy.position = unit.position();
  unit.Describe("PublishStrategy", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::StrategyRepository::Add(unit, strategy));
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::MarkProductForRecheck(unit, input.product));
  return strategy;
}

}  // namespace zusage::strategy
