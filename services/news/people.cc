// SPDX-License-Identifier: Apache-2.0
#include "services/news/people.h"

#include <optional>
#include <set>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/principal_repository.h"

namespace zusage::news {
namespace {

using storage::PrincipalRepository;

// One installation serves one company.
constexpr int kMostPeople = 1'000'000;

}  // namespace

absl::StatusOr<const std::vector<directory::Principal>*> People::HoldersOf(directory::Role role) {
  const auto known = holders_.find(role);
  if (known != holders_.end()) return &known->second;
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<directory::RecordedPrincipal> all,
                          PrincipalRepository::List(tx_, role, "", {}, kMostPeople));
  std::vector<directory::Principal> holders;
  for (directory::RecordedPrincipal& one : all) {
    if (one.principal.active) holders.push_back(std::move(one.principal));
  }
  return &holders_.emplace(role, std::move(holders)).first->second;
}

absl::StatusOr<std::vector<std::string>> People::Holders(
    std::initializer_list<directory::Role> roles, std::string_view product) {
  std::set<std::string> names;
  for (const directory::Role role : roles) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<directory::Principal>* holders, HoldersOf(role));
    for (const directory::Principal& holder : *holders) {
      if (directory::Holds(holder.grants, role, product)) names.insert(holder.name);
    }
  }
  return std::vector<std::string>(names.begin(), names.end());
}

absl::Status People::AddHolders(Part part, std::initializer_list<directory::Role> roles,
                                std::string_view product, std::vector<Concerned>& concerned) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<std::string> names, Holders(roles, product));
  for (std::string& name : names) concerned.push_back({part, std::move(name)});
  return absl::OkStatus();
}

absl::StatusOr<bool> People::IsActive(std::string_view principal) {
  const auto known = active_.find(principal);
  if (known != active_.end()) return known->second;
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<directory::RecordedPrincipal> found,
                          PrincipalRepository::Find(tx_, principal));
  const bool active = found.has_value() && found->principal.active;
  active_.emplace(principal, active);
  return active;
}

absl::StatusOr<Told> People::Tell(Happening happening) {
  for (const Concerned& concerned : happening.concerned) {
    if (concerned.principal.empty()) continue;
    ZUSAGE_RETURN_IF_ERROR(IsActive(concerned.principal).status());
  }
  std::vector<std::string> people = AudienceOf(happening, [&](std::string_view principal) {
    const auto known = active_.find(principal);
    return known != active_.end() && known->second;
  });
  return Told{.news = std::move(happening.news), .people = std::move(people)};
}

}  // namespace zusage::news
