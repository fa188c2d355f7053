// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_E2E_INSTALLATION_H_
#define ZUSAGE_TESTS_E2E_INSTALLATION_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/e2e/zusaged_process.h"
#include "tests/support/temporary_directory.h"

namespace zusage::testing {

// The names of all roles.
const std::vector<std::string>& AllRoles();

enum class Engine { kSqlite, kPostgresql };

// How the processes of an installation are arranged.
struct Topology {
  std::string name;
  Engine engine = Engine::kSqlite;
  // Whether each role has a process of its own. On SQLite only the check can have one, as one
  // process alone may use a data directory.
  bool apart = false;
  // Of each process.
  int copies = 1;
  // The role whose process alone has two copies.
  std::string doubled = "";
  // The role whose process, or first copy, runs in the network that the installation is given.
  std::string far_off = "";

  int CopiesOf(const std::string& role) const { return role == doubled ? 2 : copies; }
};

// For the name of a parameterised test.
inline std::string NameOf(const Topology& topology) { return topology.name; }

// One process, or the check apart, on SQLite; one, or one a role, on PostgreSQL.
std::vector<Topology> Topologies();

// Programs and data of one installation, made afresh, on a machine of its own as it were.
class Installation {
 public:
  // Initialises the data; nothing runs yet. On PostgreSQL the database is one of the shared test
  // server's, unless another is given. `network` outlives it.
  explicit Installation(const Topology& topology, const std::string& database = "",
                        const NetworkNamespace* network = nullptr);
  ~Installation();

  const Topology& topology() const { return topology_; }
  const std::string& admin_token() const { return admin_token_; }

  // What the processes identify themselves by to one another.
  void SetServiceToken(const std::string& token);

  // Starts what does not run, or one copy of the process of a role; ready when it returns.
  void Start();
  void Start(const std::string& role, int copy = 0);
  // Ends everything as an operator does; false if a process did not end well.
  bool Stop();
  void Kill();
  void Kill(const std::string& role, int copy = 0);

  // The process that runs `role`.
  Zusaged& at(const std::string& role, int copy = 0);
  // A channel to all copies of it.
  std::shared_ptr<grpc::Channel> ChannelTo(const std::string& role) const;

  // The flags that tell programs where the data is.
  std::vector<std::string> Place() const;
  // Changes the data behind Zusage's back.
  void Tamper(const std::string& sql) const;
  // The exit code of `zusage journal verify`.
  int Verify() const;

 private:
  struct Member {
    std::vector<std::string> roles;
    int copy;
    Host host;
    int port;
    std::unique_ptr<Zusaged> process;
  };

  Host HostOf(const std::string& role, int copy, const NetworkNamespace* network) const;
  bool Runs(const Member& member, const std::string& role) const;
  std::string AddressesOf(const std::string& role) const;
  std::vector<std::string> ArgumentsOf(const Member& member) const;
  void Start(Member& member);

  const Topology topology_;
  TemporaryDirectory directory_;
  std::string database_;  // its URL
  bool drop_database_ = false;
  std::string admin_token_;
  std::vector<Member> members_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_E2E_INSTALLATION_H_
