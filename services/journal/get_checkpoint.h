// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_GET_CHECKPOINT_H_
#define ZUSAGE_SERVICES_JOURNAL_GET_CHECKPOINT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "storage/journal/journal_repository.h"
#include "storage/key_store.h"
#include "storage/store.h"

namespace zusage::journal {

// A signed statement of what the journal is.
struct SignedCheckpoint {
  std::string note;
  int64_t size = 0;
  std::string root_hash;     // 32 bytes
  std::string verifier_key;  // "name+hash+key"
};

// The newest checkpoint. Errors: kNoCheckpoint before the first is signed; DATA_LOSS if its
// signature does not hold.
absl::StatusOr<SignedCheckpoint> GetCheckpoint(storage::Store& store,
                                               const storage::JournalRepository& entries,
                                               storage::KeyStore& keys);

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_GET_CHECKPOINT_H_
