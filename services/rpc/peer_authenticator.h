// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_PEER_AUTHENTICATOR_H_
#define ZUSAGE_SERVICES_RPC_PEER_AUTHENTICATOR_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/rpc/authenticator.h"
#include "services/rpc/peer.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::rpc {

// Asks the directory, for processes that have no store of their own. Thread-safe.
class PeerAuthenticator final : public Authenticator {
 public:
  // Both must outlive it.
  PeerAuthenticator(Peer& directory, const Clock& clock);

  absl::StatusOr<Identity> ResolveToken(std::string_view token_hash) override;
  absl::StatusOr<Identity> ResolvePrincipal(std::string_view name) override;

 private:
  PeerStub<directory::v1::DirectoryService> directory_;
  const Clock& clock_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_PEER_AUTHENTICATOR_H_
