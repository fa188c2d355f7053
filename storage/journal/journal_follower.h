// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_JOURNAL_FOLLOWER_H_
#define ZUSAGE_STORAGE_JOURNAL_JOURNAL_FOLLOWER_H_

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "storage/connection.h"
#include "storage/journal/leaf.h"
#include "storage/journal/tiles.h"
#include "storage/key_store.h"
#include "storage/store.h"

namespace zusage::storage {

struct JournalFollowerOptions {
  // At most one checkpoint is signed in this time.
  absl::Duration checkpoint_interval = absl::Milliseconds(200);
  // How long another process waits for this one to follow on.
  absl::Duration lease = absl::Seconds(10);
  // No other process can be at work, so that a lease left by one that died is void.
  bool exclusive = false;
};

// Follows the journal behind the writer: builds the tiles of its Merkle tree and the index of
// resources, and signs checkpoints. Of several processes on one database one follows at a time,
// under a lease. Expired answers are purged on the way. Thread-safe.
class JournalFollower {
 public:
  // All of them outlive the follower.
  static absl::StatusOr<std::unique_ptr<JournalFollower>> Create(
      Store& store, KeyStore& keys, const Clock& clock, RandomSource& random,
      JournalFollowerOptions options = {});
  ~JournalFollower();

  // Follows on a thread of its own until Stop(), which catches up and signs a last time, and lets
  // others follow at once.
  void Start();
  void Stop();

  // Follows up to the newest entry and signs a checkpoint of it. UNAVAILABLE if another process has
  // the lease.
  absl::Status CatchUp();

 private:
  struct Chunk {
    std::vector<Leaf> leaves;
    std::vector<Tile> tiles;
    std::string note;  // empty if no checkpoint is due
  };

  JournalFollower(Store& store, std::string signing_key, const Clock& clock, std::string holder,
                  JournalFollowerOptions options);

  void Run();
  absl::Status FollowChunk();
  absl::Status LoadState(ReadTransaction& tx);
  absl::StatusOr<Chunk> LoadChunk(ReadTransaction& tx);
  absl::Status StoreChunk(Unit& unit, const Chunk& chunk, int64_t old_size);
  absl::Status AdvanceUnderLease(Unit& unit, int64_t old_size, int64_t new_size);
  void ReleaseLease();

  Store& store_;
  const std::string signing_key_;
  const Clock& clock_;
  const std::string holder_;
  const JournalFollowerOptions options_;

  std::mutex work_mutex_;  // one CatchUp() at a time
  std::optional<TileTree> tree_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_JOURNAL_FOLLOWER_H_
