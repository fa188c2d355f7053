// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/postgres_connection.h"

#include <bit>
#include <charconv>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// The SQLSTATE of a statement that waited too long for a lock.
constexpr char kLockTimeout[] = "(55P03)";

// A number as the server sends it, most significant byte first.
uint64_t BigEndian(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

class PostgresRow final : public Row {
 public:
  PostgresRow(const PGresult* result, int row) : result_(result), row_(row) {}

  bool IsNull(int column) const override { return PQgetisnull(result_, row_, column) == 1; }
  int64_t Int(int column) const override {
    const std::string_view bytes = Bytes(column);
    switch (bytes.size()) {
      case 4:
        return static_cast<int32_t>(BigEndian(bytes));
      case 2:
        return static_cast<int16_t>(BigEndian(bytes));
      default:  // eight bytes, a truth value, or nothing
        return static_cast<int64_t>(BigEndian(bytes));
    }
  }
  double Real(int column) const override {
    const std::string_view bytes = Bytes(column);
    return bytes.size() == 8 ? std::bit_cast<double>(BigEndian(bytes)) : 0;
  }
  std::string_view Text(int column) const override { return Bytes(column); }
  std::string_view Bytes(int column) const override {
    return {PQgetvalue(result_, row_, column),
            static_cast<size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* const result_;
  const int row_;
};

int64_t RowsChanged(PGresult* result) {
  const std::string_view digits = PQcmdTuples(result);
  int64_t rows = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), rows);
  return rows;
}

}  // namespace

PostgresConnection::PostgresConnection(std::string url, Access access,
                                       const PostgresOptions& options)
    : url_(std::move(url)), access_(access), options_(options) {}

absl::Status PostgresConnection::Open() {
  in_transaction_ = false;
  behind_ = WriteBehind();  // it knows the old session's statements
  pipeline_ = nullptr;
  ZUSAGE_ASSIGN_OR_RETURN(pipeline_, Pipeline::Connect(url_, options_));
  if (access_ == Access::kWrite) return absl::OkStatus();
  return Run("SET default_transaction_read_only = on", {}).status();
}

absl::Status PostgresConnection::Ready() {
  if (pipeline_ != nullptr && !pipeline_->broken()) return absl::OkStatus();
  if (in_transaction_) return absl::UnavailableError("the database session is lost");
  return Open();
}

absl::Status PostgresConnection::Send(Pipeline::Statement& statement, const Arguments& arguments) {
  ZUSAGE_RETURN_IF_ERROR(behind_.MakeWay(*pipeline_, statement));
  if (statement.shape.kind != StatementShape::Kind::kRead) behind_.Changed(statement.shape.table);
  return pipeline_->Send(statement, arguments.Take(0, arguments.size()));
}

absl::StatusOr<PostgresResult> PostgresConnection::Run(std::string_view sql, Binds binds) {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  Pipeline::Statement& statement = pipeline_->Find(sql);
  Arguments arguments;
  ZUSAGE_RETURN_IF_ERROR(Pipeline::Fit(statement, binds, arguments));
  ZUSAGE_RETURN_IF_ERROR(Send(statement, arguments));
  return Finish();
}

absl::StatusOr<std::vector<PostgresResult>> PostgresConnection::FinishLast(size_t count) {
  absl::StatusOr<std::vector<PostgresResult>> results = pipeline_->FinishLast(count);
  if (absl::IsUnavailable(results.status()) &&
      absl::StrContains(results.status().message(), kLockTimeout)) {
    lock_timed_out_ = true;
  }
  return results;
}

absl::StatusOr<PostgresResult> PostgresConnection::Finish() {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<PostgresResult> last, FinishLast(1));
  return last.empty() ? nullptr : std::move(last.back());
}

absl::StatusOr<WriteBehind::Result> PostgresConnection::Ask(std::string_view sql, Binds binds) {
  if (!behind_.remembers()) return Run(sql, binds);
  ZUSAGE_RETURN_IF_ERROR(Ready());
  Pipeline::Statement& statement = pipeline_->Find(sql);
  Arguments arguments;
  ZUSAGE_RETURN_IF_ERROR(Pipeline::Fit(statement, binds, arguments));
  std::string key = arguments.Key();
  WriteBehind::Result result = behind_.Find(statement, key);
  if (result != nullptr) return result;
  ZUSAGE_RETURN_IF_ERROR(Send(statement, arguments));
  ZUSAGE_ASSIGN_OR_RETURN(result, Finish());
  behind_.Remember(statement, std::move(arguments), std::move(key), result);
  return result;
}

// Sends queries and goes on without their results.
class PostgresConnection::Ahead final : public ReadTransaction {
 public:
  explicit Ahead(PostgresConnection& connection) : connection_(connection) {}

  absl::Status Query(std::string_view sql, Binds binds, RowVisitor) override {
    if (!status_.ok() || asked_.size() >= WriteBehind::kMaxResults) return absl::OkStatus();
    Pipeline::Statement& statement = connection_.pipeline_->Find(sql);
    Arguments arguments;
    status_ = Pipeline::Fit(statement, binds, arguments);
    std::string key = arguments.Key();
    if (status_.ok()) Send(statement, std::move(arguments), std::move(key), /*expected=*/true);
    return absl::OkStatus();
  }

  // Sends what is asked out of habit.
  void AskOutOfHabit() {
    for (const WriteBehind::Habit& habit : connection_.behind_.habits()) {
      if (status_.ok()) Send(*habit.statement, habit.arguments, habit.key, /*expected=*/false);
    }
  }

  // Remembers the results.
  absl::Status Finish() {
    ZUSAGE_RETURN_IF_ERROR(status_);
    if (asked_.empty()) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<PostgresResult> results,
                            connection_.FinishLast(asked_.size()));
    for (size_t i = 0; i < asked_.size(); ++i) {
      Asked& asked = asked_[i];
      connection_.behind_.RememberAhead(*asked.statement, std::move(asked.arguments),
                                        std::move(asked.key), std::move(results[i]),
                                        asked.expected);
    }
    return absl::OkStatus();
  }

 private:
  struct Asked {
    Pipeline::Statement* statement;
    Arguments arguments;
    std::string key;
    bool expected;
  };

  void Send(Pipeline::Statement& statement, Arguments arguments, std::string key, bool expected) {
    if (!known_.emplace(&statement, key).second) return;
    status_ = connection_.Send(statement, arguments);
    asked_.push_back({&statement, std::move(arguments), std::move(key), expected});
  }

  PostgresConnection& connection_;
  std::vector<Asked> asked_;
  absl::flat_hash_set<std::pair<Pipeline::Statement*, std::string>> known_;
  absl::Status status_;
};

absl::Status PostgresConnection::AskAhead(absl::FunctionRef<void(ReadTransaction&)> ask) {
  if (!behind_.remembers()) return absl::OkStatus();
  ZUSAGE_RETURN_IF_ERROR(Ready());
  Ahead ahead(*this);
  ask(ahead);
  ahead.AskOutOfHabit();
  return ahead.Finish();
}

absl::Status PostgresConnection::EndStandstill() {
  lock_timed_out_ = false;
  return Run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
             "current_database() AND usename = current_user AND pid <> pg_backend_pid() "
             "AND application_name = 'zusage' AND wait_event = 'ClientRead' "
             "AND backend_xid IS NOT NULL "
             "AND state_change < clock_timestamp() - :limit * INTERVAL '1 millisecond'",
             {{"limit", absl::ToInt64Milliseconds(options_.idle_timeout)}})
      .status();
}

absl::Status PostgresConnection::Query(std::string_view sql, Binds binds, RowVisitor visit) {
  ZUSAGE_ASSIGN_OR_RETURN(const WriteBehind::Result result, Ask(sql, binds));
  const int rows = PQntuples(result.get());
  for (int row = 0; row < rows; ++row) {
    ZUSAGE_RETURN_IF_ERROR(visit(PostgresRow(result.get(), row)));
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> PostgresConnection::Execute(std::string_view sql, Binds binds) {
  ZUSAGE_ASSIGN_OR_RETURN(const PostgresResult result, Run(sql, binds));
  return RowsChanged(result.get());
}

absl::Status PostgresConnection::Enqueue(std::string_view sql, Binds binds) {
  if (!in_transaction_) return Execute(sql, binds).status();
  ZUSAGE_RETURN_IF_ERROR(Ready());
  Pipeline::Statement& statement = pipeline_->Find(sql);
  if (statement.shape.kind == StatementShape::Kind::kRow) {
    return behind_.Add(*pipeline_, statement, binds);
  }
  Arguments arguments;
  ZUSAGE_RETURN_IF_ERROR(Pipeline::Fit(statement, binds, arguments));
  return Send(statement, arguments);
}

absl::Status PostgresConnection::Flush() {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  ZUSAGE_RETURN_IF_ERROR(behind_.SendAll(*pipeline_));
  if (!pipeline_->unfinished()) return absl::OkStatus();
  return pipeline_->Finish().status();
}

absl::Status PostgresConnection::Begin(Access access) {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  if (lock_timed_out_) EndStandstill().IgnoreError();  // an engine may not know how
  ZUSAGE_RETURN_IF_ERROR(pipeline_->Send(access == Access::kRead
                                             ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                             : "BEGIN ISOLATION LEVEL READ COMMITTED",
                                         {}));
  behind_.Begin();
  in_transaction_ = true;
  return absl::OkStatus();
}

absl::StatusOr<PostgresResult> PostgresConnection::RunCommit() {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  ZUSAGE_RETURN_IF_ERROR(behind_.SendAll(*pipeline_));
  behind_.LearnHabits();
  return Run("COMMIT", {});
}

absl::Status PostgresConnection::Commit() {
  const absl::StatusOr<PostgresResult> result = RunCommit();
  if (!result.ok()) {
    Rollback();
    return result.status();
  }
  in_transaction_ = false;
  behind_.Begin();
  // A transaction in which a statement failed ends like this, whatever one asks for.
  if (std::string_view(PQcmdStatus(result->get())) == "ROLLBACK") {
    return absl::InternalError("the transaction had failed and was rolled back");
  }
  return absl::OkStatus();
}

void PostgresConnection::Rollback() {
  if (!in_transaction_) return;
  behind_.Begin();
  behind_.ForgetHabits();
  Flush().IgnoreError();
  // Who cannot even roll back has lost the session, and with it the transaction.
  if (!Run("ROLLBACK", {}).ok()) pipeline_ = nullptr;
  in_transaction_ = false;
}

absl::Status PostgresConnection::Savepoint() {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  ZUSAGE_RETURN_IF_ERROR(behind_.SendAll(*pipeline_));
  return Enqueue("SAVEPOINT mutation", {});
}
absl::Status PostgresConnection::ReleaseSavepoint() {
  return Enqueue("RELEASE SAVEPOINT mutation", {});
}

absl::Status PostgresConnection::RollbackToSavepoint() {
  behind_.Undo();         // what is held back is younger than the savepoint
  Flush().IgnoreError();  // what fails here is undone all the same
  ZUSAGE_RETURN_IF_ERROR(Run("ROLLBACK TO SAVEPOINT mutation", {}).status());
  return ReleaseSavepoint();
}

absl::Status PostgresConnection::RunScript(std::string_view script) {
  ZUSAGE_RETURN_IF_ERROR(Ready());
  // Where a database orders text by its bytes of itself, columns need not say so, and not every
  // engine lets them. One that has no setting for large values is another engine.
  bool by_bytes = false;
  bool is_postgresql = false;
  ZUSAGE_RETURN_IF_ERROR(
      Query("SELECT 'B' < 'a',"
            " EXISTS (SELECT 1 FROM pg_settings WHERE name = 'default_toast_compression')",
            {}, [&](const Row& row) {
              by_bytes = row.Int(0) != 0;
              is_postgresql = row.Int(1) != 0;
              return absl::OkStatus();
            }));
  ZUSAGE_RETURN_IF_ERROR(behind_.SendAll(*pipeline_));
  behind_.Changed("");
  const std::string text = by_bytes ? "TEXT" : "TEXT COLLATE \"C\"";
  return pipeline_->RunScript(
      absl::StrReplaceAll(Absl(script), {{"@INT", "BIGINT"},
                                         {"@TEXT", text},
                                         {"@REAL", "DOUBLE PRECISION"},
                                         {"@BLOB", "BYTEA"},
                                         {"@CLUSTERED", ""},
                                         {"@POSTGRESQL", is_postgresql ? "" : "--"}}));
}

}  // namespace zusage::storage
