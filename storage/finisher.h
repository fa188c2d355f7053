// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_FINISHER_H_
#define ZUSAGE_STORAGE_FINISHER_H_

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "storage/store.h"

namespace zusage::storage {

// Reports results on a thread of its own, so that answering callers does not keep the writer from
// the next batch. Thread-safe.
class Finisher {
 public:
  using Report = std::pair<Done, absl::Status>;

  Finisher();
  // Reports what is left.
  ~Finisher();

  void Finish(std::vector<Report> reports);

 private:
  void Run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Report> reports_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_FINISHER_H_
