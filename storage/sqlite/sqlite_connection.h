// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQLITE_SQLITE_CONNECTION_H_
#define ZUSAGE_STORAGE_SQLITE_SQLITE_CONNECTION_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/sqlite/wal_checkpointer.h"
#include "storage/sqlite/write_gate.h"

namespace SQLite {
class Database;
}
struct sqlite3;

namespace zusage::storage {

class SqliteStatement;

// One connection to a SQLite database. Statements go through the C handle: binding by name through
// SQLiteCpp searches the names of every parameter again at every call.
class SqliteConnection final : public Connection {
 public:
  SqliteConnection(std::unique_ptr<SQLite::Database> database, WriteGate& gate,
                   WalCheckpointer& checkpointer);
  ~SqliteConnection() override;

  absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) override;
  absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) override;
  absl::Status Begin(Access access) override;
  absl::Status Commit() override;
  void Rollback() override;
  absl::Status Savepoint() override;
  absl::Status ReleaseSavepoint() override;
  absl::Status RollbackToSavepoint() override;
  absl::Status RunScript(std::string_view script) override;

 private:
  absl::Status Run(std::string_view sql);
  // A prepared statement that is not in use: the kept one of this text, or, while a query inside a
  // visitor repeats the text of the outer one, `spare`.
  absl::StatusOr<SqliteStatement*> Prepare(std::string_view sql,
                                           std::unique_ptr<SqliteStatement>& spare);
  void LeaveGate();

  std::unique_ptr<SQLite::Database> database_;
  sqlite3* const handle_;
  WriteGate& gate_;
  bool in_gate_ = false;
  absl::flat_hash_map<std::string, std::unique_ptr<SqliteStatement>> statements_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_SQLITE_CONNECTION_H_
