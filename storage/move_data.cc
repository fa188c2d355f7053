// SPDX-License-Identifier: Apache-2.0
#include "storage/move_data.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/copy_table.h"
#include "storage/in_transaction.h"
#include "storage/journal/merkle.h"
#include "storage/journal/tiles.h"
#include "storage/migrate.h"
#include "storage/move_keys.h"
#include "storage/schema.h"
#include "storage/sql_key_store.h"

namespace zusage::storage {
namespace {

// The migrations put a row each into these; it is filled in instead of copied.
constexpr std::string_view kHeadTable = "journal_head";
constexpr std::string_view kFollowerTable = "journal_follower";
constexpr std::string_view kNewsFollowerTable = "news_follower";
constexpr std::string_view kOpinionFollowerTable = "opinion_follower";

bool IsCopied(const SchemaTable& table) {
  return table.name != kHeadTable && table.name != kFollowerTable &&
         table.name != kNewsFollowerTable && table.name != kOpinionFollowerTable;
}

// Part of a transaction that somebody else began and ends: what runs in it sees what is not
// committed yet.
class WithinTransaction final : public Connection {
 public:
  explicit WithinTransaction(Connection& connection) : connection_(connection) {}

  absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) override {
    return connection_.Query(sql, binds, visit);
  }
  absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) override {
    return connection_.Execute(sql, binds);
  }
  absl::Status Begin(Access) override { return absl::OkStatus(); }
  absl::Status Commit() override { return absl::OkStatus(); }
  void Rollback() override {}
  absl::Status Savepoint() override { return connection_.Savepoint(); }
  absl::Status ReleaseSavepoint() override { return connection_.ReleaseSavepoint(); }
  absl::Status RollbackToSavepoint() override { return connection_.RollbackToSavepoint(); }
  absl::Status RunScript(std::string_view script) override { return connection_.RunScript(script); }

 private:
  Connection& connection_;
};

// The journal's root, from its leaves.
absl::StatusOr<std::string> RootOfLeaves(ReadTransaction& tx) {
  TileTree tree;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT leaf FROM journal_entries ORDER BY position", {}, [&](const Row& row) {
        tree.Append(LeafHash(row.Bytes(0)), [](Tile) {});
        return absl::OkStatus();
      }));
  return std::string(BytesOf(tree.Root()));
}

// Refuses a target in use before anything is changed there. One without tables is empty.
absl::Status CheckUnused(ReadTransaction& target) {
  int64_t position = 0;
  const absl::Status status =
      target.Query("SELECT position FROM journal_head", {}, [&](const Row& row) {
        position = row.Int(0);
        return absl::OkStatus();
      });
  if (absl::IsUnavailable(status)) return status;
  if (position > 0) return Error(kTargetNotEmpty, {{"table", std::string(kHeadTable)}});
  return absl::OkStatus();
}

// The same for certain: the head is locked as by everybody who writes.
absl::Status LockEmpty(Connection& target, const std::vector<SchemaTable>& tables) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t locked,
      target.Execute("UPDATE journal_head SET position = 0 WHERE id = 1 AND position = 0", {}));
  if (locked != 1) return Error(kTargetNotEmpty, {{"table", std::string(kHeadTable)}});
  for (const SchemaTable& table : tables) {
    if (!IsCopied(table)) continue;
    const std::string sql =
        absl::StrCat("SELECT ", table.columns.front().name, " FROM ", table.name, " LIMIT 1");
    ZUSAGE_RETURN_IF_ERROR(target.Query(sql, {}, [&](const Row&) {
      return Error(kTargetNotEmpty, {{"table", table.name}});
    }));
  }
  return absl::OkStatus();
}

absl::Status MoveHead(ReadTransaction& source, Connection& target) {
  return source.Query("SELECT position, commit_time FROM journal_head", {}, [&](const Row& row) {
    return target.Enqueue(
        "UPDATE journal_head SET position = :position, commit_time = :commit_time WHERE id = 1",
        {{"position", row.Int(0)}, {"commit_time", row.Int(1)}});
  });
}

// Without the leases: whoever held them is gone.
absl::Status MoveFollowers(ReadTransaction& source, Connection& target) {
  ZUSAGE_RETURN_IF_ERROR(
      source.Query("SELECT tree_size FROM journal_follower", {}, [&](const Row& row) {
        return target.Enqueue("UPDATE journal_follower SET tree_size = :tree_size WHERE id = 1",
                              {{"tree_size", row.Int(0)}});
      }));
  ZUSAGE_RETURN_IF_ERROR(
      source.Query("SELECT position, start_time FROM news_follower", {}, [&](const Row& row) {
        return target.Enqueue(
            "UPDATE news_follower SET position = :position, start_time = :start_time WHERE id = 1",
            {{"position", row.Int(0)}, {"start_time", row.Int(1)}});
      }));
  return source.Query("SELECT fact FROM opinion_follower", {}, [&](const Row& row) {
    return target.Enqueue("UPDATE opinion_follower SET fact = :fact WHERE id = 1",
                          {{"fact", row.Int(0)}});
  });
}

absl::Status MoveTables(ReadTransaction& source, Connection& target, const MoveOptions& options,
                        MoveReport& report) {
  const std::vector<SchemaTable> tables = TablesOf(Migrations());
  ZUSAGE_RETURN_IF_ERROR(LockEmpty(target, tables));
  for (const SchemaTable& table : tables) {
    if (!IsCopied(table)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const int64_t rows,
                            CopyTable(table, source, target, IfThere::kFail, [&](int64_t copied) {
                              if (options.copied) options.copied(table.name, copied);
                            }));
    report.tables.push_back({table.name, rows});
  }
  ZUSAGE_RETURN_IF_ERROR(MoveHead(source, target));
  ZUSAGE_RETURN_IF_ERROR(MoveFollowers(source, target));
  return target.Flush();
}

int64_t RowsOf(const MoveReport& report, std::string_view table) {
  const auto found = std::ranges::find(report.tables, table, &MoveReport::Table::name);
  return found == report.tables.end() ? 0 : found->rows;
}

// That the target's journal is whole, and that it is the source's.
absl::Status Prove(ReadTransaction& source, Connection& target, KeyStore& keys,
                   const MoveOptions& options, MoveReport& report) {
  WithinTransaction within(target);
  VerifyOptions verify;
  verify.progress = options.verified;
  ZUSAGE_ASSIGN_OR_RETURN(report.journal, VerifyJournal(within, keys, verify));
  ZUSAGE_ASSIGN_OR_RETURN(const std::string root, RootOfLeaves(source));
  int64_t facts = 0;
  for (const FactTable* table : verify.fact_tables) facts += RowsOf(report, table->name);
  if (report.journal.root_hash != root) return absl::DataLossError("the root has changed");
  if (report.journal.entries != RowsOf(report, "journal_entries") ||
      report.journal.parts != RowsOf(report, "journal_parts") || report.journal.facts != facts) {
    return absl::DataLossError("rows are missing");
  }
  return absl::OkStatus();
}

absl::StatusOr<MoveReport> Move(const OpenedEngines& source, OpenedEngines& target,
                                const MoveOptions& options, RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto from, source.engine->Connect(Access::kRead));
  ZUSAGE_RETURN_IF_ERROR(CheckMigrated(*from, Migrations()));
  ZUSAGE_ASSIGN_OR_RETURN(const auto to, target.engine->Connect(Access::kWrite));
  ZUSAGE_RETURN_IF_ERROR(CheckUnused(*to));
  ZUSAGE_RETURN_IF_ERROR(Migrate(*to, Migrations(), options.now));
  MoveReport report;
  ZUSAGE_ASSIGN_OR_RETURN(report.keys, MoveKeys(*source.key_engine, *target.key_engine));
  ZUSAGE_ASSIGN_OR_RETURN(const auto keys,
                          SqlKeyStore::Open(std::move(target.key_engine), target.master, random));
  ZUSAGE_RETURN_IF_ERROR(from->Begin(Access::kRead));
  const absl::Status status = InTransaction(*to, [&]() -> absl::Status {
    ZUSAGE_RETURN_IF_ERROR(MoveTables(*from, *to, options, report));
    return Prove(*from, *to, *keys, options, report);
  });
  from->Rollback();
  if (!status.ok()) return status;
  return report;
}

}  // namespace

int64_t MoveReport::rows() const {
  int64_t sum = 0;
  for (const Table& table : tables) sum += table.rows;
  return sum;
}

absl::StatusOr<MoveReport> MoveData(const OpenedEngines& source, OpenedEngines target,
                                    const MoveOptions& options, RandomSource& random) {
  absl::StatusOr<MoveReport> report = Move(source, target, options, random);
  const absl::Status& status = report.status();
  const std::string problem(status.message());
  if (absl::IsDataLoss(status)) return Error(kJournalNotWhole, {{"problem", problem}});
  if (absl::IsUnavailable(status)) return Error(kMoveCutOff, {{"problem", problem}});
  return report;
}

}  // namespace zusage::storage
