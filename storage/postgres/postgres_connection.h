// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_
#define ZUSAGE_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/postgres/pipeline.h"
#include "storage/postgres/postgres_engine.h"
#include "storage/postgres/write_behind.h"

namespace zusage::storage {

// One connection to PostgreSQL.
//
// Readers run in REPEATABLE READ, READ ONLY: one snapshot. Writers run in READ COMMITTED and owe
// their isolation to a lock: every transaction of the store begins by locking the journal's head,
// so that writers of one journal take turns, and each statement sees all that those before it
// committed.
class PostgresConnection final : public Connection {
 public:
  PostgresConnection(std::string url, Access access, const PostgresOptions& options);

  // Connects, or connects again. UNAVAILABLE if that fails.
  absl::Status Open();

  absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) override;
  absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) override;
  absl::Status Enqueue(std::string_view sql, Binds binds) override;
  absl::Status Flush() override;
  absl::Status Begin(Access access) override;
  // Where the session is lost while this waits, nobody knows whether the transaction was committed.
  absl::Status Commit() override;
  void Rollback() override;
  absl::Status Savepoint() override;
  absl::Status ReleaseSavepoint() override;
  absl::Status RollbackToSavepoint() override;
  void AssumeAlone() override { behind_.AssumeAlone(); }
  absl::Status AskAhead(absl::FunctionRef<void(ReadTransaction&)> ask) override;
  absl::Status RunScript(std::string_view script) override;

 private:
  class Ahead;

  // A statement outside of a transaction finds a new session if the old one was lost; one within
  // does not, since what came before it is lost too.
  absl::Status Ready();
  absl::StatusOr<PostgresResult> Run(std::string_view sql, Binds binds);
  // The result of the last statement that was sent, or of the last ones.
  absl::StatusOr<PostgresResult> Finish();
  absl::StatusOr<std::vector<PostgresResult>> FinishLast(size_t count);
  // Sends a statement behind what it has to see.
  absl::Status Send(Pipeline::Statement& statement, const Arguments& arguments);
  absl::StatusOr<PostgresResult> RunCommit();
  // The result of a question, asked or remembered.
  absl::StatusOr<WriteBehind::Result> Ask(std::string_view sql, Binds binds);

  // Ends sessions of our own that have written, wait for a client which stands still, and so may
  // hold the lock that all writers take. The server's own limit for them does not count within a
  // pipeline.
  absl::Status EndStandstill();

  const std::string url_;
  const Access access_;
  const PostgresOptions options_;
  std::unique_ptr<Pipeline> pipeline_;
  WriteBehind behind_;  // of the transaction
  bool in_transaction_ = false;
  bool lock_timed_out_ = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_POSTGRES_CONNECTION_H_
