// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/wal_checkpointer.h"

#include <sqlite3.h>

#include <string>

#include "services/base/log.h"

namespace zusage::storage {
namespace {

// So few pages take less time than the commit that waits for them.
constexpr int kFewPages = 256;
// A writer that outruns the copying is held after so many rounds, lest the log grow without end.
constexpr int kMaxRounds = 4;

}  // namespace

WalCheckpointer::WalCheckpointer(sqlite3* connection, int threshold_pages, WriteGate& gate)
    : threshold_pages_(threshold_pages),
      gate_(gate),
      connection_(connection),
      next_pass_(threshold_pages),
      thread_([this] { Run(); }) {}

WalCheckpointer::~WalCheckpointer() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  thread_.join();
  sqlite3_close_v2(connection_);
}

void WalCheckpointer::OnCommit(int log_pages) {
  const std::scoped_lock lock(mutex_);
  if (log_pages < log_pages_) next_pass_ = threshold_pages_;  // the log has started anew
  log_pages_ = log_pages;
  if (log_pages_ >= next_pass_) changed_.notify_all();
}

void WalCheckpointer::CheckpointAll() {
  gate_.Hold();
  Checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  gate_.Release();
}

void WalCheckpointer::Run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return stopping_ || log_pages_ >= next_pass_; });
    if (stopping_) return;
    lock.unlock();
    Pass();
    lock.lock();
    // If a long reader kept the log from starting anew, try again only after as much again.
    next_pass_ = log_pages_ + threshold_pages_;
  }
}

void WalCheckpointer::Pass() {
  for (int round = 0; round < kMaxRounds; ++round) {
    const Progress progress = Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    const std::scoped_lock lock(mutex_);
    if (stopping_ || log_pages_ - progress.written_back <= kFewPages) break;
  }
  gate_.Hold();
  Checkpoint(SQLITE_CHECKPOINT_PASSIVE);
  gate_.Release();
}

WalCheckpointer::Progress WalCheckpointer::Checkpoint(int mode) {
  const std::scoped_lock lock(connection_mutex_);
  Progress progress;
  const int result = sqlite3_wal_checkpoint_v2(connection_, nullptr, mode, &progress.log_pages,
                                               &progress.written_back);
  if (result != SQLITE_OK && result != SQLITE_BUSY) {
    Log(Severity::kError, "wal_checkpoint_failed", {{"error", sqlite3_errmsg(connection_)}});
  }
  return progress;
}

}  // namespace zusage::storage
