// SPDX-License-Identifier: Apache-2.0
#include "services/app/daemon.h"

#include <algorithm>
#include <string>

#include "services/base/log.h"
#include "services/base/status_macros.h"

namespace zusage::app {
namespace {

constexpr absl::Duration kReadinessPoll = absl::Milliseconds(20);

}  // namespace

absl::StatusOr<std::unique_ptr<Daemon>> Daemon::Start(const Options& options) {
  std::unique_ptr<Daemon> daemon(new Daemon(options));
  ZUSAGE_ASSIGN_OR_RETURN(daemon->shared_, MakeShared(options));
  daemon->roles_ = MakeRoles(options, *daemon->shared_);
  ZUSAGE_RETURN_IF_ERROR(daemon->StartMetrics());
  ZUSAGE_RETURN_IF_ERROR(daemon->StartServer());
  ConnectPeers(options, *daemon->server_, *daemon->shared_);
  for (const auto& role : daemon->roles_) role->Start();
  daemon->serving_ = true;
  daemon->readiness_ = std::thread([self = daemon.get()] { self->AwaitReadiness(); });
  return daemon;
}

Daemon::~Daemon() { StopWithin(absl::ZeroDuration(), absl::ZeroDuration()); }

void Daemon::Stop() { StopWithin(options_.drain_delay, options_.grace_period); }

absl::Status Daemon::StartServer() {
  rpc::ServerOptions server;
  server.address = options_.listen;
  server.reflection = options_.reflection;
  server.serving = false;
  std::vector<rpc::NamedService> services;
  for (const auto& role : roles_) services.push_back(role->service());
  ZUSAGE_ASSIGN_OR_RETURN(server_, rpc::Server::Start(server, *shared_->plumbing, services));
  return absl::OkStatus();
}

absl::Status Daemon::StartMetrics() {
  if (options_.metrics_listen.empty()) return absl::OkStatus();
  rpc::Plumbing& plumbing = *shared_->plumbing;
  plumbing.metrics().AddGauge("zusage_calls_in_flight", "Unary calls at work.", [&plumbing] {
    return static_cast<double>(plumbing.calls_in_flight());
  });
  ZUSAGE_ASSIGN_OR_RETURN(
      metrics_, rpc::MetricsHttp::Start(options_.metrics_listen,
                                        {[&plumbing] { return plumbing.metrics().Text(); },
                                         [this] { return IsReady(); }}));
  return absl::OkStatus();
}

bool Daemon::IsReady() const {
  return serving_ && std::all_of(roles_.begin(), roles_.end(),
                                 [](const auto& role) { return role->IsReady(); });
}

void Daemon::AwaitReadiness() {
  while (serving_) {
    if (IsReady()) {
      server_->SetServing(true);
      return;
    }
    absl::SleepFor(kReadinessPoll);
  }
}

// What a role does on its own may wait for a peer in this process, so that ends first.
void Daemon::StopWithin(absl::Duration drain_delay, absl::Duration grace) {
  serving_ = false;
  if (readiness_.joinable()) readiness_.join();
  if (server_ == nullptr) return;
  server_->SetServing(false);
  absl::SleepFor(drain_delay);
  for (const auto& role : roles_) role->Stop();
  server_->Stop(grace);
  server_ = nullptr;
  metrics_ = nullptr;
  roles_.clear();
  shared_ = nullptr;
}

}  // namespace zusage::app
