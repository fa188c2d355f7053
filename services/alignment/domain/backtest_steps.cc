// SPDX-License-Identifier: Apache-2.0
//
// What each step of the check is worth: the figures without it.
#include <algorithm>
#include <array>
#include <utility>

#include "services/alignment/domain/backtest_folds.h"
#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/fold_rows.h"

namespace zusage::alignment {
namespace {

// A step that shows in features: without it they are 0.
struct FeatureStep {
  std::string_view key;
  std::string_view english;
  std::string_view german;
  std::array<size_t, 4> features;  // padded with kFeatureCount
};

// Every feature belongs to at least one step.
static_assert(kFeatureCount == 9, "put the new feature into a step");
constexpr size_t kNoFeature = kFeatureCount;
constexpr std::array<FeatureStep, 6> kFeatureSteps = {{
    {"words",
     "same words (cosine)",
     "gleiche Wörter (Kosinus)",
     {kOwnCosine, kTitleCosine, kNoFeature, kNoFeature}},
    {"example_words",
     "words of examples",
     "Wörter der Beispiele",
     {kExampleCosine, kNoFeature, kNoFeature, kNoFeature}},
    {"names",
     "names and aliases in the wish",
     "Namen und Aliasse im Wunsch",
     {kNameCover, kTitleName, kMutualCover, kNoFeature}},
    {"cover",
     "the wish in the element",
     "der Wunsch im Element",
     {kWishCover, kSenseCover, kMutualCover, kNoFeature}},
    {"meaning",
     "near meanings",
     "nahe Bedeutungen",
     {kMeaning, kSenseCover, kMutualCover, kNoFeature}},
    {"title",
     "the wish's title apart",
     "der Titel des Wunsches für sich",
     {kTitleCosine, kTitleName, kNoFeature, kNoFeature}},
}};

// A step that shows in the strategy or in the words: without it everything is compiled anew.
struct CompileStep {
  std::string_view key;
  std::string_view english;
  std::string_view german;
  void (*leave_out)(strategy::Element& element);  // null for the linguistic data
};

constexpr std::array<CompileStep, 3> kCompileSteps = {{
    {"aliases", "aliases of the elements", "Aliasse der Elemente",
     [](strategy::Element& element) { element.aliases.clear(); }},
    {"examples", "example wishes", "Beispielwünsche",
     [](strategy::Element& element) { element.examples.clear(); }},
    {"linguistic_data", "linguistic data", "Sprachdaten", nullptr},
}};

std::vector<BacktestProduct> Without(const CompileStep& step,
                                     absl::Span<const BacktestProduct> products) {
  std::vector<BacktestProduct> changed(products.begin(), products.end());
  for (BacktestProduct& product : changed) {
    for (std::optional<CompiledStrategy>* compiled : {&product.bare, &product.prepared}) {
      if (!compiled->has_value()) continue;
      strategy::Strategy strategy = (*compiled)->strategy();
      const Lexicon& lexicon =
          step.leave_out == nullptr ? BuiltInLexicon() : (*compiled)->lexicon();
      if (step.leave_out != nullptr) {
        std::for_each(strategy.elements.begin(), strategy.elements.end(), step.leave_out);
      }
      compiled->emplace(std::move(strategy), (*compiled)->version(), lexicon);
    }
  }
  return changed;
}

// The rows without some features.
FoldRows Without(const FeatureStep& step, FoldRows rows) {
  for (FoldRow& row : rows.rows) {
    for (Candidate& candidate : row.row.candidates) {
      for (const size_t feature : step.features) {
        if (feature == kNoFeature) continue;
        candidate.features[feature] = 0;
      }
    }
  }
  return rows;
}

// The ids of candidates, as predictions name them.
std::vector<std::string> Ids(const CompiledStrategy& strategy, absl::Span<const size_t> ranked) {
  std::vector<std::string> ids;
  for (const size_t candidate : ranked) {
    ids.push_back(strategy.strategy().elements[strategy.elements().elements()[candidate]].id);
  }
  return ids;
}

struct Said {
  // By product, twice: with titles and without.
  std::vector<std::vector<Prediction>> bare, prepared;
};

std::optional<Figures> FiguresOf(absl::Span<const BacktestProduct> products,
                                 const std::vector<std::vector<Prediction>>& said) {
  std::vector<Judged> judged;
  for (size_t i = 0; i < said.size(); ++i) {
    if (!said[i].empty()) judged.push_back({products[i / 2].requests, said[i]});
  }
  if (judged.empty()) return std::nullopt;
  return Measure(judged);
}

void MeasureStep(absl::Span<const BacktestProduct> products, const FoldRows& rows,
                 StepWorth& worth) {
  std::vector<Calibration> without;
  for (size_t fold = 0; fold < rows.folds; ++fold) without.push_back(FitWithout(rows, fold));
  Said said;
  said.bare.resize(2 * products.size());
  said.prepared.resize(2 * products.size());
  for (const FoldRow& row : rows.rows) {
    const BacktestProduct& product = products[row.product];
    const RowVerdict verdict = JudgeRow(row.row, without[row.fold]);
    Prediction prediction;
    prediction.id = product.requests[row.request].id;
    prediction.verdict = verdict.verdict;
    prediction.confidence = verdict.confidence;
    prediction.refs = Ids(row.prepared ? *product.prepared : *product.bare, verdict.ranked);
    auto& list = row.prepared ? said.prepared : said.bare;
    list[2 * row.product + row.body_only].push_back(std::move(prediction));
    worth.loss.verdict += verdict.loss.verdict / static_cast<double>(rows.rows.size());
    worth.loss.element += verdict.loss.element / static_cast<double>(rows.rows.size());
  }
  worth.bare = FiguresOf(products, said.bare);
  worth.prepared = FiguresOf(products, said.prepared);
}

}  // namespace

std::vector<StepWorth> WorthOfSteps(absl::Span<const BacktestProduct> products,
                                    const BacktestProgress& progress) {
  const size_t units = 1 + kFeatureSteps.size() + kCompileSteps.size();
  std::vector<StepWorth> steps;
  const auto begin = [&](std::string_view key, std::string_view english,
                         std::string_view german) -> StepWorth& {
    if (progress != nullptr) progress(steps.size(), units);
    StepWorth& step = steps.emplace_back();
    step.key = key;
    step.english = english;
    step.german = german;
    return step;
  };
  const FoldRows rows = DealRows(products);
  MeasureStep(products, rows, begin("all", "the check as it is", "die Prüfung, wie sie ist"));
  for (const FeatureStep& step : kFeatureSteps) {
    StepWorth& worth = begin(step.key, step.english, step.german);
    MeasureStep(products, Without(step, rows), worth);
  }
  for (const CompileStep& step : kCompileSteps) {
    StepWorth& worth = begin(step.key, step.english, step.german);
    const std::vector<BacktestProduct> changed = Without(step, products);
    MeasureStep(changed, DealRows(changed), worth);
  }
  return steps;
}

}  // namespace zusage::alignment
