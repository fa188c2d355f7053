// SPDX-License-Identifier: Apache-2.0
#include "storage/paced_writes.h"

namespace zusage::storage {

PacedWrites::PacedWrites(Store& store, size_t at_once) : store_(store), at_once_(at_once) {}

void PacedWrites::Write(Mutation mutation, Done done, LookAhead ahead) {
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(mutation), std::move(done), std::move(ahead)});
  }
  HandOn();
}

// The store may refuse within the call, so that this calls itself by way of Finish().
void PacedWrites::HandOn() {
  std::unique_lock lock(mutex_);
  if (handing_on_) return;
  handing_on_ = true;
  while (!waiting_.empty() && under_way_ < at_once_) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    ++under_way_;
    lock.unlock();
    store_.Write(
        std::move(next.mutation),
        [this, done = std::move(next.done)](absl::Status status) {
          Finish(done, std::move(status));
        },
        std::move(next.ahead));
    lock.lock();
  }
  handing_on_ = false;
}

void PacedWrites::Finish(const Done& done, absl::Status status) {
  {
    std::lock_guard lock(mutex_);
    --under_way_;
  }
  HandOn();
  done(std::move(status));  // last: whoever waits for it may end this
}

}  // namespace zusage::storage
