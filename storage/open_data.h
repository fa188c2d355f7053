// SPDX-License-Identifier: Apache-2.0
//
// Where the data is kept, and the way in. Either a data directory on embedded SQLite:
//
//   zusage.db    the data          keys.db      the keys of private data, wrapped
//   LOCK         one process only  master.key   what wraps the keys; back it up apart from the rest
//
// or a PostgreSQL database that many processes share; of the files above there is only master.key
// then, the same in all of them.
#ifndef ZUSAGE_STORAGE_OPEN_DATA_H_
#define ZUSAGE_STORAGE_OPEN_DATA_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/error.h"
#include "services/base/ids.h"
#include "storage/connection.h"
#include "storage/crypto.h"
#include "storage/postgres/postgres_engine.h"
#include "storage/sql_key_store.h"
#include "storage/sqlite/data_directory.h"
#include "storage/sqlite/sqlite_engine.h"

namespace zusage::storage {

inline constexpr ErrorSpec kDatabaseUrlUnknown{
    absl::StatusCode::kInvalidArgument, "DATABASE_URL_UNKNOWN",
    "A database is given as a URL like postgresql://zusage@db.example/zusage.",
    "Eine Datenbank wird als URL wie postgresql://zusage@db.example/zusage angegeben."};
inline constexpr ErrorSpec kDatabaseUnreachable{
    absl::StatusCode::kUnavailable, "DATABASE_UNREACHABLE",
    "The database cannot be opened ({problem}).",
    "Die Datenbank lässt sich nicht öffnen ({problem})."};
inline constexpr ErrorSpec kDatabaseEmpty{
    absl::StatusCode::kNotFound, "DATABASE_EMPTY",
    "There is no data of Zusage's in this database; create it with `zusaged init`.",
    "In dieser Datenbank liegen keine Daten von Zusage; mit `zusaged init` anlegen."};

struct DataPlace {
  // Of embedded SQLite, unless `database` says otherwise; where the master key is by default.
  std::string data_dir;
  // The URL of a PostgreSQL database; "" for SQLite.
  std::string database;
  // The URL of another one for the keys, so that the two are backed up apart; "" for the same.
  std::string keys_database;
  // "" for master.key in the data directory.
  std::string master_key_file;
  // How the embedded database is used, and the other one.
  SqliteOptions sqlite = {};
  PostgresOptions postgres = {};

  bool embedded() const { return database.empty(); }
  std::string File(std::string_view name) const;
  std::string MasterKeyFile() const;
};

// Members in order of construction: each uses those before it. Hence no assignment, which would
// destroy them in the same order.
struct OpenedData {
  OpenedData() = default;
  OpenedData(OpenedData&&) = default;
  OpenedData& operator=(OpenedData&&) = delete;

  std::unique_ptr<DataDirectory> directory;  // set while it is locked
  std::unique_ptr<Engine> engine;
  std::unique_ptr<SqlKeyStore> keys;
};

// The same before anybody looked at the keys.
struct OpenedEngines {
  std::unique_ptr<DataDirectory> directory;  // set while it is locked
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Engine> key_engine;
  SecretKey master{};
};

enum class OpenFor {
  kServing,          // a data directory is locked; what is missing is created, except lost keys
  kServingExisting,  // the same, and nothing is created
  kLooking,          // neither locked nor created
};

// Opens the database and that of the keys, without making tables in either. Errors:
// kDatabaseUrlUnknown, kDatabaseUnreachable, kDatabaseEmpty; those of DataDirectory and
// LoadMasterKey.
absl::StatusOr<OpenedEngines> OpenEngines(const DataPlace& place, OpenFor purpose,
                                          RandomSource& random);

// Opens the database, without migrating it, and its keys. `random` outlives the result. Errors:
// those of OpenEngines and SqlKeyStore::Open.
absl::StatusOr<OpenedData> OpenData(const DataPlace& place, OpenFor purpose, RandomSource& random);

// Whether `url` has a password in it, as no command line should.
bool HasPassword(std::string_view url);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_OPEN_DATA_H_
