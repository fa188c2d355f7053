// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_MOVE_KEYS_H_
#define ZUSAGE_STORAGE_MOVE_KEYS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "services/base/error.h"
#include "storage/connection.h"

namespace zusage::storage {

inline constexpr ErrorSpec kTargetHasOtherKeys{
    absl::StatusCode::kFailedPrecondition, "TARGET_HAS_OTHER_KEYS",
    "The database for the keys holds keys of another installation, or of a server that was started "
    "on it; name an empty one.",
    "In der Datenbank für die Schlüssel liegen Schlüssel einer anderen Installation oder eines "
    "Servers, der darauf gestartet wurde; eine leere angeben."};

// Copies all keys from one key store's database to another's, in one transaction there, wrapped as
// they are: the same master key opens both. Keys that are there already, from a move that was cut
// off, stay if they are the same. Returns the number of keys. Errors: kTargetHasOtherKeys, and then
// nothing was changed; the engines'.
absl::StatusOr<int64_t> MoveKeys(Engine& source, Engine& target);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_MOVE_KEYS_H_
