// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/service_identity.h"

#include <openssl/crypto.h>

#include "absl/strings/escaping.h"

namespace zusage::rpc {
namespace {

constexpr size_t kTokenBytes = 32;

}  // namespace

ServiceIdentity::ServiceIdentity(Authenticator& next, RandomSource& random)
    : next_(next),
      token_(absl::BytesToHexString(RandomBytes(kTokenBytes, random))),
      token_hash_(storage::Sha256({token_})) {}

absl::StatusOr<Identity> ServiceIdentity::ResolveToken(std::string_view token_hash) {
  const std::string_view own = storage::BytesOf(token_hash_);
  if (token_hash.size() != own.size() ||
      CRYPTO_memcmp(token_hash.data(), own.data(), own.size()) != 0) {
    return next_.ResolveToken(token_hash);
  }
  Identity identity;
  identity.principal.name = kOwnServiceName;
  identity.principal.grants = {{directory::Role::kService, std::string(directory::kAllProducts)}};
  return identity;
}

absl::StatusOr<Identity> ServiceIdentity::ResolvePrincipal(std::string_view name) {
  return next_.ResolvePrincipal(name);
}

}  // namespace zusage::rpc
