// SPDX-License-Identifier: Apache-2.0
// zusaged: serves the roles of Zusage.
#include <signal.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_join.h"
#include "services/app/daemon.h"
#include "services/app/init_command.h"
#include "services/app/log_sink.h"
#include "services/app/mail_test_command.h"
#include "services/app/options.h"
#include "services/app/upgrade_command.h"
#include "services/base/log.h"

namespace zusage::app {
namespace {

constexpr int kFailed = 1;

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// Before any thread is made, so that all of them leave these signals to AwaitStop().
void BlockStopSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

// Waits for the first signal; a second one ends the process where it is.
int AwaitStop() {
  const sigset_t signals = StopSignals();
  int received = 0;
  sigwait(&signals, &received);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return received;
}

int Fail(const absl::Status& status) {
  std::cerr << "zusaged: " << status.message() << "\n";
  return kFailed;
}

int Serve(const Options& options) {
  BlockStopSignals();
  StartLogging(options.log_level, options.log_format);
  absl::StatusOr<std::unique_ptr<Daemon>> daemon = Daemon::Start(options);
  if (!daemon.ok()) {
    StopLogging();
    return Fail(daemon.status());
  }
  Log(Severity::kInfo, "serving",
      {{"listen", options.listen},
       {"port", std::to_string((*daemon)->port())},
       {"metrics_port", std::to_string((*daemon)->metrics_port())},
       {"roles", absl::StrJoin(options.roles, ",")}});
  const int received = AwaitStop();
  Log(Severity::kInfo, "stopping", {{"signal", std::to_string(received)}});
  (*daemon)->Stop();
  Log(Severity::kInfo, "stopped");
  StopLogging();
  return EXIT_SUCCESS;
}

int Done(const absl::Status& status) { return status.ok() ? EXIT_SUCCESS : Fail(status); }

int Main(int argc, const char* const* argv) {
  const Invocation invocation = ParseCommandLine(argc, argv);
  switch (invocation.kind) {
    case Invocation::Kind::kExit:
      return invocation.exit_code;
    case Invocation::Kind::kInit:
      return Done(Init(invocation.init, std::cout));
    case Invocation::Kind::kUpgrade:
      return Done(Upgrade(invocation.upgrade, std::cout));
    case Invocation::Kind::kMailTest:
      return Done(MailTest(invocation.serve.mail, invocation.mail_test_to, std::cout));
    case Invocation::Kind::kServe:
      return Serve(invocation.serve);
  }
  return kFailed;
}

}  // namespace
}  // namespace zusage::app

int main(int argc, char** argv) { return zusage::app::Main(argc, argv); }
