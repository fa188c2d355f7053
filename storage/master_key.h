// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_MASTER_KEY_H_
#define ZUSAGE_STORAGE_MASTER_KEY_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/base/error.h"
#include "services/base/ids.h"
#include "storage/crypto.h"

namespace zusage::storage {

inline constexpr ErrorSpec kMasterKeyUnusable{
    absl::StatusCode::kFailedPrecondition, "MASTER_KEY_UNUSABLE",
    "The master key file {file} {problem}. Without it nobody can read private data; restore it "
    "from "
    "its backup.",
    "Die Hauptschlüsseldatei {file} ist unbrauchbar ({problem}). Ohne sie sind vertrauliche Daten "
    "nicht lesbar; aus ihrer Sicherung wiederherstellen."};

// The key that wraps all others, kept in a file of 64 hexadecimal digits that only its owner may
// read. Made if it does not exist and `create`. Errors: kMasterKeyUnusable.
absl::StatusOr<SecretKey> LoadMasterKey(const std::string& file, bool create, RandomSource& random);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_MASTER_KEY_H_
