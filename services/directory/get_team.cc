// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_team.h"

#include "storage/team_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedTeam> GetTeam(storage::ReadTransaction& tx, std::string_view name) {
  return storage::TeamRepository::Get(tx, name);
}

}  // namespace zusage::directory
