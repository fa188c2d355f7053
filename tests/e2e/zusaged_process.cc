// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/zusaged_process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grpcpp/impl/codegen/client_unary_call.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

namespace zusage::testing {
namespace {

int ExitCode(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Process::Process(const std::string& program, const std::vector<std::string>& arguments,
                 const std::string& output_file, const NetworkNamespace* network) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ != 0) return;
  // No test leaves a server behind, even one that crashes.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (network != nullptr) network->Enter();
  const int output = open(output_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  execv(program.c_str(), argv.data());
  _exit(127);
}

Process::~Process() {
  if (pid_ <= 0) return;
  Signal(SIGKILL);
  Wait();
}

void Process::Signal(int signal) {
  if (pid_ > 0) kill(pid_, signal);
}

int Process::ResidentKib() const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  std::string word;
  int kib = 0;
  while (status >> word && word != "VmRSS:") {
  }
  status >> kib;
  return kib;
}

int Process::Wait() {
  if (pid_ <= 0) return -1;
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return ExitCode(status);
}

std::optional<int> Process::Ended() {
  int status = 0;
  if (pid_ <= 0 || waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  pid_ = -1;
  return ExitCode(status);
}

int RunProgram(const std::string& program, const std::vector<std::string>& arguments,
               const std::string& output_file) {
  return Process(program, arguments, output_file).Wait();
}

namespace {

// Ports are given out by the hundred: whoever locks a hundred's file has it until it ends. So tests
// that run beside each other never share one, not even while the server that it is for is down. The
// system takes ports for connections from above these.
constexpr auto kStartPoll = std::chrono::milliseconds(250);
constexpr int kFirstPort = 14000;
constexpr int kEndOfPorts = 32000;
constexpr int kHundred = 100;

// The first of this process's ports.
int LockHundred() {
  for (int first = kFirstPort; first < kEndOfPorts; first += kHundred) {
    const std::string file = "/tmp/zusage-ports-" + std::to_string(first);
    const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) continue;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) return first;
    close(fd);
  }
  std::cerr << "no ports are left below " << kEndOfPorts << "\n";
  std::abort();
}

bool NobodyListensOn(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  const bool connected = connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
  close(fd);
  return !connected;
}

}  // namespace

int FreePort() {
  static const int first = LockHundred();
  static int given_out = 0;
  int port = 0;
  do {
    port = first + given_out++ % kHundred;
  } while (!NobodyListensOn(port));
  return port;
}

std::string ProgramPath(const std::string& name) {
  return std::string(ZUSAGE_BINARY_DIR) + "/bin/" + name;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

void WriteFile(const std::string& path, const std::string& content) {
  std::ofstream(path, std::ios::binary) << content;
}

Zusaged::Zusaged(std::vector<std::string> arguments, int port, const Host& host)
    : port_(port == 0 ? FreePort() : port), host_(host.address) {
  arguments.insert(arguments.end(), {"--listen", address(), "--metrics-listen", "127.0.0.1:0",
                                     "--log-format", "text"});
  if (host.address != Host().address) arguments.push_back("--insecure-public");
  const auto start = [&] {
    process_ =
        std::make_unique<Process>(ProgramPath("zusaged"), arguments, "/dev/stderr", host.network);
  };
  start();
  // A channel of its own: a shared one remembers that nobody listened a moment ago.
  grpc::ChannelArguments settings;
  settings.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  settings.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  settings.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  channel_ = grpc::CreateCustomChannel(address(), grpc::InsecureChannelCredentials(), settings);
  const auto deadline = std::chrono::system_clock::now() + std::chrono::minutes(1);
  while (!channel_->WaitForConnected(std::chrono::system_clock::now() + kStartPoll)) {
    if (std::chrono::system_clock::now() > deadline) {
      std::cerr << "zusaged did not come up on " << address() << "\n";
      std::abort();
    }
    // One that finds no database in time ends, to be started again: here as by any supervisor.
    if (process_->Ended() == 1) start();
  }
}

// grpc.health.v1.Health, written by hand: field 1 of the answer is the state, 1 is SERVING.
void Zusaged::AwaitReady() {
  const grpc::Slice empty;
  const grpc::ByteBuffer request(&empty, 1);
  for (int i = 0; i < 6000; ++i) {
    grpc::ClientContext context;
    grpc::ByteBuffer answer;
    const grpc::Status status =
        grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
            channel_.get(),
            grpc::internal::RpcMethod("/grpc.health.v1.Health/Check",
                                      grpc::internal::RpcMethod::NORMAL_RPC),
            &context, request, &answer);
    std::vector<grpc::Slice> slices;
    if (status.ok() && answer.Dump(&slices).ok() && slices.size() == 1 && slices[0].size() == 2 &&
        slices[0].begin()[1] == 1) {
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  std::cerr << "zusaged on " << address() << " did not become ready\n";
  std::abort();
}

int Zusaged::Stop() {
  process_->Signal(SIGTERM);
  return process_->Wait();
}

void Zusaged::Kill() {
  process_->Signal(SIGKILL);
  process_->Wait();
}

}  // namespace zusage::testing
