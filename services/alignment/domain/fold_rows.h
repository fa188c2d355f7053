// SPDX-License-Identifier: Apache-2.0
//
// The rows of a backtest, dealt into folds. Internal to backtest_folds.h.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_ROWS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_ROWS_H_

#include <array>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/backtest_folds.h"

namespace zusage::alignment {

// One request against one strategy, with its title or without.
struct FoldRow {
  size_t fold = 0;
  size_t product = 0;
  size_t request = 0;
  bool prepared = false;
  bool body_only = false;
  const CompiledStrategy* strategy = nullptr;  // the product's
  CalibrationRow row;
  // Decided requests like it: those decided before it, and all others.
  std::array<std::vector<SimilarRequest>, 2> precedents;
};

struct FoldRows {
  size_t folds = 0;
  std::vector<std::vector<size_t>> fold_of;  // by product and request
  std::vector<FoldRow> rows;
};

// `products` must outlive the rows.
FoldRows DealRows(absl::Span<const BacktestProduct> products);

// The constants fitted on all rows but those of two folds, which may be the same one or none.
inline constexpr size_t kNoFold = static_cast<size_t>(-1);
Calibration FitWithout(const FoldRows& rows, size_t fold, size_t other = kNoFold);

// What the odds say about a row, and what it cost.
struct RowVerdict {
  Verdict verdict = Verdict::kUnspecified;
  double confidence = 0;
  std::vector<size_t> ranked;  // the three best candidates
  Loss loss;
};
RowVerdict JudgeRow(const CalibrationRow& row, const Calibration& calibration,
                    const LogitGains& gains = {});

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_ROWS_H_
