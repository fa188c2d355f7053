// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_GET_TEAM_H_
#define ZUSAGE_SERVICES_DIRECTORY_GET_TEAM_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/domain/team.h"
#include "storage/connection.h"

namespace zusage::directory {

// A team with its people as they are now. Errors: NOT_FOUND.
absl::StatusOr<RecordedTeam> GetTeam(storage::ReadTransaction& tx, std::string_view name);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_GET_TEAM_H_
