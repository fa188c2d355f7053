// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_PLUMBING_H_
#define ZUSAGE_SERVICES_RPC_PLUMBING_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/rpc/authenticator.h"
#include "services/rpc/identity_cache.h"
#include "services/rpc/metrics.h"
#include "services/rpc/worker_pool.h"

namespace zusage::rpc {

struct PlumbingOptions {
  // Calls under way at once, streams apart; one more is refused with OVERLOADED.
  int max_in_flight = 1024;
  // Streams open at once; one more is refused with OVERLOADED.
  int max_streams = 256;
  // Threads for handlers that wait for peers, and as many for those that wait for news.
  int worker_threads = 8;
  // Calls that take longer get a line in the log.
  absl::Duration slow_call = absl::Seconds(1);
  // Whether every call gets a line in the log, at severity debug.
  bool log_every_call = false;
};

// What all services of one server share: identity, limits, metrics, worker threads. Thread-safe.
class Plumbing {
 public:
  // `authenticator`, `clock` and `random` must outlive it.
  Plumbing(const PlumbingOptions& options, Authenticator& authenticator, const Clock& clock,
           RandomSource& random);
  // Waits for the worker threads.
  ~Plumbing();

  const PlumbingOptions& options() const { return options_; }
  const Clock& clock() const { return clock_; }
  RandomSource& random() { return random_; }
  IdentityCache& identities() { return identities_; }
  CallMetrics& metrics() { return metrics_; }
  // Threads for handlers that wait for peers, for handlers that wait for news, and for streams,
  // which bring the news. None of them waits for a pool before it.
  WorkerPool& peer_workers() { return peer_workers_; }
  WorkerPool& news_workers() { return news_workers_; }
  WorkerPool& stream_workers() { return stream_workers_; }

  // Takes a place for a call or a stream; false if all are taken. Each place is given back once.
  bool EnterCall();
  void LeaveCall();
  bool EnterStream();
  void LeaveStream();
  // The same for a stream in both directions, which has work to finish when the server stops.
  bool EnterExchange();
  void LeaveExchange();
  int calls_in_flight() const { return calls_.load(std::memory_order_relaxed); }

  // Notes why the server must not start; the first note stays.
  void RefuseToStart(absl::Status reason);
  // OK, or why the server must not start.
  absl::Status startup_status() const;

  // Calls `stop` when the server is told to stop, so that what has no end of its own ends; from
  // within this call if that has happened. Returns what ForgetStop() takes.
  uint64_t OnStop(std::function<void()> stop);
  // Drops what OnStop() was given; it may be at work on another thread still.
  void ForgetStop(uint64_t id);
  // From now on only the roles of this process get answers from each other, so that the calls under
  // way can finish; runs what OnStop() collected. Idempotent.
  void BeginStop();
  bool stopping() const { return stopping_; }
  // Waits until no call and no exchange is under way, or `deadline` has passed.
  void AwaitIdle(absl::Time deadline);

 private:
  void NotifyIdle();

  const PlumbingOptions options_;
  const Clock& clock_;
  RandomSource& random_;
  IdentityCache identities_;
  CallMetrics metrics_;
  std::atomic<int> calls_{0};
  std::atomic<int> streams_{0};
  std::atomic<int> exchanges_{0};  // of the streams
  std::atomic<bool> stopping_{false};

  mutable std::mutex mutex_;
  absl::Status startup_status_;
  std::condition_variable idle_;
  uint64_t last_stop_id_ = 0;
  std::map<uint64_t, std::function<void()>> on_stop_;

  // Last: their threads use the rest.
  WorkerPool stream_workers_;
  WorkerPool news_workers_;
  WorkerPool peer_workers_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_PLUMBING_H_
