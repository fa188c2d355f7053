// SPDX-License-Identifier: Apache-2.0
//
// What `zusage backtest --leave-one-out` prints.
#ifndef ZUSAGE_CLIENTS_CLI_BACKTEST_REPORT_H_
#define ZUSAGE_CLIENTS_CLI_BACKTEST_REPORT_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "clients/cli/page.h"
#include "services/alignment/domain/backtest_folds.h"

namespace zusage::cli {

// What the figures are of.
struct BacktestSubject {
  std::vector<std::string> products;
  size_t requests = 0;
  std::string linguistic_fingerprint;  // "none" without data
};

// Tables for people: all manners by language, then by verdict, then the worth of each step, which
// may be empty.
void ShowFolds(const BacktestSubject& subject, const alignment::FoldReport& report,
               absl::Span<const alignment::StepWorth> steps, Page& page);

// The same as one line of JSON with sorted keys.
std::string FoldsJson(const BacktestSubject& subject, const alignment::FoldReport& report,
                      absl::Span<const alignment::StepWorth> steps);

// "prepared", "title_and_body", "older" of a run, as JSON and --predictions name them.
std::string_view StrategyKey(const alignment::FoldRun& run);
std::string_view TextKey(const alignment::FoldRun& run);
std::string_view PrecedentsKey(alignment::PrecedentUse use);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_BACKTEST_REPORT_H_
