// SPDX-License-Identifier: Apache-2.0
// Asynchronous calls for load: what bench.cc and bench_generate.cc share.
#ifndef ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_
#define ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_

#include <google/protobuf/message_lite.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/session.h"

namespace zusage::cli {

inline constexpr std::string_view kSubmitMethod =
    "zusage.intake.v1.IntakeService/SubmitChangeRequest";

// Calls of one method on several connections, taken in turn. Requests are sent as bytes, and of
// answers only the status is looked at: what the load generator computes, on the same machine, is
// taken from the server that it measures. Thread-safe.
class BenchCalls {
 public:
  // `method` is a full name, "zusage.intake.v1.IntakeService/SubmitChangeRequest".
  BenchCalls(std::string_view method, int connections, Session& session);

  void Begin(int64_t index, grpc::ByteBuffer request,
             std::function<void(const absl::Status&)> done);

 private:
  const std::string method_;
  const client::Client client_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
};

// The bytes of a request, once for many calls.
grpc::Slice BytesOf(const google::protobuf::MessageLite& request);

// A request of those bytes with a request_id, which every mutation has in a field of its own:
// messages are merged by putting their bytes behind each other. `id_field` is a message of the
// same type that has nothing but the id.
grpc::ByteBuffer WithRequestId(const grpc::Slice& request,
                               const google::protobuf::MessageLite& id_field);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BENCH_CALLS_H_
