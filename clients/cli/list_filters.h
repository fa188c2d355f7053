// SPDX-License-Identifier: Apache-2.0
// Which of many: what `list` and `export` of a noun share. Promises have theirs in promise.h.
#ifndef ZUSAGE_CLIENTS_CLI_LIST_FILTERS_H_
#define ZUSAGE_CLIENTS_CLI_LIST_FILTERS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/session.h"
#include "zusage/directory/v1/directory_service.pb.h"
#include "zusage/intake/v1/intake_service.pb.h"

namespace zusage::cli {

// --product, --state, --outcome, --customer, --submitter, --mine.
std::vector<OptionSpec> RequestFilterOptions();
absl::StatusOr<intake::v1::ListChangeRequestsRequest> ReadRequestFilter(const Arguments& arguments,
                                                                        Session& session);

// --customer, --stage, --closing-until.
std::vector<OptionSpec> DealFilterOptions();
absl::StatusOr<directory::v1::ListDealsRequest> ReadDealFilter(const Arguments& arguments,
                                                               Session& session);

// PREFIX.
std::vector<OptionSpec> CustomerFilterOptions();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_LIST_FILTERS_H_
