// SPDX-License-Identifier: Apache-2.0
#include "storage/open_store.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/migrate.h"

namespace zusage::storage {
namespace {

absl::Status MigrateData(Engine& engine, const Clock& clock) {
  ZUSAGE_ASSIGN_OR_RETURN(auto connection, engine.Connect(Access::kWrite));
  return Migrate(*connection, Migrations(), clock.Now());
}

}  // namespace

absl::StatusOr<OpenedStore> OpenStore(const OpenStoreOptions& options, const Clock& clock,
                                      RandomSource& random) {
  const OpenFor purpose = options.create ? OpenFor::kServing : OpenFor::kServingExisting;
  ZUSAGE_ASSIGN_OR_RETURN(OpenedData data, OpenData(options.place, purpose, random));
  OpenedStore opened{std::move(data)};
  ZUSAGE_RETURN_IF_ERROR(MigrateData(*opened.engine, clock));
  BatchStoreOptions batches = options.batches;
  JournalFollowerOptions following = options.following;
  following.exclusive = options.place.embedded();  // the directory is locked
  if (!options.place.embedded()) batches.poll_interval = options.poll_interval;
  ZUSAGE_ASSIGN_OR_RETURN(opened.store,
                          BatchStore::Open(*opened.engine, *opened.keys, clock, random, batches));
  ZUSAGE_ASSIGN_OR_RETURN(opened.follower, JournalFollower::Create(*opened.store, *opened.keys,
                                                                   clock, random, following));
  if (options.follow) opened.follower->Start();
  return opened;
}

}  // namespace zusage::storage
