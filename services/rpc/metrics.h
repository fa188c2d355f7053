// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_METRICS_H_
#define ZUSAGE_SERVICES_RPC_METRICS_H_

#include <grpcpp/support/status_code_enum.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace zusage::rpc {

// What is counted of one method. Counting takes no lock. Thread-safe.
class MethodMetrics {
 public:
  // Upper bounds of the latency histogram in seconds; the last bucket has none.
  static constexpr std::array<double, 14> kBounds = {
      0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10};
  static constexpr size_t kCodes = 17;  // of gRPC

  MethodMetrics(std::string service, std::string method);

  void Count(grpc::StatusCode code, absl::Duration latency);

  const std::string& service() const { return service_; }
  const std::string& method() const { return method_; }
  uint64_t calls(size_t code) const { return codes_[code].load(std::memory_order_relaxed); }
  // Calls in bucket `i` alone, i.e. not cumulative.
  uint64_t bucket(size_t i) const { return buckets_[i].load(std::memory_order_relaxed); }
  double seconds() const;

 private:
  const std::string service_;
  const std::string method_;
  std::array<std::atomic<uint64_t>, kCodes> codes_{};
  std::array<std::atomic<uint64_t>, kBounds.size() + 1> buckets_{};
  std::atomic<uint64_t> microseconds_{0};
};

// What a server counts, and its gauges. Thread-safe.
class CallMetrics {
 public:
  // The counters of a method, made at the first request; they live as long as this.
  MethodMetrics& OfMethod(std::string_view service, std::string_view method);

  // A number that is read whenever metrics are: "zusage_journal_position".
  void AddGauge(std::string name, std::string help, std::function<double()> read);

  // A number that only grows, for each value of a label: "zusage_webhook_tries_total" by "outcome".
  struct Series {
    std::string label_value;
    std::function<double()> read;
  };
  void AddCounter(std::string name, std::string help, std::string label,
                  std::vector<Series> series);

  // Everything in Prometheus' text format.
  std::string Text() const;

 private:
  struct Gauge {
    std::string name;
    std::string help;
    std::function<double()> read;
  };

  struct Counter {
    std::string name;
    std::string help;
    std::string label;
    std::vector<Series> series;
  };

  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<MethodMetrics>> methods_;
  std::vector<Gauge> gauges_;
  std::vector<Counter> counters_;
};

// gRPC's name of a code: "NOT_FOUND".
std::string_view CodeName(grpc::StatusCode code);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_METRICS_H_
