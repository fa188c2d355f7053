// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/bench_calls.h"

#include <array>
#include <utility>

#include "zusage/client/error.h"

namespace zusage::cli {
namespace {

// Keeps a channel until the process ends. The queue on which callbacks arrive goes with the last
// channel that used it, and gRPC 1.51 now and then frees it twice when another run begins
// meanwhile.
std::shared_ptr<grpc::Channel> KeepUntilExit(std::shared_ptr<grpc::Channel> channel) {
  static auto& kept = *new std::vector<std::shared_ptr<grpc::Channel>>;  // by the main thread only
  kept.push_back(channel);
  return channel;
}

}  // namespace

BenchCalls::BenchCalls(std::string_view method, int connections, Session& session)
    : method_("/" + std::string(method)), client_(session.client()) {
  for (int i = 0; i < connections; ++i) {
    stubs_.push_back(std::make_unique<grpc::GenericStub>(
        KeepUntilExit(session.environment().connect(session.address(), /*number=*/i + 1))));
  }
}

void BenchCalls::Begin(int64_t index, grpc::ByteBuffer request,
                       std::function<void(const absl::Status&)> done) {
  struct Pending {
    grpc::ClientContext context;
    grpc::ByteBuffer request;
    grpc::ByteBuffer response;
    std::function<void(const absl::Status&)> done;
  };
  auto pending = std::make_shared<Pending>();
  pending->request.Swap(&request);
  pending->done = std::move(done);
  if (absl::Status status = client_.Authorize(pending->context); !status.ok()) {
    pending->done(status);
    return;
  }
  pending->context.set_deadline(absl::ToChronoTime(client_.Deadline()));
  stubs_[static_cast<size_t>(index) % stubs_.size()]->UnaryCall(
      &pending->context, method_, grpc::StubOptions(), &pending->request, &pending->response,
      [pending](const grpc::Status& status) { pending->done(client::StatusFrom(status)); });
}

grpc::Slice BytesOf(const google::protobuf::MessageLite& request) {
  return grpc::Slice(request.SerializeAsString());
}

grpc::ByteBuffer WithRequestId(const grpc::Slice& request,
                               const google::protobuf::MessageLite& id_field) {
  const std::array<grpc::Slice, 2> slices = {request, BytesOf(id_field)};
  return {slices.data(), slices.size()};
}

}  // namespace zusage::cli
