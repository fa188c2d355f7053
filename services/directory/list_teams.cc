// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_teams.h"

#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/directory/sort_position.h"
#include "storage/team_repository.h"

namespace zusage::directory {

absl::StatusOr<ListTeamsOutput> ListTeams(storage::ReadTransaction& tx,
                                          const ListTeamsInput& input) {
  constexpr std::string_view kFilter = "teams";
  ZUSAGE_ASSIGN_OR_RETURN(const storage::SortPosition after,
                          ReadSortPosition(kFilter, input.page_token));
  const int size = PageSize(input.page_size);
  ListTeamsOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.teams, storage::TeamRepository::List(tx, after, size + 1));
  if (output.teams.size() > static_cast<size_t>(size)) {
    output.teams.pop_back();
    const Team& last = output.teams.back().team;
    output.next_page_token = MakeSortToken(kFilter, last.display_name, last.name);
  }
  return output;
}

}  // namespace zusage::directory
