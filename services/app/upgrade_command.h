// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_UPGRADE_COMMAND_H_
#define ZUSAGE_SERVICES_APP_UPGRADE_COMMAND_H_

#include <iosfwd>

#include "absl/status/status.h"
#include "storage/open_data.h"

namespace zusage::app {

// Brings the tables of existing data to this program's version, and tells it. Servers do so when
// they start; this is for those whose database lets only another role change tables. Idempotent.
// Errors: those of OpenStore().
absl::Status Upgrade(const storage::DataPlace& place, std::ostream& out);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_UPGRADE_COMMAND_H_
