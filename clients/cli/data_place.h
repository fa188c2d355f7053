// SPDX-License-Identifier: Apache-2.0
// What the commands share that need no server and open the data themselves.
#ifndef ZUSAGE_CLIENTS_CLI_DATA_PLACE_H_
#define ZUSAGE_CLIENTS_CLI_DATA_PLACE_H_

#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "storage/open_data.h"

namespace zusage::cli {

OptionSpec KeysDatabaseOption();
OptionSpec MasterKeyOption();

// The place that --data-dir, --database, --keys-database and --master-key-file name. Errors:
// PASSWORD_IN_URL, about one of these options.
absl::StatusOr<storage::DataPlace> DataPlaceOf(const Arguments& arguments);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_DATA_PLACE_H_
