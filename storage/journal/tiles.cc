// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/tiles.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/journal/merkle.h"

namespace zusage::storage {
namespace {

std::string Join(const std::vector<Digest>& hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Digest));
  for (const Digest& hash : hashes) bytes += BytesOf(hash);
  return bytes;
}

absl::StatusOr<std::vector<Digest>> LoadEdge(ReadTransaction& tx, int level, int64_t index,
                                             size_t count) {
  std::vector<Digest> hashes;
  if (count == 0) return hashes;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT hashes FROM journal_tiles WHERE level = :level AND tile = :tile",
               {{"level", int64_t{level}}, {"tile", index}}, [&](const Row& row) {
                 const std::string_view bytes = row.Bytes(0);
                 for (size_t i = 0; i < count; ++i) {
                   const auto hash = DigestFrom(bytes.substr(std::min(32 * i, bytes.size()), 32));
                   if (hash.has_value()) hashes.push_back(*hash);
                 }
                 return absl::OkStatus();
               }));
  if (hashes.size() == count) return hashes;
  return absl::DataLossError(absl::StrCat("tile ", index, " of level ", level, " is incomplete"));
}

}  // namespace

absl::StatusOr<TileTree> TileTree::Load(ReadTransaction& tx, int64_t size) {
  TileTree tree;
  tree.size_ = size;
  for (int level = 0; size >> (8 * level) > 0; ++level) {
    const int64_t hashes = size >> (8 * level);
    ZUSAGE_ASSIGN_OR_RETURN(
        std::vector<Digest> edge,
        LoadEdge(tx, level, hashes / kTileWidth, static_cast<size_t>(hashes % kTileWidth)));
    tree.edge_.push_back(std::move(edge));
  }
  return tree;
}

void TileTree::Append(const Digest& leaf_hash, absl::FunctionRef<void(Tile)> full) {
  ++size_;
  AppendTo(0, leaf_hash, full);
}

void TileTree::AppendTo(size_t level, const Digest& hash, absl::FunctionRef<void(Tile)> full) {
  if (level == edge_.size()) edge_.emplace_back();
  edge_[level].push_back(hash);
  if (edge_[level].size() < static_cast<size_t>(kTileWidth)) return;
  const std::vector<Digest> hashes = std::exchange(edge_[level], {});
  full({static_cast<int>(level), FullTiles(level) - 1, Join(hashes)});
  AppendTo(level + 1, RootOf(hashes), full);
}

std::vector<Tile> TileTree::PartialTiles() const {
  std::vector<Tile> tiles;
  for (size_t level = 0; level < edge_.size(); ++level) {
    if (edge_[level].empty()) continue;
    tiles.push_back({static_cast<int>(level), FullTiles(level), Join(edge_[level])});
  }
  return tiles;
}

Digest TileTree::Root() const {
  // From the right: each level's edge stands to the left of everything below it.
  std::optional<Digest> root;
  for (const std::vector<Digest>& edge : edge_) {
    // Split into perfect subtrees, the smallest rightmost, and join each with what is right of it.
    for (size_t end = edge.size(); end > 0; end &= end - 1) {
      const size_t begin = end & (end - 1);
      const Digest subtree = RootOf(absl::MakeConstSpan(edge).subspan(begin, end - begin));
      root = root.has_value() ? NodeHash(subtree, *root) : subtree;
    }
  }
  return root.value_or(EmptyRoot());
}

absl::Status StoreTile(WriteTransaction& tx, const Tile& tile) {
  return tx.Enqueue(
      "INSERT INTO journal_tiles (level, tile, hashes) VALUES (:level, :tile, :hashes) "
      "ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes",
      {{"level", int64_t{tile.level}}, {"tile", tile.index}, {"hashes", Blob{tile.hashes}}});
}

}  // namespace zusage::storage
