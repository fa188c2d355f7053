// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace zusage::alignment {

const Calibration& BuiltInCalibration(const Lexicon& lexicon) {
  static constexpr Calibration kWithMeanings{
      .weights = {0, 0, 0, 0, 5.483, 0, 4.229, 1.852, 4.875},
      .kind_bias = {-0.224, -0.124, -0.816, 0.235},
      .none_bias = 1.776,
      .none_meaning = 3.558,
      .none_sense = 4.541,
      .precedent_gain = 8,
      .precedent_from = 0.20,
      .firm_from = 0.57,
  };
  static constexpr Calibration kWithout{
      .weights = {-0.407, -0.776, 1.369, 7.546, 4.108, 1.291},
      .kind_bias = {-3.243, -3.252, -3.753, -2.761},
      .none_bias = -2.333,
      .none_cosine = 4.393,
      .none_name = 1.902,
      .none_cover = -1.026,
      .precedent_gain = 8,
      .precedent_from = 0.20,
      .firm_from = 0.75,
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
                const LogitGains& gains, Judgement& judgement) {
  double cosine = 0, name = 0, cover = 0, meaning = 0, sense = 0;
  for (const Candidate& candidate : candidates) {
    const Features& features = candidate.features;
    judgement.logits.push_back(
        std::inner_product(features.begin(), features.end(), calibration.weights.begin(), 0.0) +
        calibration.kind_bias[static_cast<size_t>(candidate.kind)]);
    cosine = std::max({cosine, features[kOwnCosine], features[kExampleCosine]});
    name = std::max(name, features[kNameCover]);
    cover = std::max(cover, features[kWishCover]);
    meaning = std::max(meaning, features[kMeaning]);
    sense = std::max(sense, features[kSenseCover]);
  }
  judgement.none_logit = calibration.none_bias + calibration.none_cosine * cosine +
                         calibration.none_name * name + calibration.none_cover * cover +
                         calibration.none_meaning * meaning + calibration.none_sense * sense +
                         gains.none;
  for (size_t i = 0; i < gains.elements.size(); ++i) judgement.logits[i] += gains.elements[i];
}

// The candidates that take part: the kTopElements best, or none if none shares a word with the
// wish and no precedent speaks for one.
std::vector<size_t> Partakers(absl::Span<const Candidate> candidates, const LogitGains& gains,
                              const std::vector<double>& logits) {
  const bool any_shared =
      std::any_of(candidates.begin(), candidates.end(),
                  [](const Candidate& candidate) { return candidate.shares_word; });
  if (!any_shared && gains.elements.empty()) return {};
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

Judgement Judge(absl::Span<const Candidate> candidates, const Calibration& calibration,
                const LogitGains& gains) {
  Judgement judgement;
  judgement.logits.reserve(candidates.size());
  ReadLogits(candidates, calibration, gains, judgement);
  const std::vector<size_t> partakers = Partakers(candidates, gains, judgement.logits);
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
