// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_engine.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/sqlite/wal_checkpointer.h"
#include "storage/sqlite/write_gate.h"

namespace zusage::storage {
namespace {

// Savepoints copy the pages they touch; beyond this many bytes SQLite would use a temporary file.
constexpr int kSavepointBytesInMemory = 16 << 20;

void ConfigureOnce() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // a global lock on every allocation
    sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, kSavepointBytesInMemory);
  });
}

// Runs what may throw.
template <typename Work>
absl::Status Caught(std::string_view what, Work work) {
  try {
    work();
  } catch (const SQLite::Exception& e) {
    return absl::InternalError(absl::StrCat(std::string(what), ": ", e.getErrorStr()));
  }
  return absl::OkStatus();
}

void Configure(SQLite::Database& database, const SqliteOptions& options, Access access) {
  const bool writes = access == Access::kWrite;
  database.setBusyTimeout(static_cast<int>(absl::ToInt64Milliseconds(options.busy_timeout)));
  database.exec(absl::StrCat("PRAGMA page_size=", options.page_size));
  database.exec("PRAGMA journal_mode=WAL");
  database.exec("PRAGMA synchronous=FULL");
  database.exec("PRAGMA wal_autocheckpoint=0");
  database.exec("PRAGMA temp_store=MEMORY");
  if (options.secure_delete) database.exec("PRAGMA secure_delete=ON");
  database.exec(absl::StrCat("PRAGMA cache_size=-",
                             writes ? options.writer_cache_kib : options.reader_cache_kib));
  if (!writes) database.exec("PRAGMA query_only=ON");
}

absl::StatusOr<std::unique_ptr<SQLite::Database>> OpenDatabase(const std::string& path,
                                                               const SqliteOptions& options,
                                                               Access access) {
  std::unique_ptr<SQLite::Database> database;
  ZUSAGE_RETURN_IF_ERROR(Caught(absl::StrCat("cannot open ", path), [&] {
    database = std::make_unique<SQLite::Database>(
        path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    Configure(*database, options, access);
  }));
  return database;
}

}  // namespace

SqliteEngine::SqliteEngine(std::string path, SqliteOptions options)
    : path_(std::move(path)), options_(options), gate_(std::make_unique<WriteGate>()) {}

SqliteEngine::~SqliteEngine() = default;

absl::StatusOr<std::unique_ptr<SqliteEngine>> SqliteEngine::Open(std::string path,
                                                                 SqliteOptions options) {
  ConfigureOnce();
  auto engine = std::unique_ptr<SqliteEngine>(new SqliteEngine(std::move(path), options));
  // The checkpointer needs the bare handle for the whole of its life; it closes it itself.
  sqlite3* handle = nullptr;
  ZUSAGE_RETURN_IF_ERROR(OpenDatabase(engine->path_, options, Access::kWrite).status());
  if (sqlite3_open_v2(engine->path_.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                      nullptr) != SQLITE_OK) {
    const absl::Status error = absl::InternalError(sqlite3_errmsg(handle));
    sqlite3_close_v2(handle);
    return error;
  }
  sqlite3_exec(handle, "PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
  engine->checkpointer_ =
      std::make_unique<WalCheckpointer>(handle, options.checkpoint_pages, *engine->gate_);
  return engine;
}

absl::StatusOr<std::unique_ptr<Connection>> SqliteEngine::Connect(Access access) {
  ZUSAGE_ASSIGN_OR_RETURN(auto database, OpenDatabase(path_, options_, access));
  return std::make_unique<SqliteConnection>(std::move(database), *gate_, *checkpointer_);
}

void SqliteEngine::Scrub() { checkpointer_->CheckpointAll(); }

}  // namespace zusage::storage
