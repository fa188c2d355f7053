// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_PART_H_
#define ZUSAGE_STORAGE_JOURNAL_PART_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/key_store.h"

namespace zusage::storage {

// Parts share the position's number space as facts do: id = position * kPartsPerEntry + index.
inline constexpr int64_t kPartsPerEntry = 1024;

inline constexpr size_t kSaltSize = 32;

// What an encrypted part is bound to, so that the database's owner cannot swap two of them
// unnoticed.
std::string PartContext(int64_t id);

// A part as it is stored. Views live as long as the row they come from.
struct StoredPart {
  int64_t id = 0;
  std::optional<int64_t> key_id;  // none: the body is plain
  bool erased = false;
  std::string_view salt;
  std::string_view body;

  int64_t index() const { return id % kPartsPerEntry; }
};

// Visits the parts of the entries from position `first` to `last`, both included, by id.
absl::Status VisitParts(ReadTransaction& tx, int64_t first, int64_t last,
                        absl::FunctionRef<absl::Status(const StoredPart&)> visit);

// The part's text. NOT_FOUND if it or its key was erased; DATA_LOSS if it cannot be decrypted or
// unpacked (packing.h).
absl::StatusOr<std::string> PlaintextOf(const StoredPart& part, KeyStore& keys);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_PART_H_
