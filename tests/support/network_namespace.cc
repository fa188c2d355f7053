// SPDX-License-Identifier: Apache-2.0
#include "tests/support/network_namespace.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace zusage::testing {
namespace {

constexpr const char* kNamespaces = "/run/netns";
constexpr const char* kLinks = "/sys/class/net";
constexpr const char* kPrefix = "zusage";  // a link's name has 15 characters at most

int Shell(const std::string& command) { return std::system(command.c_str()); }

void ShellOrDie(const std::string& command) {
  if (Shell(command) == 0) return;
  std::fprintf(stderr, "network namespace for tests: failed: %s\n", command.c_str());
  std::abort();
}

std::string NameFor(pid_t process) { return kPrefix + std::to_string(process); }

// The names in a folder that were made by processes that have ended.
std::vector<std::string> LeftoversIn(const std::string& folder) {
  std::vector<std::string> leftovers;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename();
    const std::string process = name.substr(std::min(name.size(), std::string(kPrefix).size()));
    if (!name.starts_with(kPrefix) || process.empty()) continue;
    if (process.find_first_not_of("0123456789") != std::string::npos) continue;
    if (!std::filesystem::exists("/proc/" + process, ignored)) leftovers.push_back(name);
  }
  return leftovers;
}

// Another process of tests may clean up at the same time.
void RemoveLeftovers() {
  for (const std::string& link : LeftoversIn(kLinks)) Shell("ip link del " + link + " 2>&-");
  for (const std::string& name : LeftoversIn(kNamespaces)) Shell("ip netns del " + name + " 2>&-");
}

// The network for tests of devices, 198.18.0.0/15, is nobody's: eight addresses for each process.
std::string AddressFor(pid_t process, int host) {
  const int number = process % (1 << 14) * 8 + host;
  return "198." + std::to_string(18 + number / 65536) + "." + std::to_string(number / 256 % 256) +
         "." + std::to_string(number % 256);
}

}  // namespace

std::unique_ptr<NetworkNamespace> NetworkNamespace::Create(std::string& why_not) {
  if (geteuid() != 0) {
    why_not = "Only root may make a network namespace: run this test as root.";
    return nullptr;
  }
  RemoveLeftovers();
  std::unique_ptr<NetworkNamespace> made(new NetworkNamespace());
  const std::string failed = made->SetUp();
  if (failed.empty()) return made;
  why_not =
      "No network namespace can be made here, which takes CAP_SYS_ADMIN and CAP_NET_ADMIN, "
      "the packages iproute2 and nftables, and a kernel with veth. This failed: " +
      failed;
  return nullptr;
}

NetworkNamespace::NetworkNamespace()
    : name_(NameFor(getpid())),
      link_(name_),
      machine_address_(AddressFor(getpid(), 1)),
      addresses_({AddressFor(getpid(), 2), AddressFor(getpid(), 3)}) {}

// The first command that failed, or "".
std::string NetworkNamespace::SetUp() const {
  const std::string inside = "ip -netns " + name_;
  for (const std::string& command :
       {"ip netns add " + name_,
        "ip link add " + link_ + " type veth peer name wire netns " + name_,
        "ip address add " + machine_address_ + "/29 dev " + link_, "ip link set " + link_ + " up",
        inside + " address add " + addresses_[0] + "/29 dev wire",
        inside + " address add " + addresses_[1] + "/29 dev wire", inside + " link set wire up",
        inside + " link set lo up", "ip netns exec " + name_ + " nft list ruleset"}) {
    if (Shell(command) != 0) return command;
  }
  return "";
}

NetworkNamespace::~NetworkNamespace() {
  Shell("ip link del " + link_ + " 2>&-");
  Shell("ip netns del " + name_ + " 2>&-");
}

void NetworkNamespace::Enter() const {
  const int fd = open((std::string(kNamespaces) + "/" + name_).c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 || setns(fd, CLONE_NEWNET) != 0) _exit(126);
  close(fd);
}

void NetworkNamespace::Run(const std::string& command) const {
  ShellOrDie("ip netns exec " + name_ + " " + command);
}

void NetworkNamespace::CutOff(const std::vector<std::string>& addresses) {
  std::string list;
  for (const std::string& address : addresses) list += (list.empty() ? "" : ", ") + address;
  const std::string drop = " { " + list + " } drop; ";
  Run("nft 'add table ip cut; "
      "add chain ip cut to { type filter hook input priority 0; }; "
      "add chain ip cut from { type filter hook output priority 0; }; "
      "add rule ip cut to ip daddr" +
      drop + "add rule ip cut from ip saddr" + drop + "'");
}

void NetworkNamespace::Heal() { Run("nft delete table ip cut"); }

void NetworkNamespace::SlowDown(const std::string& rate) {
  const std::string limit = " root tbf burst 1600 latency 5s rate " + rate;
  Run("tc qdisc add dev wire" + limit);
  ShellOrDie("tc qdisc add dev " + link_ + limit);
}

void NetworkNamespace::SpeedUp() {
  Run("tc qdisc del dev wire root");
  ShellOrDie("tc qdisc del dev " + link_ + " root");
}

}  // namespace zusage::testing
