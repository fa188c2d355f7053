// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace zusage::rpc {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<std::string_view, MethodMetrics::kCodes> kCodeNames = {
    "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
    "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
    "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
    "DATA_LOSS", "UNAUTHENTICATED"};

MetricFamily Family(std::string name, std::string help, MetricType type) {
  MetricFamily family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = type;
  return family;
}

void LabelMethod(const MethodMetrics& method, ClientMetric& metric) {
  metric.label.push_back({"service", method.service()});
  metric.label.push_back({"method", method.method()});
}

void AddCounts(const MethodMetrics& method, MetricFamily& family) {
  for (size_t code = 0; code < MethodMetrics::kCodes; ++code) {
    const uint64_t calls = method.calls(code);
    if (calls == 0) continue;
    ClientMetric metric;
    LabelMethod(method, metric);
    metric.label.push_back({"code", std::string(kCodeNames[code])});
    metric.counter.value = static_cast<double>(calls);
    family.metric.push_back(std::move(metric));
  }
}

void AddLatency(const MethodMetrics& method, MetricFamily& family) {
  ClientMetric metric;
  LabelMethod(method, metric);
  uint64_t cumulative = 0;
  for (size_t i = 0; i <= MethodMetrics::kBounds.size(); ++i) {
    cumulative += method.bucket(i);
    ClientMetric::Bucket bucket;
    bucket.cumulative_count = cumulative;
    bucket.upper_bound = i < MethodMetrics::kBounds.size()
                             ? MethodMetrics::kBounds[i]
                             : std::numeric_limits<double>::infinity();
    metric.histogram.bucket.push_back(bucket);
  }
  metric.histogram.sample_count = cumulative;
  metric.histogram.sample_sum = method.seconds();
  family.metric.push_back(std::move(metric));
}

}  // namespace

std::string_view CodeName(grpc::StatusCode code) {
  const size_t index = static_cast<size_t>(code);
  return index < kCodeNames.size() ? kCodeNames[index] : kCodeNames[2];
}

MethodMetrics::MethodMetrics(std::string service, std::string method)
    : service_(std::move(service)), method_(std::move(method)) {}

void MethodMetrics::Count(grpc::StatusCode code, absl::Duration latency) {
  const size_t index = std::min(static_cast<size_t>(code), kCodes - 1);
  codes_[index].fetch_add(1, std::memory_order_relaxed);
  const double seconds = absl::ToDoubleSeconds(latency);
  const size_t bucket = static_cast<size_t>(
      std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
  buckets_[bucket].fetch_add(1, std::memory_order_relaxed);
  const int64_t micros = std::max<int64_t>(0, absl::ToInt64Microseconds(latency));
  microseconds_.fetch_add(static_cast<uint64_t>(micros), std::memory_order_relaxed);
}

double MethodMetrics::seconds() const {
  return static_cast<double>(microseconds_.load(std::memory_order_relaxed)) / 1e6;
}

MethodMetrics& CallMetrics::OfMethod(std::string_view service, std::string_view method) {
  std::lock_guard lock(mutex_);
  for (const auto& known : methods_) {
    if (known->service() == service && known->method() == method) return *known;
  }
  methods_.push_back(std::make_unique<MethodMetrics>(std::string(service), std::string(method)));
  return *methods_.back();
}

void CallMetrics::AddGauge(std::string name, std::string help, std::function<double()> read) {
  std::lock_guard lock(mutex_);
  gauges_.push_back({std::move(name), std::move(help), std::move(read)});
}

void CallMetrics::AddCounter(std::string name, std::string help, std::string label,
                             std::vector<Series> series) {
  std::lock_guard lock(mutex_);
  counters_.push_back({std::move(name), std::move(help), std::move(label), std::move(series)});
}

std::string CallMetrics::Text() const {
  MetricFamily calls = Family("zusage_calls_total", "Calls that ended, by method and gRPC code.",
                              MetricType::Counter);
  MetricFamily latency =
      Family("zusage_call_seconds", "How long calls took, by method.", MetricType::Histogram);
  std::vector<MetricFamily> families;
  std::lock_guard lock(mutex_);
  for (const auto& method : methods_) {
    AddCounts(*method, calls);
    AddLatency(*method, latency);
  }
  families.push_back(std::move(calls));
  families.push_back(std::move(latency));
  for (const Gauge& gauge : gauges_) {
    MetricFamily family = Family(gauge.name, gauge.help, MetricType::Gauge);
    ClientMetric metric;
    metric.gauge.value = gauge.read();
    family.metric.push_back(std::move(metric));
    families.push_back(std::move(family));
  }
  for (const Counter& counter : counters_) {
    MetricFamily family = Family(counter.name, counter.help, MetricType::Counter);
    for (const Series& series : counter.series) {
      ClientMetric metric;
      metric.label.push_back({counter.label, series.label_value});
      metric.counter.value = series.read();
      family.metric.push_back(std::move(metric));
    }
    families.push_back(std::move(family));
  }
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace zusage::rpc
