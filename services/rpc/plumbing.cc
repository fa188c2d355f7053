// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/plumbing.h"

#include <utility>

namespace zusage::rpc {
namespace {

// Streams only read, and never wait on their threads.
constexpr int kStreamThreads = 2;

// Counts up unless that would pass `limit`. Refusing costs two atomic additions and no lock.
bool Enter(std::atomic<int>& count, int limit) {
  if (count.fetch_add(1) < limit) return true;
  count.fetch_sub(1);
  return false;
}

}  // namespace

Plumbing::Plumbing(const PlumbingOptions& options, Authenticator& authenticator, const Clock& clock,
                   RandomSource& random)
    : options_(options),
      clock_(clock),
      random_(random),
      identities_(authenticator, clock),
      // Every admitted call and stream has room in the queue, so that admission is the one place
      // that refuses.
      stream_workers_(kStreamThreads, static_cast<size_t>(options.max_streams)),
      news_workers_(options.worker_threads, static_cast<size_t>(options.max_in_flight)),
      peer_workers_(options.worker_threads, static_cast<size_t>(options.max_in_flight)) {}

Plumbing::~Plumbing() { BeginStop(); }

bool Plumbing::EnterCall() { return Enter(calls_, options_.max_in_flight); }
void Plumbing::LeaveCall() {
  if (calls_.fetch_sub(1) == 1) NotifyIdle();
}

bool Plumbing::EnterStream() { return Enter(streams_, options_.max_streams); }
void Plumbing::LeaveStream() { streams_.fetch_sub(1); }

bool Plumbing::EnterExchange() {
  if (!EnterStream()) return false;
  exchanges_.fetch_add(1);
  return true;
}

void Plumbing::LeaveExchange() {
  LeaveStream();
  if (exchanges_.fetch_sub(1) == 1) NotifyIdle();
}

void Plumbing::NotifyIdle() {
  if (!stopping_) return;
  std::lock_guard lock(mutex_);
  idle_.notify_all();
}

void Plumbing::RefuseToStart(absl::Status reason) {
  std::lock_guard lock(mutex_);
  startup_status_.Update(std::move(reason));
}

absl::Status Plumbing::startup_status() const {
  std::lock_guard lock(mutex_);
  return startup_status_;
}

uint64_t Plumbing::OnStop(std::function<void()> stop) {
  uint64_t id;
  {
    std::lock_guard lock(mutex_);
    id = ++last_stop_id_;
    if (!stopping_) {
      on_stop_.emplace(id, std::move(stop));
      return id;
    }
  }
  stop();
  return id;
}

void Plumbing::ForgetStop(uint64_t id) {
  std::lock_guard lock(mutex_);
  on_stop_.erase(id);
}

void Plumbing::BeginStop() {
  std::map<uint64_t, std::function<void()>> stops;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    stops.swap(on_stop_);
  }
  for (const auto& [id, stop] : stops) stop();
}

void Plumbing::AwaitIdle(absl::Time deadline) {
  std::unique_lock lock(mutex_);
  idle_.wait_until(lock, absl::ToChronoTime(deadline),
                   [this] { return calls_ == 0 && exchanges_ == 0; });
}

}  // namespace zusage::rpc
