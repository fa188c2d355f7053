// SPDX-License-Identifier: Apache-2.0
// A server in the test, and a client of it whose time is the test's.
#ifndef ZUSAGE_TESTS_UNIT_CLIENT_FAKE_SERVER_H_
#define ZUSAGE_TESTS_UNIT_CLIENT_FAKE_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "zusage/client/client.h"

namespace zusage::client::testing {

class FakeServer {
 public:
  explicit FakeServer(grpc::Service& service) {
    grpc::ServerBuilder builder;
    builder.RegisterService(&service);
    server_ = builder.BuildAndStart();
  }

  // Sleeping moves the client's clock and is written down; ids are "id-1", "id-2", …
  ClientOptions options() {
    ClientOptions options;
    options.channel = server_->InProcessChannel({});
    options.now = [this] { return now; };
    options.sleep = [this](absl::Duration duration) {
      slept.push_back(duration);
      now += duration;
    };
    options.random = [] { return 0.5; };
    options.new_request_id = [this] { return "id-" + std::to_string(++ids); };
    return options;
  }

  Client client() { return Client(options()); }

  // Deadlines are the wire's, which knows the machine's clock only.
  absl::Time now = absl::Now();
  std::vector<absl::Duration> slept;
  int ids = 0;

 private:
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace zusage::client::testing

#endif  // ZUSAGE_TESTS_UNIT_CLIENT_FAKE_SERVER_H_
