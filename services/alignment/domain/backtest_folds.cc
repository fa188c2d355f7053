// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/backtest_folds.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/alignment/domain/fold_fits.h"
#include "services/alignment/domain/fold_rows.h"

namespace zusage::alignment {
namespace {

constexpr std::array kUses = {PrecedentUse::kNone, PrecedentUse::kOlder, PrecedentUse::kAllOthers};

// Counts units of work.
class Work {
 public:
  Work(size_t units, const BacktestProgress& progress) : units_(units), progress_(progress) {}

  void Begin() {
    if (progress_ != nullptr) progress_(done_, units_);
    ++done_;
  }

 private:
  const size_t units_;
  const BacktestProgress& progress_;
  size_t done_ = 0;
};

// What is said about the requests of one product, each by the constants of its own fold.
std::vector<Prediction> PredictProduct(const CompiledStrategy& strategy,
                                       const BacktestProduct& product,
                                       const std::vector<size_t>& fold_of, const FoldFits& fits,
                                       BacktestOptions options) {
  std::vector<Prediction> predictions(product.requests.size());
  for (size_t fold = 0; fold < fits.without.size(); ++fold) {
    if (std::find(fold_of.begin(), fold_of.end(), fold) == fold_of.end()) continue;
    options.calibration = &fits.without[fold];
    std::vector<Prediction> said = Backtest(strategy, product.requests, options);
    for (size_t i = 0; i < said.size(); ++i) {
      if (fold_of[i] == fold) predictions[i] = std::move(said[i]);
    }
  }
  return predictions;
}

const std::optional<CompiledStrategy>& StrategyOf(const BacktestProduct& product, bool prepared) {
  return prepared ? product.prepared : product.bare;
}

Loss LossOf(const FoldRows& rows, const FoldRun& run, const FoldFits& fits) {
  Loss loss;
  double count = 0;
  for (const FoldRow& row : rows.rows) {
    if (row.prepared != run.prepared || row.body_only != run.body_only) continue;
    const Loss paid = JudgeRow(row.row, fits.without[row.fold]).loss;
    loss.verdict += paid.verdict;
    loss.element += paid.element;
    ++count;
  }
  return count > 0 ? Loss{loss.verdict / count, loss.element / count} : loss;
}

void Judge(absl::Span<const BacktestProduct> products, const FoldRows& rows, const FoldFits& fits,
           FoldRun& run) {
  const BacktestOptions options{.body_only = run.body_only, .precedents = run.precedents};
  std::vector<Judged> judged;
  run.predictions.resize(products.size());
  for (size_t i = 0; i < products.size(); ++i) {
    const std::optional<CompiledStrategy>& strategy = StrategyOf(products[i], run.prepared);
    if (!strategy.has_value()) continue;
    run.predictions[i] = PredictProduct(*strategy, products[i], rows.fold_of[i], fits, options);
    judged.push_back({products[i].requests, run.predictions[i]});
  }
  run.all = Measure(judged);
  run.english = Measure(judged, "en");
  run.german = Measure(judged, "de");
  run.loss = LossOf(rows, run, fits);
}

}  // namespace

strategy::Strategy BareOf(strategy::Strategy strategy) {
  for (strategy::Element& element : strategy.elements) {
    element.aliases.clear();
    element.examples.clear();
  }
  return strategy;
}

bool IsPrepared(const strategy::Strategy& strategy) {
  return std::any_of(strategy.elements.begin(), strategy.elements.end(),
                     [](const strategy::Element& element) {
                       return !element.aliases.empty() || !element.examples.empty();
                     });
}

FoldReport LeaveOneOut(absl::Span<const BacktestProduct> products,
                       const BacktestProgress& progress) {
  FoldReport report;
  for (const bool prepared : {false, true}) {
    const bool there = std::any_of(products.begin(), products.end(), [&](const auto& product) {
      return StrategyOf(product, prepared).has_value();
    });
    if (!there) continue;
    for (const bool body_only : {false, true}) {
      for (const PrecedentUse precedents : kUses) {
        FoldRun& run = report.runs.emplace_back();
        run.prepared = prepared;
        run.body_only = body_only;
        run.precedents = precedents;
      }
    }
  }
  const FoldRows rows = DealRows(products);
  Work work(FitsFor(rows.folds) + report.runs.size(), progress);
  const FoldFits fits = FitFolds(rows, [&work] { work.Begin(); });
  report.fitted = fits.all;
  for (FoldRun& run : report.runs) {
    work.Begin();
    Judge(products, rows, fits, run);
  }
  return report;
}

}  // namespace zusage::alignment
