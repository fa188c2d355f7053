// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_PREPARATION_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_PREPARATION_H_

#include <string>
#include <vector>

#include "clients/cli/page.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::cli {

// The proposals that nothing speaks against, those that help first, else in the answer's order.
// What makes verdicts worse is left out; whoever wants it all the same can name it.
std::vector<const strategy::v1::Proposal*> Worthwhile(
    const strategy::v1::StrategyPreparation& answer);

// What would be added, where it comes from, and what it would change.
void ShowProposal(const strategy::v1::Proposal& proposal, Page& page);

// How complete each element is, with what is proposed or without.
void ShowPreparation(const strategy::v1::StrategyPreparation& answer, bool with_proposals,
                     Page& page);

// One line: how well a strategy is prepared, with what to do where that is little.
void ShowPreparedness(const strategy::v1::Preparedness& preparedness, const std::string& product,
                      Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_PREPARATION_H_
