// SPDX-License-Identifier: Apache-2.0
//
// The schema's migrations: numbered, embedded into the program from `storage/migrations/`, forward
// only. A new one is a new file NNNN_name.sql there; an old one never changes.
#ifndef ZUSAGE_STORAGE_MIGRATE_H_
#define ZUSAGE_STORAGE_MIGRATE_H_

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/error.h"
#include "storage/connection.h"

namespace zusage::storage {

struct Migration {
  int64_t version = 0;
  std::string_view name;
  std::string_view script;
};

inline constexpr ErrorSpec kSchemaTooNew{
    absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_NEW",
    "The database has schema version {found}, this program knows versions up to {known}; use the "
    "program that wrote it, or a newer one.",
    "Die Datenbank hat die Schema-Version {found}, dieses Programm kennt Versionen bis {known}; "
    "das "
    "Programm verwenden, das sie geschrieben hat, oder ein neueres."};
inline constexpr ErrorSpec kSchemaForeign{
    absl::StatusCode::kFailedPrecondition, "SCHEMA_FOREIGN",
    "Migration {version} of the database is not the one of this program; it was written by another "
    "build.",
    "Migration {version} der Datenbank ist nicht die dieses Programms; sie stammt von einem "
    "anderen "
    "Stand."};

inline constexpr ErrorSpec kSchemaTooOld{
    absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_OLD",
    "The database has schema version {found}, this program needs {known}; start this version's "
    "zusaged on it once, which updates it, and stop it again.",
    "Die Datenbank hat die Schema-Version {found}, dieses Programm braucht {known}; den zusaged "
    "dieser Version einmal darauf starten, der sie aktualisiert, und wieder beenden."};

// The embedded migrations by rising version.
absl::Span<const Migration> Migrations();

// The newest version among them.
int64_t SchemaVersion();

// Applies the migrations that are missing, each in a transaction of its own, and records them with
// a checksum. Idempotent. Errors: kSchemaTooNew, kSchemaForeign, or the engine's.
absl::Status Migrate(Connection& connection, absl::Span<const Migration> migrations,
                     absl::Time now);

// OK if exactly `migrations` were applied. Errors: kSchemaTooOld, also where there are no tables;
// those of Migrate.
absl::Status CheckMigrated(ReadTransaction& tx, absl::Span<const Migration> migrations);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_MIGRATE_H_
