// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SQLITE_WRITE_GATE_H_
#define ZUSAGE_STORAGE_SQLITE_WRITE_GATE_H_

#include <condition_variable>
#include <mutex>

namespace zusage::storage {

// Lets the checkpointer hold back the writer of one database for a moment. A plain mutex would
// starve it: a busy writer takes it again at once. Thread-safe.
class WriteGate {
 public:
  void EnterTransaction() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !writing_ && !held_; });
    writing_ = true;
  }

  void LeaveTransaction() {
    const std::scoped_lock lock(mutex_);
    writing_ = false;
    changed_.notify_all();
  }

  // Waits for the transaction under way and keeps the next from starting.
  void Hold() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !held_; });
    held_ = true;
    changed_.wait(lock, [&] { return !writing_; });
  }

  void Release() {
    const std::scoped_lock lock(mutex_);
    held_ = false;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool writing_ = false;
  bool held_ = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SQLITE_WRITE_GATE_H_
