// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_IDENTITY_CACHE_H_
#define ZUSAGE_SERVICES_RPC_IDENTITY_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/rpc/authenticator.h"

namespace zusage::rpc {

// Identities by token and by name, kept for kIdentityAge. Thread-safe; a hit takes a shared lock on
// one of several shards.
class IdentityCache {
 public:
  // Identities kept per shard; when there are more, the shard is emptied.
  static constexpr size_t kMaxPerShard = 1024;

  // Both must outlive it.
  IdentityCache(Authenticator& authenticator, const Clock& clock);

  // As Authenticator::ResolveToken(), of the token itself.
  absl::StatusOr<std::shared_ptr<const Identity>> ByToken(std::string_view token);
  // As Authenticator::ResolvePrincipal().
  absl::StatusOr<std::shared_ptr<const Identity>> ByName(std::string_view name);

  // Forgets everything: to be called when principals or keys have changed.
  void Clear();

 private:
  static constexpr size_t kShards = 16;
  struct Shard {
    absl::Mutex mutex;
    absl::flat_hash_map<std::string, std::shared_ptr<const Identity>> identities;
    // Counts Clear(), so that an identity that was asked for before it is not kept after it.
    uint64_t generation = 0;
  };

  template <typename Resolve>
  absl::StatusOr<std::shared_ptr<const Identity>> Find(std::string_view key, Resolve resolve);

  Authenticator& authenticator_;
  const Clock& clock_;
  std::array<Shard, kShards> shards_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_IDENTITY_CACHE_H_
