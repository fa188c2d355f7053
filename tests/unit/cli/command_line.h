// SPDX-License-Identifier: Apache-2.0
// Runs command lines against a server that lives in the test.
#ifndef ZUSAGE_TESTS_UNIT_CLI_COMMAND_LINE_H_
#define ZUSAGE_TESTS_UNIT_CLI_COMMAND_LINE_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/environment.h"
#include "clients/cli/exit_code.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"

namespace zusage::cli::testing {

// What one run did.
struct Outcome {
  ExitCode exit_code;
  std::string out;
  std::string err;
};

// A machine with its terminal, variables and servers.
class CommandLine {
 public:
  CommandLine();

  // What calls reach; without any they are UNAVAILABLE.
  void Serve(std::vector<grpc::Service*> services);

  Outcome Run(const std::vector<std::string>& words);

  std::string input;      // standard input
  bool terminal = false;  // whether somebody is there
  int width = 80;
  std::map<std::string, std::string> variables;  // the environment
  std::vector<absl::Duration> slept;
  std::function<bool()> interrupted;  // whether Ctrl-C was pressed
  zusage::testing::FakeClock clock;

 private:
  std::mutex slept_mutex_;  // an import's calls sleep on threads of their own
  zusage::testing::SeededRandom random_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace zusage::cli::testing

#endif  // ZUSAGE_TESTS_UNIT_CLI_COMMAND_LINE_H_
