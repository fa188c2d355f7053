// SPDX-License-Identifier: Apache-2.0
//
// The SQLite driver: one database file in write-ahead mode with synchronous=FULL, so that what was
// committed survives a power cut.
#ifndef ZUSAGE_STORAGE_SQLITE_SQLITE_ENGINE_H_
#define ZUSAGE_STORAGE_SQLITE_SQLITE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"

namespace zusage::storage {

class WalCheckpointer;
class WriteGate;

struct SqliteOptions {
  int page_size = 8192;
  int64_t writer_cache_kib = 65536;
  int64_t reader_cache_kib = 8192;
  // The length of the write-ahead log at which it is written back, in pages.
  int checkpoint_pages = 4096;
  absl::Duration busy_timeout = absl::Seconds(5);
  // Overwrites what is deleted with zeros.
  bool secure_delete = false;
};

// Thread-safe. Outlives its connections. A second process must be kept out by the caller, see
// DataDirectory.
class SqliteEngine final : public Engine {
 public:
  // Opens or creates the database at `path`. Errors: INTERNAL with SQLite's words.
  static absl::StatusOr<std::unique_ptr<SqliteEngine>> Open(std::string path,
                                                            SqliteOptions options = {});
  ~SqliteEngine() override;

  absl::StatusOr<std::unique_ptr<Connection>> Connect(Access access) override;
  std::string_view name() const override { return "sqlite"; }

  // Writes the whole log back into the database and truncates it, so that nothing deleted is left
  // there. Waits for the transaction under way.
  void Scrub() override;

 private:
  SqliteEngine(std::string path, SqliteOptions options);

  const std::string path_;
  const SqliteOptions options_;
  std::unique_ptr<WriteGate> gate_;
  std::unique_ptr<WalCheckpointer> checkpointer_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_SQLITE_ENGINE_H_
