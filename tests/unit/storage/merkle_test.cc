// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/merkle.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "storage/journal/tiles.h"

namespace zusage::storage {
namespace {

std::string Hex(const Digest& digest) {
  return absl::BytesToHexString({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

// The leaves and roots that the certificate transparency programs test with.
const std::vector<std::string>& KnownLeaves() {
  static const auto* const leaves =
      new std::vector<std::string>{"",
                                   absl::HexStringToBytes("00"),
                                   absl::HexStringToBytes("10"),
                                   absl::HexStringToBytes("2021"),
                                   absl::HexStringToBytes("3031"),
                                   absl::HexStringToBytes("40414243"),
                                   absl::HexStringToBytes("5051525354555657"),
                                   absl::HexStringToBytes("606162636465666768696a6b6c6d6e6f")};
  return *leaves;
}

constexpr const char* kKnownRoots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

// The definition in RFC 6962, section 2.1, word for word.
Digest RootByDefinition(const std::vector<std::string>& leaves, size_t begin, size_t end) {
  if (begin == end) return EmptyRoot();
  if (end - begin == 1) return LeafHash(leaves[begin]);
  size_t k = 1;
  while (2 * k < end - begin) k *= 2;
  return NodeHash(RootByDefinition(leaves, begin, begin + k),
                  RootByDefinition(leaves, begin + k, end));
}

TEST(MerkleTest, EmptyTreeHasTheHashOfNothing) {
  EXPECT_EQ(Hex(EmptyRoot()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hex(TileTree().Root()), Hex(EmptyRoot()));
}

TEST(MerkleTest, KnownTreesHaveTheirRoots) {
  TileTree tree;
  std::vector<Digest> hashes;
  for (size_t i = 0; i < KnownLeaves().size(); ++i) {
    hashes.push_back(LeafHash(KnownLeaves()[i]));
    tree.Append(hashes.back(), [](Tile) {});
    EXPECT_EQ(Hex(tree.Root()), kKnownRoots[i]) << i;
    EXPECT_EQ(Hex(RootOf(hashes)), kKnownRoots[i]) << i;
  }
}

TEST(MerkleTest, TreeOfTilesHasTheRootOfTheDefinitionAtEverySize) {
  std::vector<std::string> leaves;
  TileTree tree;
  for (int i = 0; i < 1100; ++i) {
    leaves.push_back("leaf " + std::to_string(i));
    tree.Append(LeafHash(leaves.back()), [](Tile) {});
    if (i < 20 || i % 37 == 0 || (i + 1) % 256 < 3) {
      ASSERT_EQ(Hex(tree.Root()), Hex(RootByDefinition(leaves, 0, leaves.size()))) << i;
    }
  }
}

TEST(MerkleTest, FullTilesAreGivenOutOnceEach) {
  TileTree tree;
  std::vector<Tile> full;
  std::vector<Digest> hashes;
  for (int i = 0; i < 2 * 256 + 7; ++i) {
    hashes.push_back(LeafHash(std::to_string(i)));
    tree.Append(hashes.back(), [&](Tile tile) { full.push_back(std::move(tile)); });
  }
  ASSERT_EQ(full.size(), 2u);
  EXPECT_EQ(full[1].index, 1);
  EXPECT_EQ(full[1].hashes.substr(0, 32), BytesOf(hashes[256]));
  const std::vector<Tile> partial = tree.PartialTiles();
  ASSERT_EQ(partial.size(), 2u);
  EXPECT_EQ(partial[0].index, 2);
  EXPECT_EQ(partial[0].hashes.size(), 7 * 32u);
  EXPECT_EQ(partial[1].level, 1);
  EXPECT_EQ(partial[1].hashes.substr(0, 32),
            BytesOf(RootOf(absl::MakeConstSpan(hashes).subspan(0, 256))));
}

}  // namespace
}  // namespace zusage::storage
