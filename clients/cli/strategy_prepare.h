// SPDX-License-Identifier: Apache-2.0
// zusage strategy prepare: how well a strategy is prepared, and proposals to be accepted one by
// one.
#ifndef ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_
#define ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_

#include "clients/cli/arguments.h"
#include "clients/cli/page.h"
#include "zusage/strategy/v1/strategy_service.pb.h"

namespace zusage::cli {

Verb StrategyPrepareVerb();

// One line: how well a strategy is prepared, with what to do where that is little.
void ShowPreparedness(const strategy::v1::Preparedness& preparedness, const std::string& product,
                      Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_
