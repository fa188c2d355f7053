// SPDX-License-Identifier: Apache-2.0
#include "storage/open_store.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/migrate.h"
#include "storage/sqlite/master_key.h"

namespace zusage::storage {
namespace {

bool Exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

absl::StatusOr<std::unique_ptr<SqliteKeyStore>> OpenKeys(const OpenStoreOptions& options,
                                                         const DataDirectory& directory,
                                                         RandomSource& random) {
  const std::string file =
      options.master_key_file.empty() ? directory.File("master.key") : options.master_key_file;
  const std::string keys = directory.File("keys.db");
  // A new master key beside old keys would open none of them.
  const bool may_create = options.create && !Exists(keys);
  ZUSAGE_ASSIGN_OR_RETURN(const SecretKey master, LoadMasterKey(file, may_create, random));
  return SqliteKeyStore::Open(keys, master, random);
}

absl::Status MigrateDatabase(Engine& engine, const Clock& clock) {
  ZUSAGE_ASSIGN_OR_RETURN(auto connection, engine.Connect(Access::kWrite));
  return Migrate(*connection, Migrations(), clock.Now());
}

}  // namespace

absl::StatusOr<OpenedStore> OpenStore(const OpenStoreOptions& options, const Clock& clock,
                                      RandomSource& random) {
  OpenedStore opened;
  ZUSAGE_ASSIGN_OR_RETURN(DataDirectory directory,
                          DataDirectory::Open(options.data_dir, options.create));
  opened.directory = std::make_unique<DataDirectory>(std::move(directory));
  const std::string database = opened.directory->File("zusage.db");
  if (!options.create && !Exists(database)) {
    return Error(kDataDirectoryMissing, {{"directory", options.data_dir}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(opened.keys, OpenKeys(options, *opened.directory, random));
  ZUSAGE_ASSIGN_OR_RETURN(opened.engine, SqliteEngine::Open(database, options.sqlite));
  ZUSAGE_RETURN_IF_ERROR(MigrateDatabase(*opened.engine, clock));
  ZUSAGE_ASSIGN_OR_RETURN(
      opened.store, BatchStore::Open(*opened.engine, *opened.keys, clock, random, options.batches));
  JournalFollowerOptions following = options.following;
  following.exclusive = true;  // the directory is locked
  ZUSAGE_ASSIGN_OR_RETURN(opened.follower, JournalFollower::Create(*opened.store, *opened.keys,
                                                                   clock, random, following));
  if (options.follow) opened.follower->Start();
  return opened;
}

}  // namespace zusage::storage
