// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace zusage::storage {
namespace {

using ::testing::StartsWith;

const std::string kKey(32, 'k');

Checkpoint Sample() { return {.size = 20852163, .root = Sha256({"root"})}; }

TEST(CheckpointTest, SignedNoteOpensWithItsVerifier) {
  const std::string note = SignCheckpoint(Sample(), kKey);
  EXPECT_EQ(OpenCheckpoint(note, VerifierOf(kKey)).value(), Sample());
}

TEST(CheckpointTest, NoteHasTheFormOfTheSpecification) {
  const Verifier verifier = VerifierOf(kKey);
  const std::string body = verifier.name + "\n20852163\n" + Base64(BytesOf(Sample().root)) + "\n";
  EXPECT_THAT(SignCheckpoint(Sample(), kKey), StartsWith(body + "\n\u2014 " + verifier.name + " "));
}

TEST(CheckpointTest, EveryChangedByteIsNoticed) {
  const std::string note = SignCheckpoint(Sample(), kKey);
  const Verifier verifier = VerifierOf(kKey);
  for (size_t i = 0; i < note.size(); ++i) {
    std::string changed = note;
    changed[i] ^= 1;
    EXPECT_FALSE(OpenCheckpoint(changed, verifier).ok()) << i;
  }
}

TEST(CheckpointTest, OtherKeyDoesNotOpenIt) {
  const std::string note = SignCheckpoint(Sample(), kKey);
  EXPECT_TRUE(absl::IsDataLoss(OpenCheckpoint(note, VerifierOf(std::string(32, 'o'))).status()));
}

TEST(CheckpointTest, SignaturesOfWitnessesAreLetAlone) {
  const std::string note = SignCheckpoint(Sample(), kKey) + "\u2014 witness.example AAAAAAAA\n";
  EXPECT_TRUE(OpenCheckpoint(note, VerifierOf(kKey)).ok());
}

TEST(CheckpointTest, VerifierKeyIsReadBack) {
  const Verifier verifier = VerifierOf(kKey);
  const Verifier parsed = ParseVerifier(verifier.ToString()).value();
  EXPECT_EQ(parsed.name, verifier.name);
  EXPECT_EQ(parsed.public_key, verifier.public_key);
  EXPECT_FALSE(ParseVerifier("name+00000000+" + Base64("x")).ok());
  EXPECT_FALSE(ParseVerifier("").ok());
}

// The signer of golang.org/x/mod/sumdb/note's documentation: its hash must come out the same.
TEST(CheckpointTest, VerifierKeyOfAnotherProgramIsUnderstood) {
  const std::string known = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  const absl::StatusOr<Verifier> verifier = ParseVerifier(known);
  ASSERT_TRUE(verifier.ok()) << verifier.status();
  EXPECT_EQ(verifier->name, "PeterNeumann");
}

}  // namespace
}  // namespace zusage::storage
