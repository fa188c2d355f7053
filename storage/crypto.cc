// SPDX-License-Identifier: Apache-2.0
#include "storage/crypto.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/strings/escaping.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

const unsigned char* Raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* Raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

// OpenSSL fails here only without memory or with a build that lacks the algorithm; going on without
// hashes or encryption is worse than stopping.
void Require(int result) {
  if (result != 1) std::abort();
}

// Algorithms are fetched once and contexts kept per thread: fetching costs more than a hash.
const EVP_MD* Sha256Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

const EVP_CIPHER* GcmAlgorithm() {
  static const EVP_CIPHER* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  return algorithm;
}

EVP_MD_CTX* DigestContext() {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return context.get();
}

EVP_CIPHER_CTX* CipherContext() {
  thread_local const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
      EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  return context.get();
}

using PKey = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using SignContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

PKey PrivateKey(std::string_view bytes) {
  PKey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, Raw(bytes), bytes.size()),
           EVP_PKEY_free);
  Require(key != nullptr);
  return key;
}

}  // namespace

std::string_view BytesOf(const std::array<unsigned char, 32>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::optional<Digest> DigestFrom(std::string_view bytes) {
  Digest digest;
  if (bytes.size() != digest.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

Digest Sha256(std::initializer_list<std::string_view> pieces) {
  EVP_MD_CTX* const context = DigestContext();
  Digest digest;
  Require(EVP_DigestInit_ex2(context, Sha256Algorithm(), nullptr));
  for (std::string_view piece : pieces) {
    Require(EVP_DigestUpdate(context, piece.data(), piece.size()));
  }
  Require(EVP_DigestFinal_ex(context, digest.data(), nullptr));
  return digest;
}

std::string Seal(const SecretKey& key, std::string_view nonce, std::string_view context,
                 std::string_view plaintext) {
  std::string sealed;
  Seal(key, nonce, context, plaintext, sealed);
  return sealed;
}

void Seal(const SecretKey& key, std::string_view nonce, std::string_view context,
          std::string_view plaintext, std::string& sealed) {
  if (nonce.size() != kNonceSize) std::abort();
  sealed.resize(plaintext.size() + kSealOverhead);
  std::copy(nonce.begin(), nonce.end(), sealed.begin());
  unsigned char* const text = Raw(sealed) + kNonceSize;
  EVP_CIPHER_CTX* const cipher = CipherContext();
  int size = 0;
  Require(EVP_EncryptInit_ex2(cipher, GcmAlgorithm(), key.data(), Raw(nonce), nullptr));
  Require(
      EVP_EncryptUpdate(cipher, nullptr, &size, Raw(context), static_cast<int>(context.size())));
  Require(
      EVP_EncryptUpdate(cipher, text, &size, Raw(plaintext), static_cast<int>(plaintext.size())));
  Require(EVP_EncryptFinal_ex(cipher, text + size, &size));
  Require(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_GET_TAG, 16, text + plaintext.size()));
}

std::optional<std::string> Unseal(const SecretKey& key, std::string_view context,
                                  std::string_view sealed) {
  if (sealed.size() < kSealOverhead) return std::nullopt;
  const std::string_view text = sealed.substr(kNonceSize, sealed.size() - kSealOverhead);
  std::string tag(sealed.substr(sealed.size() - 16));
  std::string plaintext(text.size(), '\0');
  EVP_CIPHER_CTX* const cipher = CipherContext();
  int size = 0;
  Require(EVP_DecryptInit_ex2(cipher, GcmAlgorithm(), key.data(), Raw(sealed), nullptr));
  Require(
      EVP_DecryptUpdate(cipher, nullptr, &size, Raw(context), static_cast<int>(context.size())));
  Require(
      EVP_DecryptUpdate(cipher, Raw(plaintext), &size, Raw(text), static_cast<int>(text.size())));
  Require(EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_GCM_SET_TAG, 16, Raw(tag)));
  if (EVP_DecryptFinal_ex(cipher, Raw(plaintext) + size, &size) != 1) return std::nullopt;
  return plaintext;
}

std::string PublicKeyOf(std::string_view private_key) {
  const PKey key = PrivateKey(private_key);
  std::string bytes(32, '\0');
  size_t size = bytes.size();
  Require(EVP_PKEY_get_raw_public_key(key.get(), Raw(bytes), &size));
  return bytes;
}

std::string Sign(std::string_view private_key, std::string_view message) {
  const PKey key = PrivateKey(private_key);
  const SignContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(kSignatureSize, '\0');
  size_t size = signature.size();
  Require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()));
  Require(EVP_DigestSign(context.get(), Raw(signature), &size, Raw(message), message.size()));
  return signature;
}

bool SignatureHolds(std::string_view public_key, std::string_view message,
                    std::string_view signature) {
  const PKey key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, Raw(public_key), public_key.size()),
      EVP_PKEY_free);
  if (key == nullptr) return false;
  const SignContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  Require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()));
  return EVP_DigestVerify(context.get(), Raw(signature), signature.size(), Raw(message),
                          message.size()) == 1;
}

std::string Base64(std::string_view bytes) { return absl::Base64Escape(Absl(bytes)); }

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes;
  if (!absl::Base64Unescape(Absl(text), &bytes)) {
    return std::nullopt;
  }
  if (Base64(bytes) != text) return std::nullopt;  // Abseil also takes white space and no padding
  return bytes;
}

}  // namespace zusage::storage
