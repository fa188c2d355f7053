// SPDX-License-Identifier: Apache-2.0
//
// A data directory on embedded SQLite, opened with everything that belongs to it:
//
//   zusage.db    the data          keys.db      the keys of private data, wrapped
//   LOCK         one process only  master.key   what wraps the keys; back it up apart from the rest
#ifndef ZUSAGE_STORAGE_OPEN_STORE_H_
#define ZUSAGE_STORAGE_OPEN_STORE_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "storage/batch_store.h"
#include "storage/journal/journal_follower.h"
#include "storage/sqlite/data_directory.h"
#include "storage/sqlite/sqlite_engine.h"
#include "storage/sqlite/sqlite_key_store.h"

namespace zusage::storage {

struct OpenStoreOptions {
  std::string data_dir;
  // Where the master key is; by default in the data directory.
  std::string master_key_file;
  // Creates the directory, the keys and the database if they do not exist.
  bool create = true;
  SqliteOptions sqlite;
  BatchStoreOptions batches;
  JournalFollowerOptions following;
  // Starts the journal's follower; without it, tests say when to catch up.
  bool follow = true;
};

// Members in order of construction: each uses those before it. Hence no assignment, which would
// destroy them in the same order.
struct OpenedStore {
  OpenedStore() = default;
  OpenedStore(OpenedStore&&) = default;
  OpenedStore& operator=(OpenedStore&&) = delete;

  std::unique_ptr<DataDirectory> directory;
  std::unique_ptr<SqliteEngine> engine;
  std::unique_ptr<SqliteKeyStore> keys;
  std::unique_ptr<BatchStore> store;
  std::unique_ptr<JournalFollower> follower;
};

// Locks the directory, opens and migrates the database and starts the store. `clock` and `random`
// outlive the result. Errors: those of DataDirectory, LoadMasterKey and Migrate.
absl::StatusOr<OpenedStore> OpenStore(const OpenStoreOptions& options, const Clock& clock,
                                      RandomSource& random);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_OPEN_STORE_H_
