// SPDX-License-Identifier: Apache-2.0
#include "services/journal/get_checkpoint.h"

#include <optional>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/journal/domain/errors.h"
#include "storage/journal/checkpoint.h"

namespace zusage::journal {

absl::StatusOr<SignedCheckpoint> GetCheckpoint(storage::Store& store,
                                               const storage::JournalRepository& entries,
                                               storage::KeyStore& keys) {
  std::optional<storage::StoredCheckpoint> latest;
  ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(latest, entries.LatestCheckpoint(tx));
    return absl::OkStatus();
  }));
  if (!latest.has_value()) return Error(kNoCheckpoint);
  ZUSAGE_ASSIGN_OR_RETURN(const std::string signing_key, keys.SigningKey());
  const storage::Verifier verifier = storage::VerifierOf(signing_key);
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Checkpoint checkpoint,
                          storage::OpenCheckpoint(latest->note, verifier));
  return SignedCheckpoint{.note = latest->note,
                          .size = checkpoint.size,
                          .root_hash = std::string(storage::BytesOf(checkpoint.root)),
                          .verifier_key = verifier.ToString()};
}

}  // namespace zusage::journal
