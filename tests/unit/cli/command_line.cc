// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/cli/command_line.h"

#include <optional>

#include "absl/time/clock.h"
#include "clients/cli/run.h"

namespace zusage::cli::testing {

CommandLine::CommandLine() {
  // Deadlines are the wire's, which knows the machine's clock only.
  clock.Set(absl::Now());
}

void CommandLine::Serve(std::vector<grpc::Service*> services) {
  grpc::ServerBuilder builder;
  for (grpc::Service* service : services) builder.RegisterService(service);
  server_ = builder.BuildAndStart();
}

Outcome CommandLine::Run(const std::vector<std::string>& words) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Environment environment;
  environment.in = &in;
  environment.out = &out;
  environment.err = &err;
  environment.in_is_terminal = environment.out_is_terminal = environment.err_is_terminal = terminal;
  environment.width = width;
  environment.variable = [this](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  };
  environment.connect = [this](const std::string&, int) {
    return server_ == nullptr
               ? grpc::CreateChannel("unix:///nowhere/at/all", grpc::InsecureChannelCredentials())
               : server_->InProcessChannel({});
  };
  environment.sleep = [this](absl::Duration duration) {
    const std::lock_guard lock(slept_mutex_);
    slept.push_back(duration);
  };
  environment.interrupted = interrupted;
  environment.clock = &clock;
  environment.random = &random_;
  const ExitCode exit_code = cli::Run(words, environment);
  return {exit_code, out.str(), err.str()};
}

}  // namespace zusage::cli::testing
