// SPDX-License-Identifier: Apache-2.0
// zusage strategy prepare: how well a strategy is prepared, and proposals to be accepted one by
// one.
#ifndef ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_
#define ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_

#include "clients/cli/arguments.h"

namespace zusage::cli {

Verb StrategyPrepareVerb();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_STRATEGY_PREPARE_H_
