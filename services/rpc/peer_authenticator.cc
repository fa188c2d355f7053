// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/peer_authenticator.h"

#include <string>
#include <utility>

#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/rpc/identify.h"

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

// What the directory's refusal means for whoever waits to be known: that it is nobody, or that
// nobody can say. Anything else is between this process and the directory.
absl::Status Explain(const absl::Status& status) {
  if (status.ok() || absl::IsNotFound(status)) return status;
  Log(Severity::kWarning, "directory_refuses", {{"error", std::string(status.message())}});
  return Error(kUnavailable, {{"what", "directory"}});
}

}  // namespace

PeerAuthenticator::PeerAuthenticator(Peer& directory, const Clock& clock)
    : directory_(directory), clock_(clock) {}

absl::StatusOr<Identity> PeerAuthenticator::ResolveToken(std::string_view token_hash) {
  api::ResolveKeyRequest request;
  request.set_token_hash(std::string(token_hash));
  const absl::StatusOr<api::ResolveKeyResponse> response =
      directory_.AskForItself(&api::DirectoryService::Stub::ResolveKey, request, kTimeout);
  ZUSAGE_RETURN_IF_ERROR(Explain(response.status()));
  return Identity{FromProto(response->principal()),
                  clock_.Now() + absl::Seconds(response->max_age_seconds())};
}

// The directory tells a service that acts for somebody who that is, and denies one who is not there
// or not active.
absl::StatusOr<Identity> PeerAuthenticator::ResolvePrincipal(std::string_view name) {
  api::Principal principal;
  const absl::Status status =
      directory_.peer().AskForItself(kTimeout, [&](grpc::ClientContext& context, size_t copy) {
        context.AddMetadata(kOnBehalfOf, std::string(name));
        return directory_.stub(copy).GetCaller(&context, api::GetCallerRequest(), &principal);
      });
  if (absl::IsPermissionDenied(status)) {
    return Error(kNotFound, {{"resource", std::string(name)}});
  }
  ZUSAGE_RETURN_IF_ERROR(Explain(status));
  return Identity{FromProto(principal)};
}

}  // namespace zusage::rpc
