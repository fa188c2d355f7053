// SPDX-License-Identifier: Apache-2.0
#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>

#include "absl/time/clock.h"
#include "clients/cli/run.h"
#include "zusage/client/options.h"

namespace {

constexpr int kDefaultWidth = 80;

int TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kDefaultWidth;
  return size.ws_col;
}

volatile std::sig_atomic_t interrupts = 0;

// What is begun is finished; who presses Ctrl-C again does not want to wait for that.
void NoteInterrupt(int signal) {
  interrupts = 1;
  std::signal(signal, SIG_DFL);
}

bool Interrupted() {
  static const bool watching = std::signal(SIGINT, &NoteInterrupt) != SIG_ERR;
  return watching && interrupts != 0;
}

}  // namespace

int main(int argc, char** argv) {
  // What gRPC itself would print about a server that is away, the command says better.
  setenv("GRPC_VERBOSITY", "NONE", /*replace=*/0);
  std::ios::sync_with_stdio(false);
  const zusage::SystemClock clock;
  zusage::SystemRandom random;
  zusage::cli::Environment environment;
  environment.in = &std::cin;
  environment.out = &std::cout;
  environment.err = &std::cerr;
  environment.in_is_terminal = isatty(STDIN_FILENO) != 0;
  environment.out_is_terminal = isatty(STDOUT_FILENO) != 0;
  environment.err_is_terminal = isatty(STDERR_FILENO) != 0;
  environment.width = TerminalWidth();
  environment.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
  environment.connect = [](const std::string& address, int number) {
    return zusage::client::Connect(address, /*root_certificates=*/"", number);
  };
  environment.sleep = [](absl::Duration duration) { absl::SleepFor(duration); };
  environment.interrupted = &Interrupted;
  environment.clock = &clock;
  environment.random = &random;
  try {
    return static_cast<int>(
        zusage::cli::Run(std::vector<std::string>(argv + 1, argv + argc), environment));
  } catch (const std::exception& error) {
    std::cerr << "zusage: " << error.what() << '\n';
    return static_cast<int>(zusage::cli::ExitCode::kInternal);
  }
}
