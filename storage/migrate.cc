// SPDX-License-Identifier: Apache-2.0
#include "storage/migrate.h"

#include <map>
#include <string>

#include "absl/strings/escaping.h"
#include "services/base/status_macros.h"
#include "storage/crypto.h"
#include "storage/in_transaction.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

constexpr std::string_view kProbe = "SELECT version FROM schema_migrations LIMIT 1";
constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "version @INT NOT NULL PRIMARY KEY, name @TEXT NOT NULL, checksum @TEXT NOT NULL, "
    "apply_time @INT NOT NULL)";

std::string Checksum(const Migration& migration) {
  const Digest digest = Sha256({migration.script});
  return absl::BytesToHexString(Absl(BytesOf(digest)));
}

using Applied = std::map<int64_t, std::string>;  // version, checksum

absl::StatusOr<Applied> LoadApplied(ReadTransaction& tx) {
  Applied applied;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT version, checksum FROM schema_migrations", {}, [&](const Row& row) {
        applied.emplace(row.Int(0), row.Text(1));
        return absl::OkStatus();
      }));
  return applied;
}

absl::Status CheckApplied(const Applied& applied, absl::Span<const Migration> migrations) {
  const int64_t known = migrations.empty() ? 0 : migrations.back().version;
  if (!applied.empty() && applied.rbegin()->first > known) {
    return Error(kSchemaTooNew, {{"found", std::to_string(applied.rbegin()->first)},
                                 {"known", std::to_string(known)}});
  }
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.version);
    const bool skipped =
        found == applied.end() && !applied.empty() && migration.version < applied.rbegin()->first;
    const bool differs = found != applied.end() && found->second != Checksum(migration);
    if (skipped || differs) {
      return Error(kSchemaForeign, {{"version", std::to_string(migration.version)}});
    }
  }
  return absl::OkStatus();
}

// The record comes first: of several processes that migrate at once, those that come second wait
// here until the first has committed, and then find that nothing is left to do.
absl::Status Apply(Connection& connection, const Migration& migration, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t recorded,
      connection.Execute("INSERT INTO schema_migrations (version, name, checksum, apply_time) "
                         "VALUES (:version, :name, :checksum, :apply_time) "
                         "ON CONFLICT (version) DO NOTHING",
                         {{"version", migration.version},
                          {"name", migration.name},
                          {"checksum", Checksum(migration)},
                          {"apply_time", absl::ToUnixMicros(now)}}));
  return recorded == 1 ? connection.RunScript(migration.script) : absl::OkStatus();
}

}  // namespace

int64_t SchemaVersion() { return Migrations().back().version; }

absl::Status Migrate(Connection& connection, absl::Span<const Migration> migrations,
                     absl::Time now) {
  ZUSAGE_RETURN_IF_ERROR(MakeTables(connection, kProbe, kTable));
  ZUSAGE_ASSIGN_OR_RETURN(const Applied applied, LoadApplied(connection));
  ZUSAGE_RETURN_IF_ERROR(CheckApplied(applied, migrations));
  for (const Migration& migration : migrations) {
    if (applied.contains(migration.version)) continue;
    ZUSAGE_RETURN_IF_ERROR(
        InTransaction(connection, [&] { return Apply(connection, migration, now); }));
  }
  return absl::OkStatus();
}

absl::Status CheckMigrated(ReadTransaction& tx, absl::Span<const Migration> migrations) {
  const absl::StatusOr<Applied> loaded = LoadApplied(tx);
  if (absl::IsUnavailable(loaded.status())) return loaded.status();
  const Applied applied = loaded.ok() ? *loaded : Applied();
  ZUSAGE_RETURN_IF_ERROR(CheckApplied(applied, migrations));
  const int64_t found = applied.empty() ? 0 : applied.rbegin()->first;
  const int64_t known = migrations.empty() ? 0 : migrations.back().version;
  if (found == known) return absl::OkStatus();
  return Error(kSchemaTooOld, {{"found", std::to_string(found)}, {"known", std::to_string(known)}});
}

}  // namespace zusage::storage
