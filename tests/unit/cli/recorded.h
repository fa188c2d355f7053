// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_CLI_RECORDED_H_
#define ZUSAGE_TESTS_UNIT_CLI_RECORDED_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <string>
#include <vector>

namespace zusage::cli::testing {

// A method that keeps the request, and answers what the test says.
template <typename Request, typename Response>
struct Recorded {
  Request request;
  Response response;
  std::vector<grpc::Status> refusals;  // given first, one a call
  int calls = 0;
  std::multimap<std::string, std::string> metadata;

  grpc::Status Answer(grpc::ServerContext* context, const Request* in, Response* out) {
    request = *in;
    *out = response;
    metadata.clear();
    for (const auto& [key, value] : context->client_metadata()) {
      metadata.emplace(std::string(key.data(), key.size()),
                       std::string(value.data(), value.size()));
    }
    const size_t call = static_cast<size_t>(calls++);
    return call < refusals.size() ? refusals[call] : grpc::Status::OK;
  }
};

#define ZUSAGE_RECORDED(Method, Request, Response)                                               \
  Recorded<Request, Response> Method##_;                                                         \
  grpc::Status Method(grpc::ServerContext* context, const Request* in, Response* out) override { \
    return Method##_.Answer(context, in, out);                                                   \
  }

}  // namespace zusage::cli::testing

#endif  // ZUSAGE_TESTS_UNIT_CLI_RECORDED_H_
