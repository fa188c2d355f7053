// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_NETWORK_NAMESPACE_H_
#define ZUSAGE_TESTS_SUPPORT_NETWORK_NAMESPACE_H_

#include <memory>
#include <string>
#include <vector>

namespace zusage::testing {

// A network of its own, as of another machine, on a wire to this one, which can be cut or made
// slow. A process has one at a time. It goes with the object; what a process left behind that was
// killed goes when the next one is made.
class NetworkNamespace {
 public:
  // Null, and says why, if this process may not make one: it takes root.
  static std::unique_ptr<NetworkNamespace> Create(std::string& why_not);
  ~NetworkNamespace();
  NetworkNamespace(const NetworkNamespace&) = delete;
  NetworkNamespace& operator=(const NetworkNamespace&) = delete;

  // What it is reached by: two addresses, so that one way to it can be cut off and not the other.
  const std::vector<std::string>& addresses() const { return addresses_; }
  // What this machine is reached by from within.
  const std::string& machine_address() const { return machine_address_; }

  // Moves this thread into it: for a child that is about to become a program.
  void Enter() const;
  // Runs a shell's command in it, which must succeed.
  void Run(const std::string& command) const;

  // From now on every packet to and from these addresses is dropped; nobody is told.
  void CutOff(const std::vector<std::string>& addresses);
  // Ends that.
  void Heal();
  // Lets no more pass in either direction than so much: "2mbit".
  void SlowDown(const std::string& rate);
  // Ends that.
  void SpeedUp();

 private:
  NetworkNamespace();
  std::string SetUp() const;

  const std::string name_;
  const std::string link_;  // this machine's end of the wire
  std::string machine_address_;
  std::vector<std::string> addresses_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_NETWORK_NAMESPACE_H_
