// SPDX-License-Identifier: Apache-2.0
//
// The strategies and past requests that `zusage backtest` is given.
#ifndef ZUSAGE_CLIENTS_CLI_BACKTEST_FILES_H_
#define ZUSAGE_CLIENTS_CLI_BACKTEST_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/session.h"
#include "services/alignment/domain/backtest_folds.h"

namespace zusage::cli {

// The products of --strategy and --requests, pair by pair, or of the directory --decisions: of each
// NAME.strategy.json (or .yaml) NAME.requests.jsonl, and NAME.prepared.strategy.json if it is
// there. A strategy with aliases or examples counts as prepared and, without them, as bare unless
// that is given too (another pair with the same requests). Says on standard error which requests
// cite what no strategy has. INVALID_ARGUMENT with file and line of what is wrong. `lexicon` must
// outlive the result.
absl::StatusOr<std::vector<alignment::BacktestProduct>> ReadBacktestFiles(
    const Arguments& arguments, Session& session, const alignment::Lexicon& lexicon);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BACKTEST_FILES_H_
