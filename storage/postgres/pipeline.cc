// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/pipeline.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/missing_table.h"
#include "storage/postgres/named_parameters.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// Places of texts that are remembered: more than there are literals.
constexpr size_t kMaxPlaces = 4096;

// An administrator may ask for more than "on"; less would lose what was acknowledged.
constexpr char kDurability[] =
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local'); ";

// A client that was cut off is noticed by the server's system within some ten seconds.
constexpr char kLiveness[] =
    "SELECT set_config(name, CASE name WHEN 'tcp_keepalives_idle' THEN '5' "
    "WHEN 'tcp_keepalives_interval' THEN '2' ELSE '3' END, false) FROM pg_settings WHERE name IN "
    "('tcp_keepalives_idle', 'tcp_keepalives_interval', 'tcp_keepalives_count'); ";

// Where the engine knows these: the compression that costs least, for the large texts; and indexes
// for small tables too, which planners otherwise read whole until they have grown.
constexpr char kSpeed[] =
    "SELECT set_config(name, 'lz4', false) FROM pg_settings "
    "WHERE name = 'default_toast_compression' AND CAST(enumvals AS TEXT) LIKE '%lz4%'; "
    "SELECT set_config(name, '1.1', false) FROM pg_settings WHERE name = 'random_page_cost'";

// The types that a column may have, by their numbers in pg_type.
constexpr std::array<Oid, 9> kReadableTypes = {
    16 /* bool */,    17 /* bytea */,     20 /* int8 */,
    21 /* int2 */,    23 /* int4 */,      25 /* text */,
    701 /* float8 */, 1043 /* varchar */, 705 /* unknown */};

// Whether an SQLSTATE says that the same may work a moment later: connection lost (08),
// serialization failure and deadlock (40), statement timeout and shutdown (57), too many
// connections (53300), lock not available (55P03), read only because the standby is not promoted
// yet (25006).
bool IsPassing(std::string_view state) {
  return state.starts_with("08") || state.starts_with("40") || state.starts_with("57") ||
         state == "53300" || state == "55P03" || state == "25006";
}

std::string Words(const char* message) {
  return std::string(absl::StripAsciiWhitespace(message == nullptr ? "" : message));
}

absl::Status ErrorOf(const PGresult* result, std::string_view sql) {
  const char* field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const std::string_view state = field == nullptr ? "08006" : field;
  const std::string message = absl::StrCat(Words(PQresultErrorMessage(result)), " (", Absl(state),
                                           ") in: ", Absl(sql.substr(0, 200)));
  if (state == "42P01") return MissingTable(absl::InternalError(message));
  return IsPassing(state) ? absl::UnavailableError(message) : absl::InternalError(message);
}

bool Failed(ExecStatusType status) {
  return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Pipeline>> Pipeline::Connect(const std::string& url,
                                                            const PostgresOptions& options) {
  const std::string connect_timeout = absl::StrCat(absl::ToInt64Seconds(options.connect_timeout));
  const std::string answer_timeout =
      absl::StrCat(absl::ToInt64Milliseconds(options.answer_timeout));
  // What the URL says counts before what stands in front of it.
  const char* const keywords[] = {"target_session_attrs",
                                  "connect_timeout",
                                  "tcp_user_timeout",
                                  "keepalives_idle",
                                  "keepalives_interval",
                                  "keepalives_count",
                                  "application_name",
                                  "client_encoding",
                                  "dbname",
                                  nullptr};
  const char* const values[] = {"read-write",
                                connect_timeout.c_str(),
                                answer_timeout.c_str(),
                                "5",
                                "2",
                                "3",
                                "zusage",
                                "UTF8",
                                url.c_str(),
                                nullptr};
  PGconn* connection = PQconnectdbParams(keywords, values, /*expand_dbname=*/1);
  if (connection == nullptr) return absl::ResourceExhaustedError("out of memory");
  std::unique_ptr<Pipeline> pipeline(new Pipeline(connection, options));
  if (PQstatus(connection) != CONNECTION_OK) {
    return absl::UnavailableError(Words(PQerrorMessage(connection)));
  }
  ZUSAGE_RETURN_IF_ERROR(pipeline->Configure());
  return pipeline;
}

Pipeline::Pipeline(PGconn* connection, const PostgresOptions& options)
    : connection_(connection), options_(options) {}

Pipeline::~Pipeline() = default;

absl::Status Pipeline::Configure() {
  PGconn* const connection = connection_.get();
  const std::string settings = absl::StrCat(
      "SET lock_timeout = ", absl::ToInt64Milliseconds(options_.lock_timeout),
      "; SET statement_timeout = ", absl::ToInt64Milliseconds(options_.statement_timeout),
      "; SET idle_in_transaction_session_timeout = ",
      absl::ToInt64Milliseconds(options_.idle_timeout), "; SET client_min_messages = warning; ",
      kDurability, kLiveness, kSpeed);
  const PostgresResult result(PQexec(connection, settings.c_str()));
  if (Failed(PQresultStatus(result.get()))) return ErrorOf(result.get(), settings);
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  if (PQsetnonblocking(connection, 1) != 0 || PQenterPipelineMode(connection) != 1) {
    return Broken(PQerrorMessage(connection));
  }
  return absl::OkStatus();
}

absl::Status Pipeline::Broken(std::string_view why) {
  broken_ = true;
  sent_.clear();
  return absl::UnavailableError(absl::StrCat("the database session is lost: ", Absl(why)));
}

Pipeline::Statement& Pipeline::Find(std::string_view sql) {
  // Most texts are literals: the same place holds the same text, which is looked at all the same.
  Statement*& nearby = by_place_[sql.data()];
  if (nearby != nullptr && nearby->text == sql) return *nearby;
  std::unique_ptr<Statement>& statement = statements_[Absl(sql)];
  if (statement == nullptr) {
    NumberedStatement numbered = NumberParameters(sql);
    statement = std::make_unique<Statement>();
    statement->name = absl::StrCat("s", statements_.size());
    statement->text = sql;
    statement->sql = std::move(numbered.sql);
    statement->parameters = std::move(numbered.names);
    statement->shape = ShapeOf(sql);
  }
  if (by_place_.size() > kMaxPlaces) by_place_.clear();
  by_place_[sql.data()] = statement.get();
  return *statement;
}

absl::Status Pipeline::Fit(const Statement& statement, Binds binds, Arguments& arguments) {
  if (binds.size() != statement.parameters.size()) {
    return absl::InternalError(absl::StrCat("wrong number of parameters in: ", statement.sql));
  }
  for (size_t i = 0; i < binds.size(); ++i) {
    const std::string& name = statement.parameters[i];
    // Mostly they come in the order in which the text names them.
    const auto bind = binds[i].name == name ? binds.begin() + static_cast<std::ptrdiff_t>(i)
                                            : std::ranges::find(binds, name, &Bind::name);
    if (bind == binds.end()) {
      return absl::InternalError(absl::StrCat("no value for ", name, " in: ", statement.sql));
    }
    arguments.Add(bind->value);
  }
  return absl::OkStatus();
}

absl::Status Pipeline::Send(std::string_view sql, Binds binds) {
  Statement& statement = Find(sql);
  Arguments arguments;
  ZUSAGE_RETURN_IF_ERROR(Fit(statement, binds, arguments));
  return Send(statement, arguments.Take(0, arguments.size()));
}

absl::Status Pipeline::Send(Statement& statement, const Arguments::View& arguments) {
  if (broken()) return Broken("it was closed");
  if (!statement.prepared) ZUSAGE_RETURN_IF_ERROR(Prepare(statement));
  if (PQsendQueryPrepared(connection_.get(), statement.name.c_str(), arguments.size(),
                          arguments.values.data(), arguments.lengths.data(),
                          arguments.formats.data(), kBinaryFormat) != 1) {
    return Broken(PQerrorMessage(connection_.get()));
  }
  sent_.push_back({&statement, /*prepares=*/false});
  return absl::OkStatus();
}

absl::Status Pipeline::Prepare(Statement& statement) {
  if (PQsendPrepare(connection_.get(), statement.name.c_str(), statement.sql.c_str(), 0, nullptr) !=
      1) {
    return Broken(PQerrorMessage(connection_.get()));
  }
  statement.prepared = true;
  sent_.push_back({&statement, /*prepares=*/true});
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> Pipeline::Finish() {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<PostgresResult> last, FinishLast(1));
  return last.empty() ? nullptr : std::move(last.back());
}

absl::StatusOr<std::vector<PostgresResult>> Pipeline::FinishLast(size_t count) {
  if (broken()) return Broken("it was closed");
  const absl::Time deadline = absl::Now() + options_.answer_timeout;
  if (PQpipelineSync(connection_.get()) != 1) return Broken(PQerrorMessage(connection_.get()));
  ZUSAGE_RETURN_IF_ERROR(Flush(deadline));
  Harvest harvest{.wanted = count};
  while (true) {
    ZUSAGE_ASSIGN_OR_RETURN(PostgresResult result, AwaitResult(deadline));
    if (result == nullptr) {
      if (broken()) return Broken(PQerrorMessage(connection_.get()));
      ++harvest.answered;  // what was sent with this number is done
      continue;
    }
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
    ZUSAGE_RETURN_IF_ERROR(Harvested(std::move(result), harvest));
  }
  sent_.clear();
  if (!harvest.error.ok()) return harvest.error;
  return std::move(harvest.last);
}

absl::Status Pipeline::Harvested(PostgresResult result, Harvest& harvest) {
  if (harvest.answered >= sent_.size()) return Broken("a result that nobody asked for");
  const Sent& sent = sent_[harvest.answered];
  const ExecStatusType status = PQresultStatus(result.get());
  if (Failed(status)) {
    if (sent.prepares) sent.statement->prepared = false;
    // What follows a failure is passed over, and fails for no reason of its own.
    if (harvest.error.ok() && status != PGRES_PIPELINE_ABORTED) {
      harvest.error = ErrorOf(result.get(), sent.statement->sql);
    }
    return absl::OkStatus();
  }
  if (sent.prepares) return absl::OkStatus();
  if (!sent.statement->types_checked) {
    for (int column = 0; column < PQnfields(result.get()); ++column) {
      if (std::ranges::find(kReadableTypes, PQftype(result.get(), column)) !=
          kReadableTypes.end()) {
        continue;
      }
      harvest.error = absl::InternalError(
          absl::StrCat("column ", column, " needs a CAST in: ", sent.statement->sql));
    }
    sent.statement->types_checked = true;
  }
  if (harvest.last.size() == harvest.wanted) harvest.last.erase(harvest.last.begin());
  harvest.last.push_back(std::move(result));
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> Pipeline::AwaitResult(absl::Time deadline) {
  while (PQisBusy(connection_.get()) == 1) {
    ZUSAGE_RETURN_IF_ERROR(AwaitSocket(POLLIN, deadline));
    if (PQconsumeInput(connection_.get()) != 1) return Broken(PQerrorMessage(connection_.get()));
  }
  return PostgresResult(PQgetResult(connection_.get()));
}

// While the server's answers are not read, it may stop reading what is sent.
absl::Status Pipeline::Flush(absl::Time deadline) {
  while (true) {
    const int left = PQflush(connection_.get());
    if (left == 0) return absl::OkStatus();
    if (left < 0) return Broken(PQerrorMessage(connection_.get()));
    ZUSAGE_RETURN_IF_ERROR(AwaitSocket(POLLIN | POLLOUT, deadline));
    if (PQconsumeInput(connection_.get()) != 1) return Broken(PQerrorMessage(connection_.get()));
  }
}

absl::Status Pipeline::AwaitSocket(short events, absl::Time deadline) {
  pollfd socket{.fd = PQsocket(connection_.get()), .events = events, .revents = 0};
  while (true) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return Broken("no answer in time");
    const int ready = poll(&socket, 1, static_cast<int>(absl::ToInt64Milliseconds(left)) + 1);
    if (ready > 0) return absl::OkStatus();
    if (ready < 0 && errno != EINTR) return Broken("poll failed");
  }
}

absl::Status Pipeline::RunScript(const std::string& script) {
  if (unfinished()) ZUSAGE_RETURN_IF_ERROR(Finish().status());
  PGconn* const connection = connection_.get();
  if (PQexitPipelineMode(connection) != 1) return Broken(PQerrorMessage(connection));
  const std::string limit = absl::StrCat("SET statement_timeout = ",
                                         absl::ToInt64Milliseconds(options_.statement_timeout));
  absl::Status status;
  for (const std::string& sql : {std::string("SET statement_timeout = 0"), script, limit}) {
    const PostgresResult result(PQexec(connection, sql.c_str()));
    if (status.ok() && Failed(PQresultStatus(result.get()))) status = ErrorOf(result.get(), sql);
  }
  if (PQenterPipelineMode(connection) != 1) return Broken(PQerrorMessage(connection));
  return status;
}

}  // namespace zusage::storage
