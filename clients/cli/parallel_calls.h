// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_PARALLEL_CALLS_H_
#define ZUSAGE_CLIENTS_CLI_PARALLEL_CALLS_H_

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace zusage::cli {

// Work done on several threads at once. What is about the same subject is done in the order in
// which it was begun. Begin() and Finish() are for one thread.
class ParallelCalls {
 public:
  explicit ParallelCalls(int threads);
  ~ParallelCalls() { Finish(); }
  ParallelCalls(const ParallelCalls&) = delete;
  ParallelCalls& operator=(const ParallelCalls&) = delete;

  // Waits while too much is waiting on the subject's thread already.
  void Begin(std::string_view subject, std::function<void()> call);
  // Returns when everything is done.
  void Finish();

 private:
  struct Worker {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::function<void()>> waiting;
    bool finished = false;
    std::thread thread;
  };

  static void Work(Worker& worker);

  std::vector<std::unique_ptr<Worker>> workers_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_PARALLEL_CALLS_H_
