// SPDX-License-Identifier: Apache-2.0
//
// How good the check is on requests that none of its constants was fitted on, and what each step of
// it is worth. Pure; reading files and printing are the caller's.
//
// With several products each is judged by constants fitted on the others; with one its requests are
// dealt into folds, each judged by constants fitted on the others, same wishes in the same fold.
// The confidence from which on a verdict is firm, and how much precedents weigh, are fitted
// likewise: on folds of the rest alone.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_FOLDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_FOLDS_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/compiled_strategy.h"

namespace zusage::alignment {

inline constexpr size_t kFoldsOfOneProduct = 5;
// A verdict is firm where this share of those at least as sure are right.
inline constexpr double kFirmAccuracy = 0.85;

// A product with its decided requests, whose ids are unique within it, and its strategy as it is
// without aliases and examples ("bare") and with them, whichever is there.
struct BacktestProduct {
  std::string name;
  std::vector<BacktestRequest> requests;
  std::optional<CompiledStrategy> bare;
  std::optional<CompiledStrategy> prepared;
};

// `strategy` without the aliases and examples of its elements.
strategy::Strategy BareOf(strategy::Strategy strategy);

// Whether any element has aliases or examples.
bool IsPrepared(const strategy::Strategy& strategy);

// Says how far the work is; called before each unit of it.
using BacktestProgress = std::function<void(size_t done, size_t of)>;

// What is paid for the probabilities that were given to what was right, the mean of -log P: it
// moves in steps finer than shares of right answers, which few requests make coarse.
struct Loss {
  double verdict = 0;
  double element = 0;  // that the verdict rests on; "none" where there is none
};

// All requests, judged in one manner.
struct FoldRun {
  bool prepared = false;
  bool body_only = false;
  PrecedentUse precedents = PrecedentUse::kNone;
  Figures all;
  Figures english;
  Figures german;
  Loss loss;                                         // without precedents
  std::vector<std::vector<Prediction>> predictions;  // by product
};

struct FoldReport {
  std::vector<FoldRun> runs;
  Calibration fitted;  // on everything: what a program would be built with
};

// Judges every request in every manner there is: bare and prepared, with titles and without, each
// without precedents, with older ones and with all others. The same input gives the same report.
FoldReport LeaveOneOut(absl::Span<const BacktestProduct> products,
                       const BacktestProgress& progress = nullptr);

// What the check is without one of its steps, everything else fitted anew.
struct StepWorth {
  std::string_view key;  // "all" for nothing left out
  std::string_view english;
  std::string_view german;
  // Bare and prepared, titles and bodies; absent for strategies that are not there.
  std::optional<Figures> bare;
  std::optional<Figures> prepared;
  Loss loss;  // mean over both
};

// The check as it is, then without each step. Leaves products or folds out as LeaveOneOut does. The
// figures are those of the odds alone and so may differ a little from LeaveOneOut's.
std::vector<StepWorth> WorthOfSteps(absl::Span<const BacktestProduct> products,
                                    const BacktestProgress& progress = nullptr);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BACKTEST_FOLDS_H_
