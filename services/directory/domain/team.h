// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_TEAM_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_TEAM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace zusage::directory {

inline constexpr size_t kMaxTeamNameBytes = 200;
inline constexpr size_t kMaxTeamMembers = 200;

// People who work together. Somebody belongs to one team at most, and may lead any number.
struct Team {
  std::string name;  // "teams/…"
  std::string display_name;
  std::string lead;                  // "principals/…", a member or not; "" for nobody
  std::vector<std::string> members;  // "principals/…", sorted

  friend bool operator==(const Team&, const Team&) = default;
};

// Somebody in a team, as they are now.
struct TeamMember {
  std::string principal;  // "principals/…"
  std::string display_name;
  bool active = true;

  friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

// A team as the store knows it.
struct RecordedTeam {
  Team team;
  absl::Time create_time;
  int64_t position = 0;             // of the newest entry that changed it: its etag
  std::vector<TeamMember> members;  // those of `team`, in order of their display names
  TeamMember lead;                  // that of `team`; empty if there is none
};

// The team as it is recorded: a tidy display name, its members sorted and each once.
Team Tidy(Team team);

// Whether a tidy `team` can be recorded, as far as it can be told without knowing others. Field
// errors are relative to the team.
absl::Status Validate(const Team& team);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_TEAM_H_
