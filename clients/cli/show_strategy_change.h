// SPDX-License-Identifier: Apache-2.0
// What changes from one version of a strategy to the next, as people read it.
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_STRATEGY_CHANGE_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_STRATEGY_CHANGE_H_

#include "clients/cli/page.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::cli {

// A line for each element or part that came or went, and for each field that changed.
void ShowDifference(const strategy::v1::StrategyDifference& difference, Page& page);

// What publishing a version changes for those who asked and those who promised; of a version that
// was published, only the elements that went although something cites them.
void ShowStrategyChange(const strategy::v1::StrategyChange& change, Page& page);

// Who has acknowledged a version, and who has not.
void ShowAcknowledgements(const strategy::v1::ListAcknowledgementsResponse& answer, Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_STRATEGY_CHANGE_H_
