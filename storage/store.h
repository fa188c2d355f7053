// SPDX-License-Identifier: Apache-2.0
//
// The store: consistent reads, and mutations that are durable, journalled and committed in groups.
//
// A mutation is a closure over a Unit. It reads, decides, inserts facts, and says what it did; the
// store gives it the next position of the journal, appends one entry that holds every fact, and
// reports only after the whole group is on disk. The closure may run more than once (busy engine,
// serialization failure, a retried group), so it keeps no state outside itself except by
// overwriting the same result. If it fails, its own changes are undone and nobody else's.
#ifndef ZUSAGE_STORAGE_STORE_H_
#define ZUSAGE_STORAGE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "storage/connection.h"
#include "storage/fact.h"

namespace zusage::storage {

class AnswerBook;

// Who does something. Principals' resource names; `on_behalf_of` is empty if the actor acts for
// itself.
struct Actor {
  std::string principal;
  std::string on_behalf_of;

  // The one whose deed it is.
  const std::string& subject() const { return on_behalf_of.empty() ? principal : on_behalf_of; }
};

// One mutation at work. Lives only while the closure runs.
class Unit {
 public:
  virtual ~Unit() = default;

  // The position that this mutation's journal entry will have, and its commit time (UTC, whole
  // microseconds, never before that of the position before).
  virtual int64_t position() const = 0;
  virtual absl::Time commit_time() const = 0;

  // Reads, and writes to tables that are no facts (projections, stored answers). What is written
  // here must be derivable from facts or must be nobody's loss.
  virtual WriteTransaction& tx() = 0;

  // The stored answers that were looked up when the mutation's batch began.
  virtual AnswerBook& answers() = 0;

  // Names the operation ("DecideChangeRequest") and the actor. Required before the first Insert.
  virtual void Describe(std::string_view operation, const Actor& actor) = 0;

  // Names a resource that the mutation is about, for the journal entry. Naming one twice is
  // harmless.
  virtual void Touch(std::string_view resource) = 0;

  // Adds a fact: one value per column of `table`, in order. Returns its key, the `fact` column.
  // A mutation without facts appends no entry and takes no position.
  virtual absl::StatusOr<int64_t> Insert(const FactTable& table, absl::Span<const Value> values,
                                         const KeyOwners& owners) = 0;
};

using Mutation = std::function<absl::Status(Unit&)>;
using Done = std::function<void(absl::Status)>;

// What a mutation will ask, as far as it can be told before it runs: what those of a batch ask is
// asked together, which saves an engine that is away a wait for each. Both may be left out, and
// wrong: the mutation asks for itself what is not known.
struct LookAhead {
  std::string answer_key;                     // of the stored answer, see idempotency.h; or ""
  std::function<void(ReadTransaction&)> ask;  // makes the queries; they find nothing here
};

class Store {
 public:
  virtual ~Store() = default;

  // Runs `read` on a consistent snapshot of everything committed so far. Thread-safe; may run on
  // any thread, returns when done.
  virtual absl::Status Read(absl::FunctionRef<absl::Status(ReadTransaction&)> read) = 0;

  // Queues `mutation`; calls `done` exactly once, with OK after it is durable, or with the
  // mutation's own error, or with kOverloaded if the queue is full (then nothing ran). `done` runs
  // on a thread of the store and must be quick; a refusal comes from within this call. Thread-safe.
  virtual void Write(Mutation mutation, Done done, LookAhead ahead = {}) = 0;

  // Write() for callers that may block.
  absl::Status WriteAndWait(Mutation mutation);

  // The position and commit time of the newest durable entry; 0 and the epoch if there is none.
  struct Head {
    int64_t position = 0;
    absl::Time commit_time = absl::UnixEpoch();
  };
  virtual Head head() const = 0;

  // Blocks until head().position > `position`, `timeout` passes or the store stops; returns the
  // head.
  virtual Head WaitForNews(int64_t position, absl::Duration timeout) = 0;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_STORE_H_
