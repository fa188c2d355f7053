// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_READ_POOL_H_
#define ZUSAGE_STORAGE_READ_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "storage/connection.h"

namespace zusage::storage {

// Read connections, opened as needed up to a limit. Thread-safe.
class ReadPool {
 public:
  ReadPool(Engine& engine, size_t limit) : engine_(engine), limit_(limit) {}

  // Runs `read` in a transaction on a connection that is free, waiting for one if all are busy.
  // Tries again a few times if the engine asks to.
  absl::Status Read(absl::FunctionRef<absl::Status(ReadTransaction&)> read);

 private:
  absl::StatusOr<std::unique_ptr<Connection>> Take();
  void GiveBack(std::unique_ptr<Connection> connection);

  Engine& engine_;
  const size_t limit_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> free_;
  size_t open_ = 0;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_READ_POOL_H_
