// SPDX-License-Identifier: Apache-2.0
#include "services/directory/store_authenticator.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/directory/look_up_principal.h"
#include "services/directory/resolve_key.h"

namespace zusage::directory {

absl::StatusOr<rpc::Identity> StoreAuthenticator::ResolveToken(std::string_view token_hash) {
  rpc::Identity identity;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(ResolvedKey resolved, ResolveKey(tx, token_hash, clock_.Now()));
    identity.principal = std::move(resolved.principal.principal);
    if (resolved.key.expire_time.has_value()) identity.valid_until = *resolved.key.expire_time;
    return absl::OkStatus();
  }));
  return identity;
}

absl::StatusOr<rpc::Identity> StoreAuthenticator::ResolvePrincipal(std::string_view name) {
  rpc::Identity identity;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(identity.principal, LookUpPrincipal(tx, name));
    return absl::OkStatus();
  }));
  return identity;
}

}  // namespace zusage::directory
