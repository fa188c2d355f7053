// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>

#include <algorithm>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::rpc {
namespace {

constexpr absl::Duration kLastWords = absl::Milliseconds(100);

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

// Limits on what a connection may cost. They do not withstand hostile traffic: what faces the
// public belongs behind a limiting proxy.
void LimitConnections(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.max_request_bytes);
  builder.SetMaxSendMessageSize(options.max_response_bytes);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS,
                             Millis(options.handshake_timeout));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.max_concurrent_streams);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, Millis(options.keepalive_time));
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, Millis(options.keepalive_timeout));
  // Pings may come early, as networks hold them up and let them go together.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kPeerPingMillis / 4);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 2);
  // Two servers on one port would share its calls without a word.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

// Both are switches of the gRPC library, not of one server.
void EnableExtras(const ServerOptions& options, grpc::ServerBuilder& builder) {
  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  // Reflection is the only service with threads of its own, and is seldom asked.
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 1);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      Plumbing& plumbing,
                                                      const std::vector<NamedService>& services) {
  ZUSAGE_RETURN_IF_ERROR(plumbing.startup_status());
  grpc::ServerBuilder builder;
  LimitConnections(options, builder);
  EnableExtras(options, builder);
  int port = 0;
  builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &port);
  for (const NamedService& service : services) builder.RegisterService(service.service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    return absl::UnavailableError("Cannot listen on " + options.address);
  }
  std::vector<std::string> names;
  for (const NamedService& service : services) names.push_back(service.name);
  std::unique_ptr<Server> started(new Server(plumbing, std::move(server), port, std::move(names)));
  started->SetServing(options.serving);
  return started;
}

Server::Server(Plumbing& plumbing, std::unique_ptr<grpc::Server> server, int port,
               std::vector<std::string> services)
    : plumbing_(plumbing),
      server_(std::move(server)),
      port_(port),
      services_(std::move(services)) {}

void Server::SetServing(bool serving) {
  grpc::HealthCheckServiceInterface* const health = server_->GetHealthCheckService();
  for (const std::string& service : services_) health->SetServingStatus(service, serving);
  health->SetServingStatus("", serving);
}

Server::~Server() { Stop(absl::ZeroDuration()); }

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

void Server::Stop(absl::Duration grace) {
  if (server_ == nullptr) return;
  SetServing(false);
  const absl::Time deadline = absl::Now() + grace;
  plumbing_.BeginStop();
  // Calls under way may need other roles of this process, and asking a server that was shut down
  // through its in-process channel crashes in gRPC 1.51.
  plumbing_.AwaitIdle(deadline);
  // What is left now are refusals on their way. Connections are closed however long their clients,
  // which may not even be listening, take to agree.
  server_->Shutdown(absl::ToChronoTime(std::min(deadline, absl::Now() + kLastWords)));
  server_->Wait();
  server_ = nullptr;
}

}  // namespace zusage::rpc
