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
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/rpc/call_path.h"
#include "services/rpc/copy_health.h"

namespace zusage::rpc {

// The processes that run a role: one, or several copies. Whatever is asked of them only reads and
// computes, so that what one copy leaves without an answer is asked of another one. Thread-safe.
class Peer {
 public:
  // A call to a peer without a deadline of its own ends after this.
  static constexpr absl::Duration kDefaultTimeout = absl::Seconds(10);
  // How long one copy is waited for at most while there is another one to ask.
  static constexpr absl::Duration kPatience = absl::Seconds(1);
  // Who waited for less than this does not know whether the copy hangs.
  static constexpr absl::Duration kShortest = absl::Milliseconds(250);

  // Makes one attempt at a call, of the copy with this number, on a context that is ready for it.
  using Attempt = absl::FunctionRef<grpc::Status(grpc::ClientContext& context, size_t copy)>;

  // `role` is its name in errors and logs: "alignment". Calls carry `service_token`.
  Peer(std::string role, std::string service_token, const Clock& clock);

  // Connects to the copies elsewhere, or to this process's own server once that runs. Where gRPC
  // spreads the calls of one channel over copies, that is given as often as it is to be tried.
  // Called once; until then the peer is away.
  void Connect(std::vector<std::shared_ptr<grpc::Channel>> copies);

  const std::string& role() const { return role_; }
  bool connected() const { return connected_; }
  // 0 before Connect().
  size_t copies() const { return connected_ ? copies_.size() : 0; }
  const std::shared_ptr<grpc::Channel>& channel(size_t copy) const { return copies_[copy].channel; }
  // The copy whose turn it is, for a stream; only when connected.
  size_t NextCopy();

  // Makes one call: gives `attempt` a context with the service's token, the identity, trace,
  // language and deadline of `call`, and translates its status, reason and details included. A copy
  // that cannot be reached or does not answer is left for the next one. Where every copy is away it
  // answers UNAVAILABLE at once.
  absl::Status Ask(const Call& call, Attempt attempt);

  // As above for a call of the process's own that serves no caller.
  absl::Status AskForItself(absl::Duration timeout, Attempt attempt);

  // Adds the service's token to a context, for a stream that outlives one function.
  void Authorize(grpc::ClientContext& context) const;

 private:
  struct Copy {
    std::shared_ptr<grpc::Channel> channel;
    CopyHealth health;
  };
  // What one attempt came to.
  struct Outcome {
    absl::Status status;
    bool answered;  // by the copy, whatever it said
  };

  absl::Status Try(absl::Time deadline, absl::FunctionRef<void(grpc::ClientContext&)> prepare,
                   Attempt attempt);
  Outcome Note(size_t copy, absl::Duration waited, const grpc::Status& status);
  std::vector<size_t> InTurn();

  const std::string role_;
  const std::string authorization_;  // "Bearer …"
  const Clock& clock_;
  std::vector<Copy> copies_;  // set before `connected_`
  std::atomic<bool> connected_{false};
  std::atomic<size_t> turn_{0};
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
    absl::Status status = peer_.Ask(call, [&](grpc::ClientContext& context, size_t copy) {
      return (stub(copy).*method)(&context, request, &response);
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
    absl::Status status =
        peer_.AskForItself(timeout, [&](grpc::ClientContext& context, size_t copy) {
          return (stub(copy).*method)(&context, request, &response);
        });
    if (!status.ok()) return status;
    return response;
  }

  // That of one copy; only when the peer is connected. For streams take Peer::NextCopy(), and put
  // Peer::Authorize() on their context.
  Stub& stub(size_t copy) {
    std::call_once(made_, [this] {
      for (size_t i = 0; i < peer_.copies(); ++i) {
        stubs_.push_back(Service::NewStub(peer_.channel(i)));
      }
    });
    return *stubs_[copy];
  }
  Peer& peer() { return peer_; }

 private:
  Peer& peer_;
  std::once_flag made_;
  std::vector<std::unique_ptr<Stub>> stubs_;  // by copy
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_PEER_H_
