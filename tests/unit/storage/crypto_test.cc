// SPDX-License-Identifier: Apache-2.0
#include "storage/crypto.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"

namespace zusage::storage {
namespace {

const std::string kNonce(kNonceSize, 'n');

SecretKey KeyOf(unsigned char byte) {
  SecretKey key;
  key.fill(byte);
  return key;
}

TEST(CryptoTest, DigestOfPiecesIsThatOfTheWhole) {
  EXPECT_EQ(Sha256({"ab", "", "c"}), Sha256({"abc"}));
  const Digest digest = Sha256({"abc"});
  EXPECT_EQ(absl::BytesToHexString({reinterpret_cast<const char*>(digest.data()), 32}),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(CryptoTest, SealedTextOpensWithKeyAndContext) {
  const std::string sealed = Seal(KeyOf(1), kNonce, "here", "Erika Mustermann");
  EXPECT_EQ(sealed.size(), 16 + kSealOverhead);
  EXPECT_EQ(sealed.find("Erika"), std::string::npos);
  EXPECT_EQ(Unseal(KeyOf(1), "here", sealed), "Erika Mustermann");
  EXPECT_EQ(Unseal(KeyOf(2), "here", sealed), std::nullopt);
  EXPECT_EQ(Unseal(KeyOf(1), "there", sealed), std::nullopt);
}

TEST(CryptoTest, EveryChangedByteOfSealedTextIsNoticed) {
  const std::string sealed = Seal(KeyOf(1), kNonce, "", "text");
  for (size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] ^= 1;
    EXPECT_EQ(Unseal(KeyOf(1), "", changed), std::nullopt) << i;
  }
  EXPECT_EQ(Unseal(KeyOf(1), "", sealed.substr(0, 10)), std::nullopt);
}

// RFC 8032, section 7.1, test 2.
TEST(CryptoTest, Ed25519IsTheStandardOne) {
  const std::string key =
      absl::HexStringToBytes("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const std::string signature = Sign(key, "\x72");
  EXPECT_EQ(absl::BytesToHexString(PublicKeyOf(key)),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(absl::BytesToHexString(signature),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
  EXPECT_TRUE(SignatureHolds(PublicKeyOf(key), "\x72", signature));
  EXPECT_FALSE(SignatureHolds(PublicKeyOf(key), "\x73", signature));
}

TEST(CryptoTest, Base64HasOneFormOnly) {
  EXPECT_EQ(Base64("ab"), "YWI=");
  EXPECT_EQ(FromBase64("YWI="), "ab");
  EXPECT_EQ(FromBase64("YWI"), std::nullopt);
  EXPECT_EQ(FromBase64("YW I="), std::nullopt);
  EXPECT_EQ(FromBase64("YWJ="), std::nullopt);  // bits that say nothing
}

}  // namespace
}  // namespace zusage::storage
