// SPDX-License-Identifier: Apache-2.0
#include "storage/open_data.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/master_key.h"
#include "storage/missing_table.h"
#include "storage/postgres/schema_rights.h"

namespace zusage::storage {
namespace {

absl::Status CheckDatabaseUrl(std::string_view url) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return absl::OkStatus();
  return Error(kDatabaseUrlUnknown);
}

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

SqliteOptions OptionsForKeys() {
  SqliteOptions options;
  options.page_size = 4096;
  options.writer_cache_kib = 2048;
  options.secure_delete = true;
  return options;
}

absl::StatusOr<OpenedEngines> OpenDirectory(const DataPlace& place, OpenFor purpose,
                                            RandomSource& random) {
  const bool create = purpose == OpenFor::kServing;
  OpenedEngines opened;
  if (purpose != OpenFor::kLooking) {
    ZUSAGE_ASSIGN_OR_RETURN(DataDirectory directory, DataDirectory::Open(place.data_dir, create));
    opened.directory = std::make_unique<DataDirectory>(std::move(directory));
  }
  const std::string database = place.File("zusage.db");
  const std::string keys = place.File("keys.db");
  if (!create && (!Exists(database) || !Exists(keys))) {
    return Error(kDataDirectoryMissing, {{"directory", place.data_dir}});
  }
  // A new master key beside old keys would open none of them.
  ZUSAGE_ASSIGN_OR_RETURN(opened.master, LoadMasterKey(place.MasterKeyFile(),
                                                       /*create=*/create && !Exists(keys), random));
  ZUSAGE_ASSIGN_OR_RETURN(opened.key_engine, SqliteEngine::Open(keys, OptionsForKeys()));
  ZUSAGE_ASSIGN_OR_RETURN(opened.engine, SqliteEngine::Open(database, place.sqlite));
  return opened;
}

// What cannot be connected to or opened is told in the engine's words: who starts a server needs
// them, and they hold no password.
absl::Status Unreachable(const absl::Status& status) {
  return Error(kDatabaseUnreachable, {{"problem", std::string(status.message())}});
}

absl::StatusOr<bool> HasData(Engine& engine) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto connection, engine.Connect(Access::kRead));
  const absl::Status status = connection->Query("SELECT position FROM journal_head", {},
                                                [](const Row&) { return absl::OkStatus(); });
  if (!status.ok() && !IsMissingTable(status)) return status;
  return status.ok();
}

// What looking for a table came to: a table that was not found may be one that nobody may see.
absl::StatusOr<bool> Found(Engine& engine, std::string_view table,
                           const absl::StatusOr<bool>& looked) {
  if (!looked.ok()) return Unreachable(looked.status());
  if (*looked) return true;
  const auto connection = engine.Connect(Access::kRead);
  const absl::Status rights =
      connection.ok() ? CheckSchemaRights(**connection, table) : connection.status();
  if (!rights.ok()) return Unreachable(rights);
  return false;
}

absl::StatusOr<OpenedEngines> OpenDatabase(const DataPlace& place, OpenFor purpose,
                                           RandomSource& random) {
  ZUSAGE_RETURN_IF_ERROR(CheckDatabaseUrl(place.database));
  const std::string& keys_url = place.keys_database.empty() ? place.database : place.keys_database;
  ZUSAGE_RETURN_IF_ERROR(CheckDatabaseUrl(keys_url));
  OpenedEngines opened;
  opened.engine = std::make_unique<PostgresEngine>(place.database, place.postgres);
  opened.key_engine = std::make_unique<PostgresEngine>(keys_url, place.postgres);
  for (Engine* engine : {opened.engine.get(), opened.key_engine.get()}) {
    const auto connection = engine->Connect(Access::kRead);
    if (!connection.ok()) return Unreachable(connection.status());
  }
  const bool create = purpose == OpenFor::kServing;
  ZUSAGE_ASSIGN_OR_RETURN(const bool has_data,
                          Found(*opened.engine, "journal_head", HasData(*opened.engine)));
  ZUSAGE_ASSIGN_OR_RETURN(const bool has_keys, Found(*opened.key_engine, "signing_key",
                                                     SqlKeyStore::HasKeys(*opened.key_engine)));
  if (!create && (!has_data || !has_keys)) return Error(kDatabaseEmpty);
  const bool may_create = create && !has_keys;
  if (may_create && place.master_key_file.empty()) {
    ZUSAGE_RETURN_IF_ERROR(EnsureDataDirectory(place.data_dir, /*create=*/true));
  }
  ZUSAGE_ASSIGN_OR_RETURN(opened.master, LoadMasterKey(place.MasterKeyFile(), may_create, random));
  return opened;
}

}  // namespace

std::string DataPlace::File(std::string_view name) const {
  return std::filesystem::path(data_dir) / name;
}

std::string DataPlace::MasterKeyFile() const {
  return master_key_file.empty() ? File("master.key") : master_key_file;
}

bool HasPassword(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return false;
  const std::string_view authority =
      url.substr(scheme + 3, url.find_first_of("/?", scheme + 3) - (scheme + 3));
  const size_t at = authority.rfind('@');
  const bool before_host = at != authority.npos && authority.substr(0, at).find(':') != url.npos;
  return before_host || url.find("?password=") != url.npos || url.find("&password=") != url.npos;
}

absl::StatusOr<OpenedEngines> OpenEngines(const DataPlace& place, OpenFor purpose,
                                          RandomSource& random) {
  return place.embedded() ? OpenDirectory(place, purpose, random)
                          : OpenDatabase(place, purpose, random);
}

absl::StatusOr<OpenedData> OpenData(const DataPlace& place, OpenFor purpose, RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(OpenedEngines engines, OpenEngines(place, purpose, random));
  OpenedData opened;
  opened.directory = std::move(engines.directory);
  opened.engine = std::move(engines.engine);
  ZUSAGE_ASSIGN_OR_RETURN(opened.keys,
                          SqlKeyStore::Open(std::move(engines.key_engine), engines.master, random));
  return opened;
}

}  // namespace zusage::storage
