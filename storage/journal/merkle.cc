// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/merkle.h"

#include <bit>

namespace zusage::storage {

Digest LeafHash(std::string_view leaf) { return Sha256({std::string_view("\0", 1), leaf}); }

Digest NodeHash(const Digest& left, const Digest& right) {
  return Sha256({std::string_view("\1", 1), BytesOf(left), BytesOf(right)});
}

Digest EmptyRoot() { return Sha256({}); }

Digest RootOf(absl::Span<const Digest> subtrees) {
  if (subtrees.size() == 1) return subtrees[0];
  // The left side takes the largest power of two that leaves something to the right.
  const size_t left = std::bit_floor(subtrees.size() - 1);
  return NodeHash(RootOf(subtrees.subspan(0, left)), RootOf(subtrees.subspan(left)));
}

}  // namespace zusage::storage
