// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_JOURNAL_WRITER_H_
#define ZUSAGE_STORAGE_JOURNAL_JOURNAL_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/ids.h"
#include "storage/connection.h"
#include "storage/fact.h"
#include "storage/journal/entry_draft.h"
#include "storage/journal/fact_plan.h"
#include "storage/journal/owner_keys.h"
#include "storage/store.h"

namespace zusage::storage {

// Inserts facts and appends the entries that hold them, for the store's writer. It is told how each
// batch and each mutation within it ends. Not thread-safe.
class JournalWriter {
 public:
  JournalWriter(absl::Span<const FactTable* const> tables, KeyStore& keys, RandomSource& random);

  // Locks the counter row of the journal until the transaction ends: what is asked after it sees
  // all that was committed before.
  static absl::Status Lock(WriteTransaction& tx);
  // The question with which BeginBatch() begins, for Connection::AskAhead().
  static void AskAhead(ReadTransaction& tx);
  // Starts a batch at `now`, or at the newest commit time if that is later. The lock was asked for.
  absl::Status BeginBatch(WriteTransaction& tx, absl::Time now);

  void BeginEntry();
  EntryDraft& draft() { return draft_; }
  absl::StatusOr<int64_t> Insert(WriteTransaction& tx, const FactTable& table,
                                 absl::Span<const Value> values, const KeyOwners& owners);
  // Appends the entry of the mutation, if it has facts, and moves on to the next position.
  absl::Status EndEntry(WriteTransaction& tx);
  // The mutation's changes were undone, its entry with them if it has one already.
  void UndoEntry();

  // Writes the counter row.
  absl::Status EndBatch(WriteTransaction& tx);
  void Committed();
  void RolledBack();
  // The transaction's commit failed, which does not always mean that it was not committed.
  void Doubtful();

  // The position of the entry under way, and the batch's commit time.
  int64_t position() const { return last_.position + 1; }
  absl::Time commit_time() const { return commit_time_; }
  // The newest entry of the batch, or of those before it.
  const Store::Head& last() const { return last_; }

 private:
  absl::Status AppendPart(WriteTransaction& tx, int64_t id, const DraftPart& part,
                          std::string_view random, Leaf& leaf);

  absl::flat_hash_map<std::string, FactPlan> plans_;
  OwnerKeys owner_keys_;
  RandomSource& random_;
  const int64_t schema_version_;

  Store::Head last_;
  Store::Head before_;  // the entry under way
  Store::Head stored_;  // what the counter row says
  absl::Time commit_time_;
  EntryDraft draft_;
  size_t keys_mark_ = 0;
  // Kept for their memory.
  std::vector<Bind> binds_;
  std::string packed_;
  std::string sealed_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_JOURNAL_WRITER_H_
