// SPDX-License-Identifier: Apache-2.0
//
// Checkpoints as C2SP tlog-checkpoint has them: signed notes that say what the journal is. Whoever
// keeps one can prove later that nothing before it was changed or cut off.
#ifndef ZUSAGE_STORAGE_JOURNAL_CHECKPOINT_H_
#define ZUSAGE_STORAGE_JOURNAL_CHECKPOINT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/crypto.h"

namespace zusage::storage {

// Who signs: the name of the journal, which is also the checkpoints' origin, and its public key.
struct Verifier {
  std::string name;
  std::string public_key;  // Ed25519, 32 bytes

  // "name+hash+key", as other programs take it.
  std::string ToString() const;
};

// The verifier of a journal that is signed with this key. Its name comes from the key, so that two
// journals never have the same.
Verifier VerifierOf(std::string_view private_key);

// Errors: INVALID_ARGUMENT unless it is what ToString() makes.
absl::StatusOr<Verifier> ParseVerifier(std::string_view text);

struct Checkpoint {
  int64_t size = 0;
  Digest root{};

  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// The signed note.
std::string SignCheckpoint(const Checkpoint& checkpoint, std::string_view private_key);

// What the note says, if the verifier's signature is on it and holds; others, such as witnesses',
// may be on it too. Errors: DATA_LOSS.
absl::StatusOr<Checkpoint> OpenCheckpoint(std::string_view note, const Verifier& verifier);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_CHECKPOINT_H_
