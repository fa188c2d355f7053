// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/load.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "clients/cli/latency_histogram.h"

namespace zusage::cli {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Instant = SteadyClock::time_point;

int64_t MicrosecondsBetween(Instant from, Instant to) {
  return std::chrono::duration_cast<std::chrono::microseconds>(to - from).count();
}

int64_t CpuMicroseconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto us = [](const timeval& time) { return time.tv_sec * 1'000'000 + time.tv_usec; };
  return us(usage.ru_utime) + us(usage.ru_stime);
}

class LoadRun {
 public:
  LoadRun(const LoadOptions& options, const BeginCall& begin)
      : options_(options),
        begin_(begin),
        start_(SteadyClock::now()),
        measure_from_(start_ + absl::ToChronoNanoseconds(options.warmup)),
        end_(measure_from_ + absl::ToChronoNanoseconds(options.duration)) {}

  LoadFigures Run() {
    options_.rate > 0 ? BeginAtRate() : BeginAll();
    WaitForAll();
    return Figures();
  }

 private:
  // Closed loop: each call that ends begins another.
  void BeginAll() {
    for (int i = 0; i < options_.in_flight; ++i) {
      const int64_t index = NextIndex();
      if (index < 0) return;
      Begin(index, SteadyClock::now());
    }
  }

  // Open loop: calls begin when their time has come.
  void BeginAtRate() {
    const std::chrono::duration<double> gap(1 / options_.rate);
    for (int64_t i = 0;; ++i) {
      const Instant due =
          start_ + std::chrono::duration_cast<SteadyClock::duration>(gap * static_cast<double>(i));
      if (due >= end_) return;
      std::this_thread::sleep_until(due);
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return under_way_ < options_.in_flight; });
      lock.unlock();
      const int64_t index = NextIndex();
      if (index < 0) return;
      Begin(index, due);
    }
  }

  // The number of the next call; negative if there is to be none.
  int64_t NextIndex() {
    const std::lock_guard lock(mutex_);
    const bool over = SteadyClock::now() >= end_ && options_.max_calls == 0;
    if (over || (options_.max_calls > 0 && begun_ >= options_.max_calls)) return -1;
    ++under_way_;
    NoteCpuAtStart();
    return begun_++;
  }

  void NoteCpuAtStart() {
    if (cpu_at_start_ < 0 && SteadyClock::now() >= measure_from_) cpu_at_start_ = CpuMicroseconds();
  }

  void Begin(int64_t index, Instant due) {
    begin_(index, [this, due](const absl::Status& status) { Done(due, status); });
  }

  void Done(Instant due, const absl::Status& status) {
    const Instant now = SteadyClock::now();
    if (now >= measure_from_ && (options_.max_calls > 0 || now < end_)) Count(due, now, status);
    const int64_t next = options_.rate > 0 ? -1 : NextIndex();
    if (next >= 0) Begin(next, SteadyClock::now());
    const std::lock_guard lock(mutex_);
    --under_way_;
    ++done_;
    // Only when it matters: waking a thread for each call would show in the figures. Under the
    // lock: the run may end, and this object with it, as soon as it is let go.
    const bool room_again = options_.rate > 0 && under_way_ == options_.in_flight - 1;
    if (under_way_ == 0 || room_again) changed_.notify_all();
  }

  void Count(Instant due, Instant now, const absl::Status& status) {
    histogram_.Record(MicrosecondsBetween(due, now));
    if (status.ok()) return;
    const std::lock_guard lock(mutex_);
    ++errors_[absl::StatusCodeToString(status.code())];
  }

  void WaitForAll() {
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, std::chrono::seconds(1), [&] { return under_way_ == 0; })) {
      const int64_t done = done_;
      lock.unlock();
      if (options_.progress) options_.progress(done);
      lock.lock();
    }
    cpu_at_end_ = CpuMicroseconds();
  }

  LoadFigures Figures() {
    LoadFigures figures;
    figures.in_flight = options_.in_flight;
    figures.rate = options_.rate;
    const Instant end = options_.max_calls > 0 ? SteadyClock::now() : end_;
    figures.seconds = std::max<double>(MicrosecondsBetween(measure_from_, end), 1) / 1e6;
    figures.calls = histogram_.count();
    figures.errors = errors_;
    int64_t failed = 0;
    for (const auto& [code, count] : errors_) failed += count;
    figures.per_second = static_cast<double>(figures.calls - failed) / figures.seconds;
    figures.p50_us = histogram_.Percentile(0.5);
    figures.p99_us = histogram_.Percentile(0.99);
    figures.p999_us = histogram_.Percentile(0.999);
    figures.max_us = histogram_.max();
    if (figures.calls > 0 && cpu_at_start_ >= 0) {
      figures.client_cpu_us_per_call =
          static_cast<double>(cpu_at_end_ - cpu_at_start_) / static_cast<double>(figures.calls);
    }
    return figures;
  }

  const LoadOptions& options_;
  const BeginCall& begin_;
  const Instant start_;
  const Instant measure_from_;
  const Instant end_;
  LatencyHistogram histogram_;

  std::mutex mutex_;
  std::condition_variable changed_;
  int64_t begun_ = 0;
  int64_t done_ = 0;
  int under_way_ = 0;
  int64_t cpu_at_start_ = -1;
  int64_t cpu_at_end_ = 0;
  std::map<std::string, int64_t> errors_;
};

}  // namespace

LoadFigures RunLoad(const LoadOptions& options, const BeginCall& begin) {
  return LoadRun(options, begin).Run();
}

}  // namespace zusage::cli
