// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/parallel_calls.h"

#include <utility>

namespace zusage::cli {
namespace {

constexpr size_t kMaxWaiting = 8;

}  // namespace

ParallelCalls::ParallelCalls(int threads) {
  for (int i = 0; i < threads; ++i) {
    Worker& worker = *workers_.emplace_back(std::make_unique<Worker>());
    worker.thread = std::thread([&worker] { Work(worker); });
  }
}

void ParallelCalls::Begin(std::string_view subject, std::function<void()> call) {
  Worker& worker = *workers_[std::hash<std::string_view>()(subject) % workers_.size()];
  std::unique_lock lock(worker.mutex);
  worker.changed.wait(lock, [&] { return worker.waiting.size() < kMaxWaiting; });
  worker.waiting.push_back(std::move(call));
  worker.changed.notify_all();
}

void ParallelCalls::Finish() {
  for (const auto& worker : workers_) {
    const std::lock_guard lock(worker->mutex);
    worker->finished = true;
    worker->changed.notify_all();
  }
  for (const auto& worker : workers_) worker->thread.join();
  workers_.clear();
}

void ParallelCalls::Work(Worker& worker) {
  std::unique_lock lock(worker.mutex);
  for (;;) {
    worker.changed.wait(lock, [&] { return worker.finished || !worker.waiting.empty(); });
    if (worker.waiting.empty()) return;
    const std::function<void()> call = std::move(worker.waiting.front());
    worker.waiting.pop_front();
    worker.changed.notify_all();
    lock.unlock();
    call();
    lock.lock();
  }
}

}  // namespace zusage::cli
