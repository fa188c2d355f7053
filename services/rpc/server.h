// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_SERVER_H_
#define ZUSAGE_SERVICES_RPC_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/rpc/plumbing.h"

namespace zusage::rpc {

// How often processes ask those whom they are connected to whether they live.
inline constexpr int kPeerPingMillis = 2000;

struct ServerOptions {
  std::string address = "127.0.0.1:50051";  // port 0: any free one
  // Largest request and largest answer.
  int max_request_bytes = 1 << 20;
  int max_response_bytes = 16 << 20;
  // Calls under way at once on one connection.
  int max_concurrent_streams = 1000;
  // A connection that has not finished its handshake by then is closed.
  absl::Duration handshake_timeout = absl::Seconds(10);
  // How long a connection may be idle before the server asks whether it lives, and how long it
  // waits for an answer.
  absl::Duration keepalive_time = absl::Minutes(5);
  absl::Duration keepalive_timeout = absl::Seconds(20);
  // Whether the server tells what it serves (gRPC reflection).
  bool reflection = true;
  // What the health service says until SetServing().
  bool serving = true;
};

// A service and its full name: "zusage.strategy.v1.StrategyService".
struct NamedService {
  std::string name;
  grpc::Service* service = nullptr;
};

// The gRPC server: the given services, health and reflection. Thread-safe.
class Server {
 public:
  // Serves at once. `plumbing` and the services must outlive it. FAILED_PRECONDITION if the
  // plumbing was told why the server must not start, UNAVAILABLE if the address cannot be had.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       Plumbing& plumbing,
                                                       const std::vector<NamedService>& services);
  // Stops at once.
  ~Server();

  int port() const { return port_; }
  // What the health service says of the server as a whole and of each service. Clients that watch
  // it send their calls to other copies; calls are taken all the same.
  void SetServing(bool serving);
  // A channel to this server that needs no network.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Reports NOT_SERVING, refuses new calls with UNAVAILABLE, ends streams, and returns when the
  // calls under way are done or, after `grace`, cancelled. Peers that were given the in-process
  // channel must not be asked afterwards. Idempotent.
  void Stop(absl::Duration grace);

 private:
  Server(Plumbing& plumbing, std::unique_ptr<grpc::Server> server, int port,
         std::vector<std::string> services);

  Plumbing& plumbing_;
  std::unique_ptr<grpc::Server> server_;
  const int port_;
  const std::vector<std::string> services_;  // their names
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_SERVER_H_
