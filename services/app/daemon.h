// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_DAEMON_H_
#define ZUSAGE_SERVICES_APP_DAEMON_H_

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "services/app/options.h"
#include "services/app/wiring.h"
#include "services/rpc/metrics_http.h"
#include "services/rpc/server.h"

namespace zusage::app {

// A running `zusaged`: the roles asked for, served. Not thread-safe.
class Daemon {
 public:
  // Serves when it returns. Errors: what is wrong with the options, the data directory or an
  // address.
  static absl::StatusOr<std::unique_ptr<Daemon>> Start(const Options& options);
  // Stops without grace.
  ~Daemon();

  int port() const { return server_->port(); }
  // 0 if there are no metrics.
  int metrics_port() const { return metrics_ == nullptr ? 0 : metrics_->port(); }

  // Says that it stops, and takes calls on for the drain delay; then takes no new ones, lets those
  // under way finish for the grace period, and closes the store.
  void Stop();

 private:
  explicit Daemon(const Options& options) : options_(options) {}

  absl::Status StartServer();
  absl::Status StartMetrics();
  bool IsReady() const;
  // Tells clients that watch the health service once all roles are ready.
  void AwaitReadiness();
  void StopWithin(absl::Duration drain_delay, absl::Duration grace);

  const Options options_;
  std::unique_ptr<Shared> shared_;
  std::vector<std::unique_ptr<RunningRole>> roles_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<rpc::MetricsHttp> metrics_;
  std::atomic<bool> serving_{false};
  std::thread readiness_;
};

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_DAEMON_H_
