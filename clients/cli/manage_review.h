// SPDX-License-Identifier: Apache-2.0
// What product managers do with reviews beside deciding.
#ifndef ZUSAGE_CLIENTS_CLI_MANAGE_REVIEW_H_
#define ZUSAGE_CLIENTS_CLI_MANAGE_REVIEW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/session.h"

namespace zusage::cli {

// Shows the request that is about to be changed, asks `question`, and returns the etag of what was
// shown. Errors of Confirm() and of reading.
absl::StatusOr<std::string> EtagAfterAsking(const std::string& request, const std::string& question,
                                            Session& session);

// zusage review assign|ask|merge|reopen|substitute|substitutes
std::vector<Verb> ManageReviewVerbs();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_MANAGE_REVIEW_H_
