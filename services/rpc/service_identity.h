// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_SERVICE_IDENTITY_H_
#define ZUSAGE_SERVICES_RPC_SERVICE_IDENTITY_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/rpc/authenticator.h"
#include "storage/crypto.h"

namespace zusage::rpc {

// The name under which the roles of one process call each other.
inline constexpr std::string_view kOwnServiceName = "principals/zusage";

// Lets the roles of one process call each other with a token that is made at its start and never
// leaves it; asks `next` about all other tokens. Thread-safe.
class ServiceIdentity final : public Authenticator {
 public:
  // `next` must outlive it.
  ServiceIdentity(Authenticator& next, RandomSource& random);

  const std::string& token() const { return token_; }

  absl::StatusOr<Identity> ResolveToken(std::string_view token_hash) override;
  absl::StatusOr<Identity> ResolvePrincipal(std::string_view name) override;

 private:
  Authenticator& next_;
  const std::string token_;
  const storage::Digest token_hash_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_SERVICE_IDENTITY_H_
