// SPDX-License-Identifier: Apache-2.0
//
// The journal's Merkle tree in tiles, as C2SP tlog-tiles has them: tile N of level 0 holds the
// hashes of leaves 256·N to 256·N+255, tile N of level L the roots of 256 full tiles of level L-1.
// Only the last tile of a level may hold fewer.
#ifndef ZUSAGE_STORAGE_JOURNAL_TILES_H_
#define ZUSAGE_STORAGE_JOURNAL_TILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/crypto.h"

namespace zusage::storage {

inline constexpr int64_t kTileWidth = 256;

struct Tile {
  int level = 0;
  int64_t index = 0;
  std::string hashes;  // 32 bytes each

  friend bool operator==(const Tile&, const Tile&) = default;
};

// The growing right edge of the tree.
class TileTree {
 public:
  TileTree() = default;

  // The tree over `size` leaves, from the stored tiles. DATA_LOSS if one is missing or too short.
  static absl::StatusOr<TileTree> Load(ReadTransaction& tx, int64_t size);

  // Adds a leaf, giving every tile that it filled to `full`.
  void Append(const Digest& leaf_hash, absl::FunctionRef<void(Tile)> full);

  // The tiles that are not full, without empty ones.
  std::vector<Tile> PartialTiles() const;

  int64_t size() const { return size_; }
  Digest Root() const;

 private:
  void AppendTo(size_t level, const Digest& hash, absl::FunctionRef<void(Tile)> full);
  int64_t FullTiles(size_t level) const { return size_ >> (8 * (level + 1)); }

  int64_t size_ = 0;
  std::vector<std::vector<Digest>> edge_;  // the last tile of each level, while it is not full
};

// Inserts the tile, or writes the longer one over it.
absl::Status StoreTile(WriteTransaction& tx, const Tile& tile);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_TILES_H_
