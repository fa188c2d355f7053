// SPDX-License-Identifier: Apache-2.0
//
// The Store over any Engine: one writer that commits in one transaction whatever arrived while the
// transaction before was being made durable, and a pool of readers.
//
// Undoing one mutation of many takes a savepoint around each, which costs a fifth of the
// throughput, and few mutations fail after they have written. So a batch runs without; if one fails
// then, the whole batch is undone and run again with savepoints, and so are the next few.
#ifndef ZUSAGE_STORAGE_BATCH_STORE_H_
#define ZUSAGE_STORAGE_BATCH_STORE_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "storage/answer_book.h"
#include "storage/connection.h"
#include "storage/fact.h"
#include "storage/fact_tables.h"
#include "storage/finisher.h"
#include "storage/journal/journal_writer.h"
#include "storage/key_store.h"
#include "storage/read_pool.h"
#include "storage/store.h"

namespace zusage::storage {

struct BatchStoreOptions {
  // Mutations that may wait; more are refused.
  size_t max_queue = 8192;
  // Mutations in one transaction.
  size_t max_batch = 1024;
  // How long a transaction waits to have as many mutations as those before it. A transaction has
  // costs of its own, its wait for the disk and a page of every index, so two small ones under
  // load are dearer than one. A caller who is alone does not wait.
  absl::Duration gather = absl::Milliseconds(1);
  // Read transactions at one time; more wait.
  size_t readers = 8;
  // How often and how long a transaction is tried that the engine asks to try again, and the pauses
  // between. Who waited behind it for that long is told with it.
  int max_attempts = 8;
  absl::Duration patience = absl::Seconds(5);
  absl::Duration first_pause = absl::Milliseconds(1);
  absl::Duration longest_pause = absl::Milliseconds(100);
  std::function<void(absl::Duration)> pause = absl::SleepFor;
  // How often the store looks for what other processes committed; zero if there are none.
  absl::Duration poll_interval = absl::ZeroDuration();
  // The tables that facts may be inserted into.
  absl::Span<const FactTable* const> fact_tables = FactTables();
};

// Thread-safe. The migrated engine, keys, clock and random source outlive it.
class BatchStore final : public Store {
 public:
  static absl::StatusOr<std::unique_ptr<BatchStore>> Open(Engine& engine, KeyStore& keys,
                                                          const Clock& clock, RandomSource& random,
                                                          BatchStoreOptions options = {});
  // Finishes what is queued.
  ~BatchStore() override;

  absl::Status Read(absl::FunctionRef<absl::Status(ReadTransaction&)> read) override;
  void Write(Mutation mutation, Done done, LookAhead ahead = {}) override;
  Head head() const override;
  Head WaitForNews(int64_t position, absl::Duration timeout) override;

  // Refuses further writes with kUnavailable, finishes what is queued and wakes all that wait for
  // news. Idempotent.
  void Stop();

 private:
  struct Queued {
    Mutation mutation;
    Done done;
    absl::Status result;
    absl::Time since;  // when it was queued
    LookAhead ahead;
  };

  // How far a batch came: kTryAgain asks for another try after a pause, kTryCarefully for one with
  // savepoints.
  enum class Outcome { kCommitted, kFailed, kTryAgain, kTryCarefully };
  struct Attempt {
    Outcome outcome;
    absl::Status error;  // unless committed
  };

  BatchStore(std::unique_ptr<Connection> writer, std::unique_ptr<ReadPool> readers,
             std::unique_ptr<JournalWriter> journal, const Clock& clock, BatchStoreOptions options);

  void Run();
  std::vector<Queued> NextBatch();
  // Sets the results; false if all attempts were in vain, as the engine is away.
  bool RunBatch(std::vector<Queued>& batch);
  // Adds those to a batch in vain who waited behind it for as long as that may take.
  void AddOverdue(std::vector<Queued>& batch);
  Attempt TryBatch(std::vector<Queued>& batch, bool carefully);
  static std::vector<std::string> AnswerKeys(const std::vector<Queued>& batch);
  // Asks at once what all of the batch will ask.
  absl::Status LookAheadOf(const std::vector<Queued>& batch, bool carefully);
  Attempt RunTransaction(std::vector<Queued>& batch, bool carefully);
  // Runs one mutation and undoes it if it fails. Its own failure is its result, not the attempt's.
  Attempt RunMutation(Queued& queued, bool carefully);
  static Attempt Interrupted(absl::Status error, bool carefully);
  void Publish(const Head& head);
  void LookForNews();

  const BatchStoreOptions options_;
  const Clock& clock_;
  const std::unique_ptr<Connection> writer_;
  const std::unique_ptr<ReadPool> readers_;
  const std::unique_ptr<JournalWriter> journal_;
  AnswerBook answers_;  // of the batch at work
  Finisher finisher_;
  int careful_batches_ = 0;  // still to come
  size_t expected_ = 0;      // in the next batch: as many as lately

  std::mutex queue_mutex_;
  std::condition_variable queue_changed_;
  std::vector<Queued> queue_;
  size_t awaited_ = 1;  // the queue's length at which the writer wants to know
  bool stopping_ = false;

  mutable std::mutex head_mutex_;
  std::condition_variable news_;
  Head head_;
  bool stopped_ = false;
  std::condition_variable stopped_changed_;

  std::mutex join_mutex_;
  std::thread thread_;
  std::thread lookout_;  // only if others may commit
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_BATCH_STORE_H_
