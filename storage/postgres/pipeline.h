// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_PIPELINE_H_
#define ZUSAGE_STORAGE_POSTGRES_PIPELINE_H_

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"
#include "storage/postgres/arguments.h"
#include "storage/postgres/postgres_engine.h"
#include "storage/postgres/statement_shape.h"

namespace zusage::storage {

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, FreeResult>;

// One session of the server's, in libpq's pipeline mode: statements are sent without waiting for
// the results of those before, so that a transaction of twenty statements takes a few round trips
// instead of twenty. After a failure the server passes over what was sent until the next Finish().
//
// Statements are prepared at their first use and kept. No wait is longer than the options allow: a
// server that was stopped or cut off ends the session instead of its user. Not thread-safe.
class Pipeline {
 public:
  // Errors: UNAVAILABLE with libpq's words, which hold no password.
  static absl::StatusOr<std::unique_ptr<Pipeline>> Connect(const std::string& url,
                                                           const PostgresOptions& options);
  ~Pipeline();

  // A text with its parameters' names by number, known to the server under a name of its own.
  struct Statement {
    std::string name;
    std::string text;  // with parameters by name
    std::string sql;   // with parameters by number
    std::vector<std::string> parameters;
    StatementShape shape;
    bool prepared = false;
    bool types_checked = false;
  };
  // The statement of this text; lives as long as the session.
  Statement& Find(std::string_view sql);
  // Adds the values of a statement's parameters to `arguments`, in the order of their numbers.
  // INTERNAL if they do not fit.
  static absl::Status Fit(const Statement& statement, Binds binds, Arguments& arguments);

  // Sends a statement. Errors: INTERNAL if the parameters do not fit; else they come with Finish().
  absl::Status Send(std::string_view sql, Binds binds);
  absl::Status Send(Statement& statement, const Arguments::View& arguments);

  // Waits for everything that was sent; the result of the last. Errors: that of the first statement
  // that failed.
  absl::StatusOr<PostgresResult> Finish();
  // The same; the results of the last `count` statements, in the order in which they were sent.
  absl::StatusOr<std::vector<PostgresResult>> FinishLast(size_t count);

  // Whether something was sent and not finished yet.
  bool unfinished() const { return !sent_.empty(); }

  // Runs several statements at once, without parameters and without a limit of time: a migration
  // takes as long as it takes.
  absl::Status RunScript(const std::string& script);

  // Whether the session is of no use any more.
  bool broken() const { return broken_ || PQstatus(connection_.get()) != CONNECTION_OK; }

 private:
  struct FreeConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };
  // Something sent whose result is awaited.
  struct Sent {
    Statement* statement;
    bool prepares;
  };
  // What a Finish() gathers.
  struct Harvest {
    size_t answered = 0;
    size_t wanted = 0;
    std::vector<PostgresResult> last;  // of the last statements, as many as are wanted
    absl::Status error;
  };

  Pipeline(PGconn* connection, const PostgresOptions& options);

  absl::Status Configure();
  absl::Status Prepare(Statement& statement);
  absl::StatusOr<PostgresResult> AwaitResult(absl::Time deadline);
  absl::Status Flush(absl::Time deadline);
  absl::Status AwaitSocket(short events, absl::Time deadline);
  absl::Status Harvested(PostgresResult result, Harvest& harvest);
  // The session is lost.
  absl::Status Broken(std::string_view why);

  const std::unique_ptr<PGconn, FreeConnection> connection_;
  const PostgresOptions options_;
  absl::flat_hash_map<std::string, std::unique_ptr<Statement>> statements_;
  absl::flat_hash_map<const char*, Statement*> by_place_;
  std::vector<Sent> sent_;
  bool broken_ = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_PIPELINE_H_
