// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_KEYS_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_KEYS_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/key.h"
#include "storage/connection.h"

namespace zusage::directory {

// The keys of `principal`, newest first: all that are not revoked, and as many others as
// kMaxKeysPerPrincipal leaves room for. Errors: NOT_FOUND.
absl::StatusOr<std::vector<Key>> ListKeys(storage::ReadTransaction& tx, std::string_view principal);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_KEYS_H_
