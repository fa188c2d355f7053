// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/leaf.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"

namespace zusage::storage {
namespace {

Leaf Sample() {
  Leaf leaf;
  leaf.position = 258;
  leaf.commit_time = absl::FromUnixMicros(1768467600000001);
  leaf.principal = "principals/a";
  leaf.operation = "DecideChangeRequest";
  leaf.resources = {"products/atlas/changeRequests/1", "customers/2"};
  leaf.schema_version = 5;
  leaf.parts = {{PartKind::kPlain, Sha256({"a"})}, {PartKind::kFreeText, Sha256({"b"})}};
  return leaf;
}

TEST(LeafTest, DecodingGivesBackWhatWasEncoded) {
  const std::string bytes = EncodeLeaf(Sample()).value();
  EXPECT_EQ(DecodeLeaf(bytes).value(), Sample());
}

TEST(LeafTest, FormatIsWhatTheHeaderSays) {
  Leaf leaf;
  leaf.position = 1;
  leaf.principal = "p";
  leaf.operation = "Op";
  EXPECT_EQ(absl::BytesToHexString(EncodeLeaf(leaf).value()),
            "01"                    // version
            "00080000000000000001"  // position
            "00080000000000000000"  // commit time
            "000170"                // actor
            "0000"                  // on behalf of
            "00024f70"              // operation
            "00020000"              // number of resources
            "00080000000000000000"  // schema version
            "00020000");            // number of parts
}

TEST(LeafTest, EveryTruncationIsRefused) {
  const std::string bytes = EncodeLeaf(Sample()).value();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_TRUE(absl::IsDataLoss(DecodeLeaf(bytes.substr(0, size)).status())) << size;
  }
}

TEST(LeafTest, TrailingBytesAreRefused) {
  EXPECT_TRUE(absl::IsDataLoss(DecodeLeaf(EncodeLeaf(Sample()).value() + '\0').status()));
}

TEST(LeafTest, OtherVersionIsRefused) {
  std::string bytes = EncodeLeaf(Sample()).value();
  bytes[0] = 2;
  EXPECT_TRUE(absl::IsDataLoss(DecodeLeaf(bytes).status()));
}

TEST(LeafTest, LeafBeyondTheLimitOfTilesIsRefused) {
  Leaf leaf = Sample();
  leaf.resources.assign(1000, std::string(70, 'x'));
  EXPECT_TRUE(absl::IsResourceExhausted(EncodeLeaf(leaf).status()));
  leaf.resources.assign(1, std::string(70000, 'x'));
  EXPECT_TRUE(absl::IsResourceExhausted(EncodeLeaf(leaf).status()));
}

}  // namespace
}  // namespace zusage::storage
