// SPDX-License-Identifier: Apache-2.0
#include "storage/deciders.h"

#include "services/base/status_macros.h"
#include "storage/principal_repository.h"
#include "storage/substitute_repository.h"

namespace zusage::storage {
namespace {

bool Manages(const directory::Principal& principal, std::string_view product) {
  return principal.active &&
         directory::Holds(principal.grants, directory::Role::kProductManager, product);
}

}  // namespace

absl::StatusOr<const std::optional<directory::Principal>*> Deciders::Find(
    std::string_view principal) {
  auto known = principals_.find(principal);
  if (known == principals_.end()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::optional<directory::RecordedPrincipal> found,
                            PrincipalRepository::Find(tx_, principal));
    std::optional<directory::Principal> one;
    if (found.has_value()) one = std::move(found->principal);
    known = principals_.emplace(std::string(principal), std::move(one)).first;
  }
  return &known->second;
}

absl::StatusOr<bool> Deciders::IsManager(std::string_view principal, std::string_view product) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto* found, Find(principal));
  return found->has_value() && Manages(**found, product);
}

absl::StatusOr<bool> Deciders::MayBeAsked(std::string_view principal, std::string_view product) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto* found, Find(principal));
  return !found->has_value() || Manages(**found, product);
}

absl::StatusOr<std::vector<review::Deputy>> Deciders::DeputiesOf(std::string_view owner,
                                                                 std::string_view product,
                                                                 Date day) {
  const auto key = std::make_pair(std::string(owner), std::string(product));
  if (const auto known = deputies_.find(key); known != deputies_.end()) return known->second;
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<review::Substitute> absences,
                          SubstituteRepository::Of(tx_, owner, day));
  std::vector<review::Deputy> deputies;
  for (const review::Substitute& absence : absences) {
    ZUSAGE_ASSIGN_OR_RETURN(const bool may, IsManager(absence.substitute, product));
    if (!may) continue;
    review::Deputy deputy{absence.substitute, absence.first_day, absence.last_day, {}};
    ZUSAGE_ASSIGN_OR_RETURN(deputy.absences,
                            SubstituteRepository::Of(tx_, absence.substitute, day));
    deputies.push_back(std::move(deputy));
  }
  return deputies_.emplace(key, std::move(deputies)).first->second;
}

}  // namespace zusage::storage
