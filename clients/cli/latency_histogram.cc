// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/latency_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace zusage::cli {

// Below 64 a bucket is one microsecond wide; above, each power of two is cut into 64.
int LatencyHistogram::BucketOf(int64_t microseconds) {
  const auto value = static_cast<uint64_t>(std::max<int64_t>(microseconds, 0));
  if (value < kSubBuckets) return static_cast<int>(value);
  const int shift = std::bit_width(value) - 6 - 1;  // value >> shift is in [64, 128)
  const int bucket = kSubBuckets * (shift + 1) + static_cast<int>((value >> shift) - kSubBuckets);
  return std::min(bucket, kBuckets - 1);
}

int64_t LatencyHistogram::UpperEnd(int bucket) {
  if (bucket < kSubBuckets) return bucket;
  const int shift = bucket / kSubBuckets - 1;
  return ((int64_t{bucket % kSubBuckets} + kSubBuckets + 1) << shift) - 1;
}

void LatencyHistogram::Record(int64_t microseconds) {
  counts_[BucketOf(microseconds)].fetch_add(1, std::memory_order_relaxed);
  int64_t seen = max_.load(std::memory_order_relaxed);
  while (seen < microseconds && !max_.compare_exchange_weak(seen, microseconds)) {
  }
}

int64_t LatencyHistogram::count() const {
  int64_t total = 0;
  for (const std::atomic<int64_t>& count : counts_) total += count.load(std::memory_order_relaxed);
  return total;
}

int64_t LatencyHistogram::Percentile(double share) const {
  const int64_t wanted = std::max<int64_t>(1, std::llround(std::ceil(share * count())));
  int64_t seen = 0;
  for (int bucket = 0; bucket < kBuckets; ++bucket) {
    seen += counts_[bucket].load(std::memory_order_relaxed);
    if (seen >= wanted) return std::min(UpperEnd(bucket), max());
  }
  return 0;
}

}  // namespace zusage::cli
