// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_E2E_ZUSAGED_PROCESS_H_
#define ZUSAGE_TESTS_E2E_ZUSAGED_PROCESS_H_

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/network_namespace.h"

namespace zusage::testing {

// A program started with `arguments`, in `network` if that is given; killed with the object if it
// still runs.
class Process {
 public:
  Process(const std::string& program, const std::vector<std::string>& arguments,
          const std::string& output_file = "/dev/null", const NetworkNamespace* network = nullptr);
  ~Process();
  Process(const Process&) = delete;

  void Signal(int signal);
  // The memory that it has now, in KiB.
  int ResidentKib() const;
  // Waits for the end; returns the exit code, or 128 + the signal that ended it.
  int Wait();
  // The same, once it has ended; nothing while it runs.
  std::optional<int> Ended();

 private:
  pid_t pid_ = -1;
};

// Runs a program to its end; returns the exit code.
int RunProgram(const std::string& program, const std::vector<std::string>& arguments,
               const std::string& output_file = "/dev/null");

// A port of the loopback interface that nobody listens on, and no other process of tests is given.
int FreePort();

// The programs as they were built: "zusaged", "zusage".
std::string ProgramPath(const std::string& name);

std::string ReadFile(const std::string& path);
void WriteFile(const std::string& path, const std::string& content);

// Where a program runs: on this machine, or in a network of its own, which outlives it.
struct Host {
  std::string address = "127.0.0.1";
  const NetworkNamespace* network = nullptr;
};

// `zusaged` on a port of its own, listening. Tests fail if it does not come up within a
// minute, which no machine needs.
class Zusaged {
 public:
  // `arguments` beside --listen and --metrics-listen; `port` 0 for a free one.
  explicit Zusaged(std::vector<std::string> arguments, int port = 0, const Host& host = Host());

  // Waits until it says that it is ready.
  void AwaitReady();

  int port() const { return port_; }
  std::string address() const { return host_ + ":" + std::to_string(port_); }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  // Ends it as an operator does; returns the exit code.
  int Stop();
  // Ends it as a power cut does.
  void Kill();
  void Signal(int signal) { process_->Signal(signal); }
  int ResidentKib() const { return process_->ResidentKib(); }

 private:
  int port_;
  std::string host_;
  std::unique_ptr<Process> process_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_E2E_ZUSAGED_PROCESS_H_
