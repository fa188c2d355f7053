// SPDX-License-Identifier: Apache-2.0
#include "storage/store.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace zusage::storage {

absl::Status Store::WriteAndWait(Mutation mutation) {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<absl::Status> result;
  Write(std::move(mutation), [&](absl::Status status) {
    // Notified under the lock: once it is released, all three may be gone.
    const std::scoped_lock lock(mutex);
    result = std::move(status);
    changed.notify_one();
  });
  std::unique_lock lock(mutex);
  changed.wait(lock, [&] { return result.has_value(); });
  return *std::move(result);
}

}  // namespace zusage::storage
