// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_PACED_WRITES_H_
#define ZUSAGE_STORAGE_PACED_WRITES_H_

#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "storage/store.h"

namespace zusage::storage {

// Writes of those who bring much at once: so few of these are in the store's queue that others find
// room in it and do not wait long, and so many that transactions are full. In the order in which
// they come. Thread-safe.
class PacedWrites {
 public:
  // `store` must outlive it, and it must outlive what is under way.
  PacedWrites(Store& store, size_t at_once);

  // As Store::Write(), which it is sooner or later.
  void Write(Mutation mutation, Done done, LookAhead ahead = {});

 private:
  struct Waiting {
    Mutation mutation;
    Done done;
    LookAhead ahead;
  };

  // Hands on what there is room for. One thread does at a time.
  void HandOn();
  void Finish(const Done& done, absl::Status status);

  Store& store_;
  const size_t at_once_;
  std::mutex mutex_;
  std::deque<Waiting> waiting_;
  size_t under_way_ = 0;
  bool handing_on_ = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_PACED_WRITES_H_
