// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/identity_cache.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/hash/hash.h"
#include "storage/crypto.h"

namespace zusage::rpc {
namespace {

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace

IdentityCache::IdentityCache(Authenticator& authenticator, const Clock& clock)
    : authenticator_(authenticator), clock_(clock) {}

// A token is looked up by its SHA-256 only. How long a lookup takes says something about the hashes
// that are kept, and nothing about a token: nobody can choose the hash of a guess.
absl::StatusOr<std::shared_ptr<const Identity>> IdentityCache::ByToken(std::string_view token) {
  const storage::Digest digest = storage::Sha256({token});
  return Find(storage::BytesOf(digest),
              [&] { return authenticator_.ResolveToken(storage::BytesOf(digest)); });
}

absl::StatusOr<std::shared_ptr<const Identity>> IdentityCache::ByName(std::string_view name) {
  return Find(name, [&] { return authenticator_.ResolvePrincipal(name); });
}

void IdentityCache::Clear() {
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    shard.identities.clear();
    ++shard.generation;
  }
}

template <typename Resolve>
absl::StatusOr<std::shared_ptr<const Identity>> IdentityCache::Find(std::string_view key,
                                                                    Resolve resolve) {
  Shard& shard = shards_[absl::HashOf(key) % kShards];
  const absl::Time now = clock_.Now();
  uint64_t generation;
  {
    absl::ReaderMutexLock lock(&shard.mutex);
    const auto found = shard.identities.find(Absl(key));
    if (found != shard.identities.end() && now < found->second->valid_until) return found->second;
    generation = shard.generation;
  }
  absl::StatusOr<Identity> resolved = resolve();
  if (!resolved.ok()) return std::move(resolved).status();
  resolved->valid_until = std::min(resolved->valid_until, now + kIdentityAge);
  auto identity = std::make_shared<const Identity>(*std::move(resolved));
  absl::MutexLock lock(&shard.mutex);
  if (shard.generation == generation) {
    if (shard.identities.size() >= kMaxPerShard) shard.identities.clear();
    shard.identities[Absl(key)] = identity;
  }
  return identity;
}

}  // namespace zusage::rpc
