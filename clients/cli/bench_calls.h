// SPDX-License-Identifier: Apache-2.0
// Asynchronous calls for load: what bench.cc and bench_generate.cc share.
#ifndef ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_
#define ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/failure.h"
#include "clients/cli/session.h"

namespace zusage::cli {

inline constexpr int kBenchChannels = 4;

// Keeps a channel until the process ends. The queue on which callbacks arrive goes with the last
// channel that used it, and gRPC 1.51 now and then frees it twice when another run begins
// meanwhile.
inline std::shared_ptr<grpc::Channel> KeepUntilExit(std::shared_ptr<grpc::Channel> channel) {
  static auto& kept = *new std::vector<std::shared_ptr<grpc::Channel>>;  // by the main thread only
  kept.push_back(channel);
  return channel;
}

// Stubs of one service on several connections, taken in turn. Thread-safe once made.
template <typename Service>
class BenchStubs {
 public:
  explicit BenchStubs(Session& session) : session_(session) {
    for (int i = 0; i < kBenchChannels; ++i) {
      stubs_.push_back(Service::NewStub(
          KeepUntilExit(session.environment().connect(session.address(), /*number=*/i + 1))));
    }
  }

  // Makes one call on the callback interface: `start(async stub, context, request, response,
  // done)`.
  template <typename Request, typename Response, typename Start>
  void Begin(int64_t index, Request request, std::function<void(const absl::Status&)> done,
             Start start) {
    struct Pending {
      grpc::ClientContext context;
      Request request;
      Response response;
      std::function<void(const absl::Status&)> done;
    };
    auto pending = std::make_shared<Pending>();
    pending->request = std::move(request);
    pending->done = std::move(done);
    if (absl::Status status = session_.Authorize(pending->context); !status.ok()) {
      pending->done(status);
      return;
    }
    pending->context.set_deadline(absl::ToChronoTime(session_.deadline()));
    auto* stub = stubs_[static_cast<size_t>(index) % stubs_.size()]->async();
    start(*stub, &pending->context, &pending->request, &pending->response,
          [pending](const grpc::Status& status) { pending->done(FromServer(status)); });
  }

 private:
  Session& session_;
  std::vector<std::unique_ptr<typename Service::Stub>> stubs_;
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_
