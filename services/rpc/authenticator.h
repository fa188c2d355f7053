// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_AUTHENTICATOR_H_
#define ZUSAGE_SERVICES_RPC_AUTHENTICATOR_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"

namespace zusage::rpc {

// A principal, and how long this may be relied upon.
struct Identity {
  directory::Principal principal;
  absl::Time valid_until = absl::InfiniteFuture();  // the key's own end, if it has one
};

// Knows whose token is whose. Implementations are thread-safe and need not cache: the path keeps
// what they say for kIdentityAge at most.
class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // The principal whose key has the token with this SHA-256 (32 bytes), whether active or not.
  // NOT_FOUND if it is nobody's, or the key was revoked or has expired; UNAVAILABLE if nobody can
  // say now.
  virtual absl::StatusOr<Identity> ResolveToken(std::string_view token_hash) = 0;

  // The principal of this name ("principals/…"), whether active or not. NOT_FOUND, UNAVAILABLE.
  virtual absl::StatusOr<Identity> ResolvePrincipal(std::string_view name) = 0;
};

// How long an identity is relied upon before it is asked for again: what it takes at most until a
// revoked key is useless in a process that did not revoke it.
inline constexpr absl::Duration kIdentityAge = absl::Seconds(5);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_AUTHENTICATOR_H_
