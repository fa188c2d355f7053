// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_TEAMS_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_TEAMS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/team.h"
#include "storage/connection.h"

namespace zusage::directory {

struct ListTeamsInput {
  int page_size = 0;  // 0 for the default
  std::string page_token;
};

struct ListTeamsOutput {
  std::vector<RecordedTeam> teams;  // in order of display names
  std::string next_page_token;      // "" on the last page
};

// A page of teams. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListTeamsOutput> ListTeams(storage::ReadTransaction& tx,
                                          const ListTeamsInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_TEAMS_H_
