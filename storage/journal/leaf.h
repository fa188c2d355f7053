// SPDX-License-Identifier: Apache-2.0
//
// A leaf of the journal's Merkle tree: the stored bytes of an entry's header. It names who did what
// to which resources, and pins the entry's parts by their digests, so that a part can be erased
// while every proof still holds.
//
// Format: one version byte, 1. Then fields, each a 16-bit length and that many bytes, numbers being
// big-endian: position (8 bytes), commit time in Unix microseconds (8), actor, on behalf of,
// operation, the number of resources (2) and each of them, schema version (8), the number of parts
// (2) and of each its kind (1) and its digest (32).
#ifndef ZUSAGE_STORAGE_JOURNAL_LEAF_H_
#define ZUSAGE_STORAGE_JOURNAL_LEAF_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/crypto.h"

namespace zusage::storage {

// The values are stored.
enum class PartKind : uint8_t { kPlain = 0, kPersonal = 1, kFreeText = 2 };

struct LeafPart {
  PartKind kind = PartKind::kPlain;
  Digest digest{};  // SHA-256(salt, plaintext)

  friend bool operator==(const LeafPart&, const LeafPart&) = default;
};

struct Leaf {
  int64_t position = 0;
  absl::Time commit_time = absl::UnixEpoch();
  std::string principal;
  std::string on_behalf_of;
  std::string operation;
  std::vector<std::string> resources;
  int64_t schema_version = 0;
  std::vector<LeafPart> parts;

  friend bool operator==(const Leaf&, const Leaf&) = default;
};

// tlog-tiles bounds a leaf by a 16-bit length.
inline constexpr size_t kMaxLeafSize = 65534;

// Errors: RESOURCE_EXHAUSTED if the leaf gets larger than kMaxLeafSize.
absl::StatusOr<std::string> EncodeLeaf(const Leaf& leaf);

// Errors: DATA_LOSS if the bytes are not exactly what EncodeLeaf() makes.
absl::StatusOr<Leaf> DecodeLeaf(std::string_view bytes);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_LEAF_H_
