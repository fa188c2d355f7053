// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQLITE_WAL_CHECKPOINTER_H_
#define ZUSAGE_STORAGE_SQLITE_WAL_CHECKPOINTER_H_

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "storage/sqlite/write_gate.h"

struct sqlite3;

namespace zusage::storage {

// Writes the write-ahead log back into the database on a thread of its own, so that no commit waits
// for it. It copies while writers go on, and holds them back only for the last few pages: without
// that the log of a busy database is never empty at any moment and grows for ever.
class WalCheckpointer {
 public:
  // Takes over `connection`, which nobody else may use.
  WalCheckpointer(sqlite3* connection, int threshold_pages, WriteGate& gate);
  ~WalCheckpointer();
  WalCheckpointer(const WalCheckpointer&) = delete;
  WalCheckpointer& operator=(const WalCheckpointer&) = delete;

  // Tells the length of the log after a commit. Thread-safe, does not block.
  void OnCommit(int log_pages);

  // Writes everything back now, with the writer held, and empties the log. Thread-safe.
  void CheckpointAll();

 private:
  struct Progress {
    int log_pages = 0;
    int written_back = 0;
  };

  void Run();
  void Pass();
  Progress Checkpoint(int mode);

  const int threshold_pages_;
  WriteGate& gate_;

  std::mutex connection_mutex_;
  sqlite3* const connection_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  int log_pages_ = 0;
  int next_pass_;  // the log's length at which to start

  std::thread thread_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_WAL_CHECKPOINTER_H_
