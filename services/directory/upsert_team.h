// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_UPSERT_TEAM_H_
#define ZUSAGE_SERVICES_DIRECTORY_UPSERT_TEAM_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/directory/domain/team.h"
#include "storage/store.h"

namespace zusage::directory {

// Records a team as it shall be from now on: a new one if its name is empty or not known. `etag` is
// what a known one was read with. Says nothing if nothing is new. Errors in the order of
// precedence: what Validate() says; ABORTED / ETAG_STALE; ALREADY_EXISTS / TEAM_EXISTS; NOT_FOUND
// for people; FAILED_PRECONDITION / PRINCIPAL_INACTIVE for who was not in it, IN_ANOTHER_TEAM.
// Fields are of "team".
absl::StatusOr<RecordedTeam> UpsertTeam(storage::Unit& unit, const Caller& caller,
                                        const Team& input, std::string_view etag,
                                        RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_UPSERT_TEAM_H_
