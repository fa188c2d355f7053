// SPDX-License-Identifier: Apache-2.0
//
// The thin waist between the repositories and the database engines. Repositories are written once,
// in the SQL that SQLite 3.40 and PostgreSQL 15 share, against ReadTransaction and
// WriteTransaction; each engine has one driver that implements Connection. Nothing above this file
// knows which engine runs.
//
// Statements are literals with parameters by name:
//
//   tx.Query("SELECT title FROM change_requests WHERE name = :name", {{"name", name}},
//            [&](const Row& row) { title = row.Text(0); return absl::OkStatus(); });
//
// A driver prepares each text once per connection and keeps it, so build no SQL from values.
#ifndef ZUSAGE_STORAGE_CONNECTION_H_
#define ZUSAGE_STORAGE_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace zusage::storage {

struct Null {
  friend bool operator==(const Null&, const Null&) = default;
};

// Bytes that are not text.
struct Blob {
  std::string_view bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

// A value on its way into a statement. Views must live until the call returns. Text is UTF-8
// without U+0000.
using Value = std::variant<Null, int64_t, double, std::string_view, Blob>;

// A named parameter, without the colon.
struct Bind {
  std::string_view name;
  Value value;
};
using Binds = absl::Span<const Bind>;

// The current row of a query; columns count from 0. Views live until the visitor returns. Reading a
// NULL gives 0 or "".
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual int64_t Int(int column) const = 0;
  virtual double Real(int column) const = 0;
  virtual std::string_view Text(int column) const = 0;
  virtual std::string_view Bytes(int column) const = 0;
};

// Called once per row; a status other than OK ends the query and is returned by it.
using RowVisitor = absl::FunctionRef<absl::Status(const Row&)>;

// What a reader may do. All queries of one transaction see the same snapshot. Not thread-safe.
class ReadTransaction {
 public:
  virtual ~ReadTransaction() = default;

  // Runs a SELECT. Errors: UNAVAILABLE if the engine asks to try again (busy, serialization
  // failure); INTERNAL for anything else, with the engine's words for the log only.
  virtual absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) = 0;
};

// What a writer may do beside reading.
class WriteTransaction : public ReadTransaction {
 public:
  // Runs an INSERT, UPDATE or DELETE; returns the number of rows. Errors as Query.
  virtual absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) = 0;

  // Execute() for those who do not need the number of rows: an engine that is away sends the
  // statement along with the next one instead of waiting for its answer. What goes wrong may be
  // reported by whatever runs next, at the latest by Connection::Flush() or Commit(). Many inserts
  // of one row each, without more clauses, may be sent as one.
  virtual absl::Status Enqueue(std::string_view sql, Binds binds) {
    return Execute(sql, binds).status();
  }
};

enum class Access { kRead, kWrite };

// One connection to an engine: what a driver implements. Not thread-safe; owned by one pool or one
// writer. Begin/Commit/Rollback bracket a transaction; savepoints do not nest.
class Connection : public WriteTransaction {
 public:
  virtual absl::Status Begin(Access access) = 0;
  // Says that until the transaction ends nobody else changes what it reads, as it holds a lock that
  // whoever writes takes first: an engine that is away may remember what it was told.
  virtual void AssumeAlone() {}
  // Lets `ask` make the queries that are to come, which find nothing here: an engine that is away
  // answers them all at once, and remembers what it was told if it may.
  virtual absl::Status AskAhead(absl::FunctionRef<void(ReadTransaction&)> ask) {
    (void)ask;
    return absl::OkStatus();
  }
  // Waits until everything that was enqueued has run; the first error of it.
  virtual absl::Status Flush() { return absl::OkStatus(); }
  // Returns only after the transaction is durable. UNAVAILABLE: run it again. Where the engine was
  // lost meanwhile, it may have been committed all the same.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;

  virtual absl::Status Savepoint() = 0;
  virtual absl::Status ReleaseSavepoint() = 0;
  virtual absl::Status RollbackToSavepoint() = 0;

  // Runs the statements of a migration, separated by semicolons. In them `@INT`, `@TEXT`, `@REAL`
  // and `@BLOB` stand for the engine's column types, so that one text serves all engines;
  // `CREATE TABLE t (...) @CLUSTERED` keeps small rows in the primary key's own tree, where the
  // engine can; and a line that begins with `@POSTGRESQL` is a comment to every other engine.
  virtual absl::Status RunScript(std::string_view script) = 0;
};

// Opens connections to one database. Thread-safe.
class Engine {
 public:
  virtual ~Engine() = default;
  virtual absl::StatusOr<std::unique_ptr<Connection>> Connect(Access access) = 0;
  // "sqlite" or "postgresql": for logs and metrics, never to branch on.
  virtual std::string_view name() const = 0;
  // Makes unreadable what was deleted, as far as the engine keeps it and can. Must not be called
  // from within a transaction.
  virtual void Scrub() {}
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_CONNECTION_H_
