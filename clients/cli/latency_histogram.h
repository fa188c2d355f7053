// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_LATENCY_HISTOGRAM_H_
#define ZUSAGE_CLIENTS_CLI_LATENCY_HISTOGRAM_H_

#include <array>
#include <atomic>
#include <cstdint>

namespace zusage::cli {

// Counts latencies in buckets that are at most 1/64 of their value wide. Thread-safe; Record()
// takes no lock.
class LatencyHistogram {
 public:
  void Record(int64_t microseconds);

  int64_t count() const;
  // The least latency that `share` (0 to 1) of all are not above, to the precision of the buckets;
  // 0 without any.
  int64_t Percentile(double share) const;
  int64_t max() const { return max_.load(std::memory_order_relaxed); }

 private:
  static constexpr int kSubBuckets = 64;
  static constexpr int kBuckets = kSubBuckets * 40;

  static int BucketOf(int64_t microseconds);
  static int64_t UpperEnd(int bucket);

  std::array<std::atomic<int64_t>, kBuckets> counts_{};
  std::atomic<int64_t> max_{0};
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_LATENCY_HISTOGRAM_H_
