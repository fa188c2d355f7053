// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/team.h"

#include <algorithm>

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/directory/domain/customer.h"

namespace zusage::directory {
namespace {

void CheckName(std::string_view field, std::string_view pattern, std::string_view name,
               FieldErrors& errors) {
  if (MatchName(pattern, name)) return;
  errors.Add(field, kInvalidFormat, {{"expected", std::string(pattern)}});
}

}  // namespace

Team Tidy(Team team) {
  team.display_name = TidyName(team.display_name);
  std::sort(team.members.begin(), team.members.end());
  team.members.erase(std::unique(team.members.begin(), team.members.end()), team.members.end());
  return team;
}

absl::Status Validate(const Team& team) {
  FieldErrors errors;
  if (!team.name.empty()) CheckName("name", kTeamPattern, team.name, errors);
  const size_t size = team.display_name.size();
  if (MatchingKey(team.display_name).empty()) errors.Add("display_name", kRequired);
  if (size > kMaxTeamNameBytes) {
    errors.Add("display_name", kTooLong,
               {{"limit", std::to_string(kMaxTeamNameBytes)}, {"size", std::to_string(size)}});
  }
  if (!team.lead.empty()) CheckName("lead.principal", kPrincipalPattern, team.lead, errors);
  if (team.members.size() > kMaxTeamMembers) {
    errors.Add("members", kTooMany,
               {{"limit", std::to_string(kMaxTeamMembers)},
                {"size", std::to_string(team.members.size())}});
  }
  for (const std::string& member : team.members) {
    CheckName("members", kPrincipalPattern, member, errors);
  }
  return errors.status();
}

}  // namespace zusage::directory
