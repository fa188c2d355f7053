// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_INIT_COMMAND_H_
#define ZUSAGE_SERVICES_APP_INIT_COMMAND_H_

#include <iosfwd>

#include "absl/status/status.h"
#include "services/app/options.h"

namespace zusage::app {

// Creates a data directory with its keys and the first administrator, and hands out that
// administrator's token: to the token file, which must not exist, or as a line of `out`. Errors:
// FAILED_PRECONDITION / ALREADY_INITIALIZED if there are principals already; those of OpenStore().
absl::Status Init(const InitOptions& options, std::ostream& out);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_INIT_COMMAND_H_
