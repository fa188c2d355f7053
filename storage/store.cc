// SPDX-License-Identifier: Apache-2.0
#include "storage/store.h"

#include <utility>

#include "absl/synchronization/notification.h"

namespace zusage::storage {

absl::Status Store::WriteAndWait(Mutation mutation) {
  absl::Status result;
  absl::Notification done;
  Write(std::move(mutation), [&](absl::Status status) {
    result = std::move(status);
    done.Notify();
  });
  done.WaitForNotification();
  return result;
}

}  // namespace zusage::storage
