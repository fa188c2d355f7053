// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_connection.h"

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/base/status_macros.h"
#include "storage/missing_table.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

absl::Status EngineError(sqlite3* handle, int result, std::string_view sql) {
  const std::string message =
      absl::StrCat(sqlite3_errmsg(handle), " (", result, ") in: ", Absl(sql.substr(0, 200)));
  const int primary = result & 0xff;
  if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) return absl::UnavailableError(message);
  // SQLite has no code for it.
  if (message.starts_with("no such table")) return MissingTable(absl::InternalError(message));
  return absl::InternalError(message);
}

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  double Real(int column) const override { return sqlite3_column_double(statement_, column); }
  std::string_view Text(int column) const override {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return View(text, column);
  }
  std::string_view Bytes(int column) const override {
    return View(static_cast<const char*>(sqlite3_column_blob(statement_, column)), column);
  }

 private:
  std::string_view View(const char* data, int column) const {
    if (data == nullptr) return {};
    return {data, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }

  sqlite3_stmt* const statement_;
};

}  // namespace

// A prepared statement and the names of its parameters.
class SqliteStatement {
 public:
  SqliteStatement(sqlite3* handle, sqlite3_stmt* statement)
      : handle_(handle), statement_(statement) {
    const int count = sqlite3_bind_parameter_count(statement);
    for (int i = 1; i <= count; ++i) {
      const char* name = sqlite3_bind_parameter_name(statement, i);
      names_.emplace_back(name == nullptr ? "" : name + 1);  // without the colon
    }
  }
  ~SqliteStatement() { sqlite3_finalize(statement_); }
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  bool in_use() const { return in_use_; }
  void Use() { in_use_ = true; }
  void Release() {
    sqlite3_reset(statement_);
    in_use_ = false;
  }
  sqlite3_stmt* get() const { return statement_; }

  absl::Status BindAll(Binds binds, std::string_view sql) {
    if (binds.size() != names_.size()) return Mismatch(sql, "wrong number of parameters");
    slots_.resize(binds.size());
    for (size_t i = 0; i < binds.size(); ++i) {
      if (!FindSlot(i, binds[i].name)) return Mismatch(sql, binds[i].name);
      const int result = BindOne(slots_[i] + 1, binds[i].value);
      if (result != SQLITE_OK) return EngineError(handle_, result, sql);
    }
    return absl::OkStatus();
  }

 private:
  // Callers give the names in the same order every time, so where one was found last is a good
  // guess.
  bool FindSlot(size_t i, std::string_view name) {
    if (names_[slots_[i]] == name) return true;
    for (size_t slot = 0; slot < names_.size(); ++slot) {
      if (names_[slot] == name) {
        slots_[i] = static_cast<int>(slot);
        return true;
      }
    }
    return false;
  }

  int BindOne(int index, const Value& value) {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      return sqlite3_bind_int64(statement_, index, *number);
    }
    if (const auto* text = std::get_if<std::string_view>(&value)) {
      return sqlite3_bind_text64(statement_, index, text->empty() ? "" : text->data(), text->size(),
                                 SQLITE_STATIC, SQLITE_UTF8);
    }
    if (const auto* blob = std::get_if<Blob>(&value)) {
      if (blob->bytes.empty()) return sqlite3_bind_zeroblob(statement_, index, 0);
      return sqlite3_bind_blob64(statement_, index, blob->bytes.data(), blob->bytes.size(),
                                 SQLITE_STATIC);
    }
    if (const auto* real = std::get_if<double>(&value)) {
      return sqlite3_bind_double(statement_, index, *real);
    }
    return sqlite3_bind_null(statement_, index);
  }

  static absl::Status Mismatch(std::string_view sql, std::string_view what) {
    return absl::InternalError(
        absl::StrCat("parameters do not fit (", Absl(what), ") in: ", Absl(sql.substr(0, 200))));
  }

  sqlite3* const handle_;
  sqlite3_stmt* const statement_;
  std::vector<std::string> names_;
  std::vector<int> slots_;
  bool in_use_ = false;
};

namespace {

// Marks a statement as in use for as long as it lives.
class Lease {
 public:
  explicit Lease(SqliteStatement& statement) : statement_(statement) { statement_.Use(); }
  ~Lease() { statement_.Release(); }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

 private:
  SqliteStatement& statement_;
};

int OnWalCommit(void* checkpointer, sqlite3*, const char*, int pages) {
  static_cast<WalCheckpointer*>(checkpointer)->OnCommit(pages);
  return SQLITE_OK;
}

}  // namespace

SqliteConnection::SqliteConnection(std::unique_ptr<SQLite::Database> database, WriteGate& gate,
                                   WalCheckpointer& checkpointer)
    : database_(std::move(database)), handle_(database_->getHandle()), gate_(gate) {
  sqlite3_wal_hook(handle_, OnWalCommit, &checkpointer);
}

SqliteConnection::~SqliteConnection() { LeaveGate(); }

absl::StatusOr<SqliteStatement*> SqliteConnection::Prepare(
    std::string_view sql, std::unique_ptr<SqliteStatement>& spare) {
  const auto kept = statements_.find(Absl(sql));
  if (kept != statements_.end() && !kept->second->in_use()) return kept->second.get();
  sqlite3_stmt* prepared = nullptr;
  const int result = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
  if (result != SQLITE_OK) return EngineError(handle_, result, sql);
  if (prepared == nullptr) return absl::InternalError("empty statement");
  spare = std::make_unique<SqliteStatement>(handle_, prepared);
  if (kept != statements_.end()) return spare.get();
  return statements_.emplace(std::string(sql), std::move(spare)).first->second.get();
}

absl::Status SqliteConnection::Query(std::string_view sql, Binds binds, RowVisitor visit) {
  std::unique_ptr<SqliteStatement> spare;
  ZUSAGE_ASSIGN_OR_RETURN(SqliteStatement * statement, Prepare(sql, spare));
  const Lease lease(*statement);
  ZUSAGE_RETURN_IF_ERROR(statement->BindAll(binds, sql));
  const SqliteRow row(statement->get());
  while (true) {
    const int result = sqlite3_step(statement->get());
    if (result == SQLITE_DONE) return absl::OkStatus();
    if (result != SQLITE_ROW) return EngineError(handle_, result, sql);
    ZUSAGE_RETURN_IF_ERROR(visit(row));
  }
}

absl::StatusOr<int64_t> SqliteConnection::Execute(std::string_view sql, Binds binds) {
  std::unique_ptr<SqliteStatement> spare;
  ZUSAGE_ASSIGN_OR_RETURN(SqliteStatement * statement, Prepare(sql, spare));
  const Lease lease(*statement);
  ZUSAGE_RETURN_IF_ERROR(statement->BindAll(binds, sql));
  int result = sqlite3_step(statement->get());
  while (result == SQLITE_ROW) result = sqlite3_step(statement->get());
  if (result != SQLITE_DONE) return EngineError(handle_, result, sql);
  return sqlite3_stmt_readonly(statement->get()) ? 0 : sqlite3_changes64(handle_);
}

absl::Status SqliteConnection::Run(std::string_view sql) { return Execute(sql, {}).status(); }

absl::Status SqliteConnection::Begin(Access access) {
  if (access == Access::kRead) return Run("BEGIN");
  gate_.EnterTransaction();
  in_gate_ = true;
  absl::Status status = Run("BEGIN IMMEDIATE");
  if (!status.ok()) LeaveGate();
  return status;
}

absl::Status SqliteConnection::Commit() {
  absl::Status status = Run("COMMIT");
  if (!status.ok()) Rollback();
  LeaveGate();
  return status;
}

void SqliteConnection::Rollback() {
  if (sqlite3_get_autocommit(handle_) == 0) Run("ROLLBACK").IgnoreError();
  LeaveGate();
}

void SqliteConnection::LeaveGate() {
  if (!in_gate_) return;
  in_gate_ = false;
  gate_.LeaveTransaction();
}

absl::Status SqliteConnection::Savepoint() { return Run("SAVEPOINT mutation"); }
absl::Status SqliteConnection::ReleaseSavepoint() { return Run("RELEASE mutation"); }

absl::Status SqliteConnection::RollbackToSavepoint() {
  ZUSAGE_RETURN_IF_ERROR(Run("ROLLBACK TO mutation"));
  return ReleaseSavepoint();
}

absl::Status SqliteConnection::RunScript(std::string_view script) {
  const std::string sql = absl::StrReplaceAll(Absl(script), {{"@INT", "INTEGER"},
                                                             {"@TEXT", "TEXT"},
                                                             {"@REAL", "REAL"},
                                                             {"@BLOB", "BLOB"},
                                                             {"@CLUSTERED", "WITHOUT ROWID"},
                                                             {"@POSTGRESQL", "--"}});
  const int result = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return EngineError(handle_, result, sql);
  return absl::OkStatus();
}

}  // namespace zusage::storage
