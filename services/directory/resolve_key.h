// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_RESOLVE_KEY_H_
#define ZUSAGE_SERVICES_DIRECTORY_RESOLVE_KEY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/key.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::directory {

struct ResolvedKey {
  RecordedPrincipal principal;
  Key key;
};

// Whose token it is that has this SHA-256 (32 bytes). The principal may be inactive. Errors:
// NOT_FOUND if it is nobody's, or the key cannot be used at `now`.
absl::StatusOr<ResolvedKey> ResolveKey(storage::ReadTransaction& tx, std::string_view token_hash,
                                       absl::Time now);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_RESOLVE_KEY_H_
