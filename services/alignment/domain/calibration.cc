// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace zusage::alignment {

const Calibration& BuiltInCalibration(const Lexicon& lexicon) {
  static constexpr Calibration kWithMeanings{
      .weights = {-0.641, 0.213, 1.029, 4.155, 2.905, 1.158, 3.535, 2.202},
      .kind_bias = {-0.441, -0.370, -1.050, 0.033},
      .none_bias = 1.913,
      .none_cosine = 1.369,
      .none_name = 2.496,
      .none_cover = -1.024,
      .none_meaning = 2.262,
      .firm_from = 0.63,
  };
  static constexpr Calibration kWithout{
      .weights = {0.583, 0.207, 1.397, 5.838, 3.634, 1.443, 0, 0},
      .kind_bias = {-1.797, -1.803, -2.288, -1.321},
      .none_bias = -0.754,
      .none_cosine = 2.554,
      .none_name = 1.959,
      .none_cover = -0.443,
      .firm_from = 0.70,
  };
  return lexicon.dimensions() > 0 ? kWithMeanings : kWithout;
}

Verdict VerdictOf(strategy::ElementKind kind) {
  switch (kind) {
    case strategy::ElementKind::kTheme:
      return Verdict::kAligned;
    case strategy::ElementKind::kNonGoal:
      return Verdict::kConflicts;
    case strategy::ElementKind::kCapability:
      return Verdict::kAsIs;
    case strategy::ElementKind::kRoadmapItem:
      return Verdict::kOnRoadmap;
    case strategy::ElementKind::kGuardrail:
      return Verdict::kUnspecified;
  }
  return Verdict::kUnspecified;
}

namespace {

void ReadLogits(absl::Span<const Candidate> candidates, const Calibration& calibration,
                Judgement& judgement) {
  double cosine = 0, name = 0, cover = 0, meaning = 0;
  for (const Candidate& candidate : candidates) {
    const Features& features = candidate.features;
    judgement.logits.push_back(
        std::inner_product(features.begin(), features.end(), calibration.weights.begin(), 0.0) +
        calibration.kind_bias[static_cast<size_t>(candidate.kind)]);
    cosine = std::max({cosine, features[kOwnCosine], features[kExampleCosine]});
    name = std::max(name, features[kNameCover]);
    cover = std::max(cover, features[kWishCover]);
    meaning = std::max(meaning, features[kMeaning]);
  }
  judgement.none_logit = calibration.none_bias + calibration.none_cosine * cosine +
                         calibration.none_name * name + calibration.none_cover * cover +
                         calibration.none_meaning * meaning;
}

// The candidates that take part: the kTopElements best, or none if none shares a word with the
// wish.
std::vector<size_t> Partakers(absl::Span<const Candidate> candidates,
                              const std::vector<double>& logits) {
  const bool any_shared =
      std::any_of(candidates.begin(), candidates.end(),
                  [](const Candidate& candidate) { return candidate.features[kWishCover] > 0; });
  if (!any_shared) return {};
  std::vector<size_t> partakers(candidates.size());
  std::iota(partakers.begin(), partakers.end(), size_t{0});
  const size_t count = std::min(partakers.size(), kTopElements);
  std::partial_sort(partakers.begin(), partakers.begin() + static_cast<ptrdiff_t>(count),
                    partakers.end(), [&logits](size_t a, size_t b) {
                      return logits[a] != logits[b] ? logits[a] > logits[b] : a < b;
                    });
  partakers.resize(count);
  return partakers;
}

}  // namespace

Judgement Judge(absl::Span<const Candidate> candidates, const Calibration& calibration) {
  Judgement judgement;
  judgement.logits.reserve(candidates.size());
  ReadLogits(candidates, calibration, judgement);
  const std::vector<size_t> partakers = Partakers(candidates, judgement.logits);
  double largest = judgement.none_logit;
  for (const size_t i : partakers) largest = std::max(largest, judgement.logits[i]);
  judgement.probabilities.assign(candidates.size(), 0);
  judgement.none_probability = std::exp(judgement.none_logit - largest);
  double sum = judgement.none_probability;
  for (const size_t i : partakers) {
    judgement.probabilities[i] = std::exp(judgement.logits[i] - largest);
    sum += judgement.probabilities[i];
  }
  judgement.none_probability /= sum;
  judgement.verdicts[static_cast<size_t>(Verdict::kUnclear)] = judgement.none_probability;
  for (const size_t i : partakers) {
    judgement.probabilities[i] /= sum;
    judgement.verdicts[static_cast<size_t>(VerdictOf(candidates[i].kind))] +=
        judgement.probabilities[i];
  }
  const auto best = std::max_element(judgement.verdicts.begin(), judgement.verdicts.end());
  judgement.verdict = static_cast<Verdict>(best - judgement.verdicts.begin());
  judgement.confidence = *best;
  return judgement;
}

}  // namespace zusage::alignment
