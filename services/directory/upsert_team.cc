// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_team.h"

#include <algorithm>
#include <optional>
#include <string>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/errors.h"
#include "storage/principal_repository.h"
#include "storage/team_repository.h"

namespace zusage::directory {
namespace {

using storage::PrincipalRepository;
using storage::TeamRepository;

absl::Status CheckDisplayName(storage::ReadTransaction& tx, const Team& team) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string holder, TeamRepository::NameOf(tx, team.display_name));
  if (holder.empty() || holder == team.name) return absl::OkStatus();
  return Error(kTeamExists, {{"team", holder}, {"display_name", team.display_name}});
}

// Who comes in must be there and active. Who left since they came may stay.
absl::Status CheckComing(storage::ReadTransaction& tx, std::string_view field,
                         const std::string& principal) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<RecordedPrincipal> found,
                          PrincipalRepository::Find(tx, principal));
  if (!found.has_value()) return FieldError(field, kNotFound, {{"resource", principal}});
  if (found->principal.active) return absl::OkStatus();
  return Error(kPrincipalInactive, {{"principal", principal}});
}

absl::Status CheckPeople(storage::ReadTransaction& tx, const Team& before, const Team& team) {
  if (!team.lead.empty() && team.lead != before.lead) {
    ZUSAGE_RETURN_IF_ERROR(CheckComing(tx, "lead.principal", team.lead));
  }
  for (const std::string& member : team.members) {
    if (std::binary_search(before.members.begin(), before.members.end(), member)) continue;
    ZUSAGE_RETURN_IF_ERROR(CheckComing(tx, "members", member));
    ZUSAGE_ASSIGN_OR_RETURN(const std::string other, TeamRepository::TeamOf(tx, member));
    if (!other.empty()) return Error(kInAnotherTeam, {{"principal", member}, {"team", other}});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RecordedTeam> UpsertTeam(storage::Unit& unit, const Caller& caller,
                                        const Team& input, std::string_view etag,
                                        RandomSource& random) {
  storage::WriteTransaction& tx = unit.tx();
  Team team = Tidy(input);
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("team.", Validate(team)));
  if (team.name.empty()) team.name = "teams/" + NewId(unit.commit_time(), random);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<RecordedTeam> known,
                          TeamRepository::Find(tx, team.name));
  if (known.has_value()) {
    ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("team.", CheckEtag(etag, team.name, known->position)));
    if (team == known->team) return *known;
  }
  ZUSAGE_RETURN_IF_ERROR(CheckDisplayName(tx, team));
  const Team before = known.has_value() ? known->team : Team();
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("team.", CheckPeople(tx, before, team)));
  unit.Describe("UpsertTeam", {caller.principal, caller.on_behalf_of});
  unit.Touch(team.name);
  ZUSAGE_RETURN_IF_ERROR(TeamRepository::Record(unit, team));
  return TeamRepository::Get(tx, team.name);
}

}  // namespace zusage::directory
