// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_SCORES_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_SCORES_H_

#include "clients/cli/page.h"
#include "zusage/type/v1/assessment.pb.h"

namespace zusage::cli {

// Both scores with all their parts, what unanswered ones could make of them, and how they weigh
// together under the focus.
void ShowScores(const type::v1::Assessment& assessment, Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_SCORES_H_
