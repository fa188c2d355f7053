// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_TEAM_REPOSITORY_H_
#define ZUSAGE_STORAGE_TEAM_REPOSITORY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/team.h"
#include "storage/fact.h"
#include "storage/principal_repository.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kTeams;

// Teams as they are now.
class TeamRepository {
 public:
  // Records a new team, or a known one as it shall be from now on. No other team has its display
  // name, and none of its members is in another.
  static absl::Status Record(Unit& unit, const directory::Team& team);

  static absl::StatusOr<std::optional<directory::RecordedTeam>> Find(ReadTransaction& tx,
                                                                     std::string_view name);
  // As Find(); NOT_FOUND if there is none.
  static absl::StatusOr<directory::RecordedTeam> Get(ReadTransaction& tx, std::string_view name);
  // The name of the team with this display name, however it is written; "" if there is none.
  static absl::StatusOr<std::string> NameOf(ReadTransaction& tx, std::string_view display_name);
  // The team that the principal belongs to; "" if to none.
  static absl::StatusOr<std::string> TeamOf(ReadTransaction& tx, std::string_view principal);
  // At most `limit` teams behind `after`, in order of display names.
  static absl::StatusOr<std::vector<directory::RecordedTeam>> List(ReadTransaction& tx,
                                                                   const SortPosition& after,
                                                                   int limit);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_TEAM_REPOSITORY_H_
