// SPDX-License-Identifier: Apache-2.0
//
// The constants that each fold of a backtest is judged by. Internal to backtest_folds.h.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_FITS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_FITS_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/fold_rows.h"

namespace zusage::alignment {

struct FoldFits {
  std::vector<Calibration> without;  // by fold
  Calibration all;
};

// How many fits FitFolds makes.
size_t FitsFor(size_t folds);

// Every constant fitted without each fold, and on everything. How much precedents weigh and from
// which confidence on a verdict is firm are fitted on what is said about a row by constants that
// know neither its fold nor the one left out: who knows a row is too sure of it. `begin` is called
// before each fit.
FoldFits FitFolds(const FoldRows& rows, absl::FunctionRef<void()> begin);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOLD_FITS_H_
