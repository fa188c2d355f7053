// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/fold_fits.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "services/alignment/domain/backtest_folds.h"
#include "services/alignment/domain/precedent_odds.h"

namespace zusage::alignment {
namespace {

// What is tried for precedents. A precedent that is less similar than the least would be named in
// nearly every finding and mean nothing.
constexpr std::array kPrecedentFroms = {0.05, 0.10, 0.15, 0.20, 0.25, 0.30};
constexpr std::array kPrecedentGains = {2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0};

// The fits that leave two folds out.
using InnerFits = std::map<std::pair<size_t, size_t>, Calibration>;

// The constants to judge a row by that know neither its fold nor `fold`.
const Calibration& Without(const InnerFits& inner, const FoldRow& row, size_t fold) {
  return inner.at({std::min(row.fold, fold), std::max(row.fold, fold)});
}

// The lowest confidence from which on verdicts are right often enough, in all manners together;
// 1 if none is.
double FirmFrom(const FoldRows& rows, size_t fold, const InnerFits& inner) {
  std::vector<std::pair<double, bool>> verdicts;
  for (const FoldRow& row : rows.rows) {
    if (row.fold == fold) continue;
    const RowVerdict verdict = JudgeRow(row.row, Without(inner, row, fold));
    verdicts.emplace_back(verdict.confidence, verdict.verdict == row.row.expected);
  }
  std::sort(verdicts.rbegin(), verdicts.rend());
  double right = 0, firm_from = 1;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    right += verdicts[i].second;
    if (right / static_cast<double>(i + 1) >= kFirmAccuracy) firm_from = verdicts[i].first;
  }
  return firm_from;
}

LogitGains Times(double factor, LogitGains gains) {
  for (double& gain : gains.elements) gain *= factor;
  gains.none *= factor;
  return gains;
}

double Sum(const Loss& loss) { return loss.verdict + loss.element; }

// By gain: what all rows but those of `fold` cost with precedents that count from `from` on, less
// what they cost without.
std::array<double, kPrecedentGains.size()> CostOf(const FoldRows& rows, size_t fold,
                                                  const InnerFits& inner, double from) {
  std::array<double, kPrecedentGains.size()> costs{};
  for (const FoldRow& row : rows.rows) {
    if (row.fold == fold) continue;
    Calibration calibration = Without(inner, row, fold);
    calibration.precedent_from = from;
    calibration.precedent_gain = 1;
    const absl::Span<const Candidate> candidates = row.row.candidates;
    const Judgement alone = Judge(candidates, calibration);
    const double without = Sum(JudgeRow(row.row, calibration).loss);
    for (const std::vector<SimilarRequest>& similar : row.precedents) {
      const LogitGains one = PrecedentOdds(similar, *row.strategy, candidates, alone, calibration);
      if (one.none == 0 && one.elements.empty()) continue;
      for (size_t i = 0; i < kPrecedentGains.size(); ++i) {
        const LogitGains gains = Times(kPrecedentGains[i], one);
        costs[i] += Sum(JudgeRow(row.row, calibration, gains).loss) - without;
      }
    }
  }
  return costs;
}

// How much precedents weigh, by the least loss; they have no weight where none lowers it.
void FitPrecedents(const FoldRows& rows, size_t fold, const InnerFits& inner,
                   Calibration& calibration) {
  double least = 0;
  for (const double from : kPrecedentFroms) {
    const auto costs = CostOf(rows, fold, inner, from);
    const auto best = std::min_element(costs.begin(), costs.end());
    if (*best >= least) continue;
    least = *best;
    calibration.precedent_from = from;
    calibration.precedent_gain = kPrecedentGains[static_cast<size_t>(best - costs.begin())];
  }
}

Calibration Finish(Calibration fitted, const FoldRows& rows, size_t fold, const InnerFits& inner) {
  fitted.firm_from = FirmFrom(rows, fold, inner);
  FitPrecedents(rows, fold, inner, fitted);
  return fitted;
}

}  // namespace

size_t FitsFor(size_t folds) { return folds + folds * (folds - 1) / 2 + 1; }

FoldFits FitFolds(const FoldRows& rows, absl::FunctionRef<void()> begin) {
  InnerFits inner;
  for (size_t fold = 0; fold < rows.folds; ++fold) {
    begin();
    inner[{fold, kNoFold}] = FitWithout(rows, fold);
    for (size_t other = fold + 1; other < rows.folds; ++other) {
      begin();
      inner[{fold, other}] = FitWithout(rows, fold, other);
    }
  }
  FoldFits fits;
  for (size_t fold = 0; fold < rows.folds; ++fold) {
    fits.without.push_back(Finish(inner.at({fold, kNoFold}), rows, fold, inner));
  }
  begin();
  fits.all = Finish(FitWithout(rows, kNoFold), rows, kNoFold, inner);
  return fits;
}

}  // namespace zusage::alignment
