// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_REVOKE_KEY_H_
#define ZUSAGE_SERVICES_DIRECTORY_REVOKE_KEY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/directory/domain/key.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

// Makes a key useless from the commit on; one that was revoked before stays as it is. Errors:
// NOT_FOUND; FAILED_PRECONDITION / LAST_ADMIN if no active admin with a usable key would be left.
absl::StatusOr<Key> RevokeKey(storage::Unit& unit, const Caller& caller, std::string_view name);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_REVOKE_KEY_H_
