// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_WORKER_POOL_H_
#define ZUSAGE_SERVICES_RPC_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace zusage::rpc {

// Threads for work that may wait. Work starts in the order in which it came. Thread-safe.
class WorkerPool {
 public:
  // At most `max_queued` pieces of work wait for a thread.
  WorkerPool(int threads, size_t max_queued);
  // Runs what is queued, then ends the threads.
  ~WorkerPool();

  // Queues `work`; false, and nothing happens, if the queue is full.
  bool Post(std::function<void()> work);

 private:
  void Run();

  const size_t max_queued_;
  std::mutex mutex_;
  std::condition_variable has_work_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_WORKER_POOL_H_
