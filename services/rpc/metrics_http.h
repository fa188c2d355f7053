// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_METRICS_HTTP_H_
#define ZUSAGE_SERVICES_RPC_METRICS_HTTP_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace zusage::rpc {

// What the responder tells. Called on its own thread.
struct MetricsPages {
  std::function<std::string()> metrics;  // Prometheus' text format
  std::function<bool()> is_ready;        // whether calls are served
};

// A tiny HTTP server on one thread: GET /metrics, /healthz (the process lives) and /readyz (calls
// are served; 503 if not). Meant for loopback or a private network.
class MetricsHttp {
 public:
  // `address` is "127.0.0.1:9464"; port 0 takes any free one. INVALID_ARGUMENT if it is none,
  // UNAVAILABLE if it cannot be had.
  static absl::StatusOr<std::unique_ptr<MetricsHttp>> Start(const std::string& address,
                                                            MetricsPages pages);
  // Stops at once.
  ~MetricsHttp();

  int port() const;

 private:
  class Impl;
  explicit MetricsHttp(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_METRICS_HTTP_H_
