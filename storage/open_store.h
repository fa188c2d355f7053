// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_OPEN_STORE_H_
#define ZUSAGE_STORAGE_OPEN_STORE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "storage/batch_store.h"
#include "storage/journal/journal_follower.h"
#include "storage/open_data.h"

namespace zusage::storage {

struct OpenStoreOptions {
  DataPlace place;
  // Creates the directory, the keys and the tables if they do not exist.
  bool create = true;
  // How soon a store notices what other processes committed. Those on an embedded database have
  // none.
  absl::Duration poll_interval = absl::Milliseconds(20);
  BatchStoreOptions batches;
  JournalFollowerOptions following;
  // Starts the journal's follower; without it, tests say when to catch up.
  bool follow = true;
};

// Members in order of construction, as those of OpenedData.
struct OpenedStore : OpenedData {
  std::unique_ptr<BatchStore> store;
  std::unique_ptr<JournalFollower> follower;
};

// Opens and migrates the data and starts the store. `clock` and `random` outlive the result.
// Errors: those of OpenData and Migrate.
absl::StatusOr<OpenedStore> OpenStore(const OpenStoreOptions& options, const Clock& clock,
                                      RandomSource& random);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_OPEN_STORE_H_
