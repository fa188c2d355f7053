// SPDX-License-Identifier: Apache-2.0
//
// The hashes of RFC 6962, section 2.1.
#ifndef ZUSAGE_STORAGE_JOURNAL_MERKLE_H_
#define ZUSAGE_STORAGE_JOURNAL_MERKLE_H_

#include <string_view>

#include "absl/types/span.h"
#include "storage/crypto.h"

namespace zusage::storage {

// The hash of a leaf: SHA-256(0x00, leaf).
Digest LeafHash(std::string_view leaf);

// The hash of a node: SHA-256(0x01, left, right).
Digest NodeHash(const Digest& left, const Digest& right);

// The root of a tree without leaves.
Digest EmptyRoot();

// The root over subtrees of one size, each perfect, from left to right. Any number but 0; every one
// but the last must be full.
Digest RootOf(absl::Span<const Digest> subtrees);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_MERKLE_H_
