// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_
#define ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_

#include <sys/types.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/network_namespace.h"
#include "tests/support/temporary_directory.h"

namespace zusage::testing {

// A real PostgreSQL server, in a temporary directory, reached through a socket in it only, unless
// it has a network of its own. It ends with the object or the process, even if that is killed.
// Shared() starts with its first use.
class PostgresCluster {
 public:
  static PostgresCluster& Shared();

  // A server of a test's own.
  PostgresCluster();
  // One in a network of its own, which lives longer. It is reached through the socket as well,
  // whatever becomes of the network.
  explicit PostgresCluster(const NetworkNamespace& network);
  // The URL of its database at one of that network's addresses.
  static std::string UrlAt(const std::string& address);
  // Another one that follows `primary`, which from now on acknowledges nothing that is not on both.
  static std::unique_ptr<PostgresCluster> StandbyOf(const PostgresCluster& primary);
  // Takes over from a primary that is gone.
  void Promote();
  // A URL that finds whichever of the two takes writes.
  static std::string UrlOfEither(const PostgresCluster& one, const PostgresCluster& other);

  // The URL of a new, empty database.
  std::string CreateDatabase();
  void DropDatabase(const std::string& url);

  // Runs one statement on the database at `url`, as an administrator; the first column of its rows.
  static std::vector<std::string> Run(const std::string& url, const std::string& sql);

  // Ends the server as a crash does. What was committed is there after Start().
  void Kill();
  void Start();
  // Stops the server's every process where it is, and lets them go on.
  void Pause();
  void Resume();

  ~PostgresCluster();

 private:
  struct Empty {};
  explicit PostgresCluster(Empty);

  void Initialize();
  std::string UrlOf(const std::string& schema) const;
  void SignalAll(int signal);

  TemporaryDirectory directory_;
  const NetworkNamespace* network_ = nullptr;  // its own, if it has one
  std::atomic<int> databases_{0};
  pid_t server_ = -1;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_
