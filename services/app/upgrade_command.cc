// SPDX-License-Identifier: Apache-2.0
#include "services/app/upgrade_command.h"

#include <ostream>

#include "services/base/ids.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "storage/migrate.h"
#include "storage/open_store.h"

namespace zusage::app {

absl::Status Upgrade(const storage::DataPlace& place, std::ostream& out) {
  const SystemClock clock;
  SystemRandom random;
  storage::OpenStoreOptions options;
  options.place = place;
  options.create = false;
  options.follow = false;
  ZUSAGE_RETURN_IF_ERROR(storage::OpenStore(options, clock, random).status());
  out << "schema version " << storage::SchemaVersion() << "\n";
  return absl::OkStatus();
}

}  // namespace zusage::app
