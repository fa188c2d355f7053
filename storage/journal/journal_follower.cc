// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/journal_follower.h"

#include <algorithm>
#include <utility>

#include "services/base/error.h"
#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "storage/idempotency.h"
#include "storage/journal/checkpoint.h"
#include "storage/journal/merkle.h"

namespace zusage::storage {
namespace {

// Answers purged with one chunk. Few, as the writer's other callers wait meanwhile.
constexpr int64_t kPurgedAtOnce = 64;

// How long the follower sleeps if there is nothing to do; bounds the time that Stop() takes.
constexpr absl::Duration kPatience = absl::Milliseconds(100);

absl::Status StoreResources(WriteTransaction& tx, const Leaf& leaf) {
  for (const std::string& resource : leaf.resources) {
    ZUSAGE_RETURN_IF_ERROR(
        tx.Enqueue("INSERT INTO journal_resources (resource, position) "
                   "VALUES (:resource, :position) ON CONFLICT (resource, position) DO NOTHING",
                   {{"resource", std::string_view(resource)}, {"position", leaf.position}}));
  }
  return absl::OkStatus();
}

absl::Status HeldByAnother() {
  return Error(kUnavailable, {{"what", "The lease of the journal's follower"}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<JournalFollower>> JournalFollower::Create(
    Store& store, KeyStore& keys, const Clock& clock, RandomSource& random,
    JournalFollowerOptions options) {
  ZUSAGE_ASSIGN_OR_RETURN(std::string signing_key, keys.SigningKey());
  return std::unique_ptr<JournalFollower>(new JournalFollower(store, std::move(signing_key), clock,
                                                              NewId(clock.Now(), random), options));
}

JournalFollower::JournalFollower(Store& store, std::string signing_key, const Clock& clock,
                                 std::string holder, JournalFollowerOptions options)
    : store_(store),
      signing_key_(std::move(signing_key)),
      clock_(clock),
      holder_(std::move(holder)),
      options_(options) {}

JournalFollower::~JournalFollower() { Stop(); }

void JournalFollower::Start() {
  thread_ = std::thread([this] { Run(); });
}

void JournalFollower::Stop() {
  if (!thread_.joinable()) return;
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  thread_.join();
  if (!options_.exclusive) ReleaseLease();
}

void JournalFollower::Run() {
  int64_t seen = -1;  // the first round catches up with what an earlier process left
  bool stopping = false;
  while (!stopping) {
    const int64_t head = store_.WaitForNews(seen, kPatience).position;
    {
      std::unique_lock lock(mutex_);
      if (head > seen) {
        changed_.wait_for(lock, absl::ToChronoNanoseconds(options_.checkpoint_interval),
                          [&] { return stopping_; });
      }
      stopping = stopping_;
    }
    if (head <= seen && !stopping) continue;
    const absl::Status status = CatchUp();
    if (status.ok()) seen = head;
    if (!status.ok() && !absl::IsUnavailable(status)) {
      Log(Severity::kError, "journal_follower", {{"error", std::string(status.message())}});
    }
  }
}

absl::Status JournalFollower::CatchUp() {
  const std::scoped_lock lock(work_mutex_);
  const int64_t goal = store_.head().position;
  do {
    if (absl::Status status = FollowChunk(); !status.ok()) {
      tree_.reset();  // it may be ahead of what was stored
      return status;
    }
  } while (tree_->size() < goal);
  return absl::OkStatus();
}

absl::Status JournalFollower::FollowChunk() {
  Chunk chunk;
  int64_t old_size = 0;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](ReadTransaction& tx) -> absl::Status {
    ZUSAGE_RETURN_IF_ERROR(LoadState(tx));
    old_size = tree_->size();
    ZUSAGE_ASSIGN_OR_RETURN(chunk, LoadChunk(tx));
    return absl::OkStatus();
  }));
  if (chunk.leaves.empty()) return absl::OkStatus();
  return store_.WriteAndWait([&](Unit& unit) { return StoreChunk(unit, chunk, old_size); });
}

absl::Status JournalFollower::LoadState(ReadTransaction& tx) {
  int64_t size = 0;
  bool held = false;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT tree_size, holder, expire_time FROM journal_follower WHERE id = 1", {},
               [&](const Row& row) {
                 size = row.Int(0);
                 held = row.Text(1) != holder_ && row.Int(2) >= absl::ToUnixMicros(clock_.Now());
                 return absl::OkStatus();
               }));
  if (held && !options_.exclusive) return HeldByAnother();
  if (tree_.has_value() && tree_->size() == size) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(tree_, TileTree::Load(tx, size));
  return absl::OkStatus();
}

absl::StatusOr<JournalFollower::Chunk> JournalFollower::LoadChunk(ReadTransaction& tx) {
  Chunk chunk;
  const int64_t size = tree_->size();
  // Up to the end of the tile: whoever is far behind then writes full tiles only, and the chunk is
  // small enough for the writer's other callers.
  const int64_t limit = kTileWidth - size % kTileWidth;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT leaf FROM journal_entries WHERE position > :size ORDER BY position "
               "LIMIT :limit",
               {{"size", size}, {"limit", limit}}, [&](const Row& row) -> absl::Status {
                 ZUSAGE_ASSIGN_OR_RETURN(Leaf leaf, DecodeLeaf(row.Bytes(0)));
                 tree_->Append(LeafHash(row.Bytes(0)),
                               [&](Tile tile) { chunk.tiles.push_back(std::move(tile)); });
                 chunk.leaves.push_back(std::move(leaf));
                 return absl::OkStatus();
               }));
  for (Tile& tile : tree_->PartialTiles()) chunk.tiles.push_back(std::move(tile));
  if (!chunk.leaves.empty() && tree_->size() >= store_.head().position) {
    chunk.note = SignCheckpoint({tree_->size(), tree_->Root()}, signing_key_);
  }
  return chunk;
}

absl::Status JournalFollower::StoreChunk(Unit& unit, const Chunk& chunk, int64_t old_size) {
  const int64_t new_size = chunk.leaves.back().position;
  ZUSAGE_RETURN_IF_ERROR(AdvanceUnderLease(unit, old_size, new_size));
  for (const Tile& tile : chunk.tiles) ZUSAGE_RETURN_IF_ERROR(StoreTile(unit.tx(), tile));
  for (const Leaf& leaf : chunk.leaves) ZUSAGE_RETURN_IF_ERROR(StoreResources(unit.tx(), leaf));
  ZUSAGE_RETURN_IF_ERROR(PurgeAnswers(unit.tx(), unit.commit_time(), kPurgedAtOnce).status());
  if (chunk.note.empty()) return absl::OkStatus();
  return unit.tx().Enqueue(
      "INSERT INTO journal_checkpoints (tree_size, create_time, note) "
      "VALUES (:tree_size, :create_time, :note) ON CONFLICT (tree_size) DO NOTHING",
      {{"tree_size", new_size},
       {"create_time", absl::ToUnixMicros(unit.commit_time())},
       {"note", std::string_view(chunk.note)}});
}

absl::Status JournalFollower::AdvanceUnderLease(Unit& unit, int64_t old_size, int64_t new_size) {
  const absl::Time now = unit.commit_time();
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t rows,
      unit.tx().Execute("UPDATE journal_follower SET tree_size = :new_size, holder = :holder, "
                        "expire_time = :expire_time WHERE id = 1 AND tree_size = :old_size "
                        "AND (holder = :holder OR expire_time < :now OR :exclusive = 1)",
                        {{"new_size", new_size},
                         {"holder", std::string_view(holder_)},
                         {"expire_time", absl::ToUnixMicros(now + options_.lease)},
                         {"old_size", old_size},
                         {"now", absl::ToUnixMicros(now)},
                         {"exclusive", int64_t{options_.exclusive}}}));
  return rows == 1 ? absl::OkStatus() : HeldByAnother();
}

void JournalFollower::ReleaseLease() {
  const absl::Status released = store_.WriteAndWait([&](Unit& unit) {
    return unit.tx().Enqueue(
        "UPDATE journal_follower SET expire_time = 0 WHERE id = 1 AND holder = :holder",
        {{"holder", std::string_view(holder_)}});
  });
  released.IgnoreError();  // then it expires
}

}  // namespace zusage::storage
