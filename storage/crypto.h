// SPDX-License-Identifier: Apache-2.0
//
// The few cryptographic primitives that storage needs, as plain functions. All are thread-safe.
#ifndef ZUSAGE_STORAGE_CRYPTO_H_
#define ZUSAGE_STORAGE_CRYPTO_H_

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace zusage::storage {

using Digest = std::array<unsigned char, 32>;
using SecretKey = std::array<unsigned char, 32>;

inline constexpr size_t kNonceSize = 12;
inline constexpr size_t kSealOverhead = kNonceSize + 16;  // the nonce before, the tag behind
inline constexpr size_t kSignatureSize = 64;

// The bytes of a digest or key as they are stored.
std::string_view BytesOf(const std::array<unsigned char, 32>& bytes);

// The digest of 32 stored bytes; nothing for any other size.
std::optional<Digest> DigestFrom(std::string_view bytes);

// SHA-256 of the pieces, one after the other.
Digest Sha256(std::initializer_list<std::string_view> pieces);

// Encrypts with AES-256-GCM: nonce, ciphertext and tag. `nonce` has kNonceSize bytes and is never
// used twice with one key; `context` is authenticated with the text and must be known for opening.
std::string Seal(const SecretKey& key, std::string_view nonce, std::string_view context,
                 std::string_view plaintext);
// The same into `sealed`, whose memory is used again.
void Seal(const SecretKey& key, std::string_view nonce, std::string_view context,
          std::string_view plaintext, std::string& sealed);

// The plaintext of what Seal() made; nothing if key, context or any byte is wrong.
std::optional<std::string> Unseal(const SecretKey& key, std::string_view context,
                                  std::string_view sealed);

// Ed25519. Keys are 32 raw bytes, signatures 64.
std::string PublicKeyOf(std::string_view private_key);
std::string Sign(std::string_view private_key, std::string_view message);
bool SignatureHolds(std::string_view public_key, std::string_view message,
                    std::string_view signature);

// Base 64 with padding, as RFC 4648 section 4; decoding gives nothing for anything else.
std::string Base64(std::string_view bytes);
std::optional<std::string> FromBase64(std::string_view text);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_CRYPTO_H_
