// SPDX-License-Identifier: Apache-2.0
//
// How a role calls another: the same code whether the other runs in this process or elsewhere.
//
//   PeerStub<alignment::v1::AlignmentService> alignment_;  // made from a Peer&
//   …
//   ZUSAGE_ASSIGN_OR_RETURN(
//       const type::v1::Assessment assessment,
//       alignment_.Ask(call, &alignment::v1::AlignmentService::Stub::CheckAlignment, request));
#ifndef ZUSAGE_SERVICES_RPC_PEER_H_
#define ZUSAGE_SERVICES_RPC_PEER_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/rpc/call_path.h"

namespace zusage::rpc {

// The process that runs a role. Thread-safe.
class Peer {
 public:
  // A call to a peer without a deadline of its own ends after this.
  static constexpr absl::Duration kDefaultTimeout = absl::Seconds(10);
  // How long a peer that could not be reached is not asked again.
  static constexpr absl::Duration kAwayFor = absl::Seconds(1);

  // `role` is its name in errors and logs: "alignment". Calls carry `service_token`.
  Peer(std::string role, std::string service_token, const Clock& clock);

  // Connects to an address elsewhere, or to this process's own server once that runs. Called once;
  // until then the peer is away.
  void Connect(std::shared_ptr<grpc::Channel> channel);

  const std::string& role() const { return role_; }
  // Null before Connect().
  std::shared_ptr<grpc::Channel> channel() const { return connected_ ? channel_ : nullptr; }

  // Makes one call: gives `ask` a context with the service's token, the identity, trace, language
  // and deadline of `call`, and translates its status, reason and details included. While the peer
  // is away it answers UNAVAILABLE at once.
  absl::Status Ask(const Call& call,
                   absl::FunctionRef<grpc::Status(grpc::ClientContext& context)> ask);

  // As above for a call of the process's own that serves no caller, e.g. following the journal. The
  // context has no deadline unless `ask` sets one.
  absl::Status AskForItself(absl::FunctionRef<grpc::Status(grpc::ClientContext& context)> ask);

  // Adds the service's token to a context, for a stream that outlives one function.
  void Authorize(grpc::ClientContext& context) const;

 private:
  absl::Status Guarded(grpc::ClientContext& context,
                       absl::FunctionRef<grpc::Status(grpc::ClientContext&)> ask);

  const std::string role_;
  const std::string authorization_;  // "Bearer …"
  const Clock& clock_;
  std::shared_ptr<grpc::Channel> channel_;  // set before `connected_`
  std::atomic<bool> connected_{false};
  std::atomic<int64_t> away_until_us_{0};
};

// A typed stub of a peer, made at its first use: in one process, stubs are declared before the
// server that they talk to runs. Thread-safe.
template <typename Service>
class PeerStub {
 public:
  using Stub = typename Service::Stub;

  explicit PeerStub(Peer& peer) : peer_(peer) {}

  // One unary call in the name of `call`'s caller.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(const Call& call,
                               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                            Response*),
                               const Request& request) {
    Response response;
    absl::Status status = peer_.Ask(call, [&](grpc::ClientContext& context) {
      return (stub().*method)(&context, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // One unary call of the process's own.
  template <typename Request, typename Response>
  absl::StatusOr<Response> AskForItself(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                     const Request&, Response*),
                                        const Request& request,
                                        absl::Duration timeout = Peer::kDefaultTimeout) {
    Response response;
    absl::Status status = peer_.AskForItself([&](grpc::ClientContext& context) {
      context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
      return (stub().*method)(&context, request, &response);
    });
    if (!status.ok()) return status;
    return response;
  }

  // For streams; put Peer::Authorize() on their context.
  Stub& stub() {
    std::call_once(made_, [this] { stub_ = Service::NewStub(peer_.channel()); });
    return *stub_;
  }
  Peer& peer() { return peer_; }

 private:
  Peer& peer_;
  std::once_flag made_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_PEER_H_
