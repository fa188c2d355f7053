// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_STORE_AUTHENTICATOR_H_
#define ZUSAGE_SERVICES_DIRECTORY_STORE_AUTHENTICATOR_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/rpc/authenticator.h"
#include "storage/store.h"

namespace zusage::directory {

// Knows whose token is whose from the store of this process. Thread-safe. Keeps nothing: each
// answer is what the store says now, so that a revoked key is useless once its revocation is
// durable.
class StoreAuthenticator final : public rpc::Authenticator {
 public:
  // Both must outlive it.
  StoreAuthenticator(storage::Store& store, const Clock& clock) : store_(store), clock_(clock) {}

  absl::StatusOr<rpc::Identity> ResolveToken(std::string_view token_hash) override;
  absl::StatusOr<rpc::Identity> ResolvePrincipal(std::string_view name) override;

 private:
  storage::Store& store_;
  const Clock& clock_;
};

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_STORE_AUTHENTICATOR_H_
