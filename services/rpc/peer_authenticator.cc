// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/peer_authenticator.h"

#include <string>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::rpc {
namespace {

namespace api = directory::v1;

// A caller waits for this, so it is short; who cannot be known within it is UNAVAILABLE.
constexpr absl::Duration kTimeout = absl::Seconds(2);

directory::Principal FromProto(const api::Principal& proto) {
  directory::Principal principal;
  principal.name = proto.name();
  principal.display_name = proto.display_name();
  principal.email = proto.email();
  principal.language = proto.language();
  principal.active = proto.active();
  for (const api::Grant& grant : proto.grants()) {
    principal.grants.push_back({static_cast<directory::Role>(grant.role()), grant.product()});
  }
  return principal;
}

}  // namespace

PeerAuthenticator::PeerAuthenticator(Peer& directory, const Clock& clock)
    : directory_(directory), clock_(clock) {}

absl::StatusOr<Identity> PeerAuthenticator::ResolveToken(std::string_view token_hash) {
  api::ResolveKeyRequest request;
  request.set_token_hash(std::string(token_hash));
  return Resolve(request);
}

absl::StatusOr<Identity> PeerAuthenticator::ResolvePrincipal(std::string_view name) {
  api::ResolveKeyRequest request;
  request.set_principal(std::string(name));
  return Resolve(request);
}

absl::StatusOr<Identity> PeerAuthenticator::Resolve(const api::ResolveKeyRequest& request) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const api::ResolveKeyResponse response,
      directory_.AskForItself(&api::DirectoryService::Stub::ResolveKey, request, kTimeout));
  return Identity{FromProto(response.principal()),
                  clock_.Now() + absl::Seconds(response.max_age_seconds())};
}

}  // namespace zusage::rpc
