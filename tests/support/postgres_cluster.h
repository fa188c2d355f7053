// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_
#define ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_

#include <sys/types.h>

#include <atomic>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace zusage::testing {

// A real PostgreSQL server of this process's own, in a temporary directory, reached through a
// socket in it only. It starts with the first use and ends with the process, even if that is
// killed.
class PostgresCluster {
 public:
  static PostgresCluster& Shared();

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
  PostgresCluster();

  std::string UrlOf(const std::string& schema) const;
  void SignalAll(int signal);

  TemporaryDirectory directory_;
  std::atomic<int> databases_{0};
  pid_t server_ = -1;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_POSTGRES_CLUSTER_H_
