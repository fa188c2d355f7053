// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace zusage::alignment {

const Calibration& BuiltInCalibration(const Lexicon& lexicon) {
  static constexpr Calibration kWithMeanings{
      .weights = {0, 0, 0, 0, 7.171, 0, 7.253, 0, 2.606},
      .kind_bias = {-0.215, -0.094, -0.916, 0.253},
      .none_bias = 0.972,
      .none_meaning = 4.065,
      .none_mutual = 5.715,
      .precedent_gain = 12,
      .precedent_from = 0.15,
      .firm_from = 0.619,
  };
  static constexpr Calibration kWithout{
      .weights = {-1.296, -1.110, 1.263, 7.817, 6.009, 0.695},
      .kind_bias = {-0.260, 0.081, -0.591, 0.393},
      .none_bias = 0.376,
      .none_cosine = 6.519,
      .none_name = 2.552,
      .none_cover = -2.539,
      .precedent_gain = 16,
      .precedent_from = 0.05,
      .firm_from = 0.796,
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

LargestFeatures LargestOf(absl::Span<const Candidate> candidates) {
  LargestFeatures largest;
  for (const Candidate& candidate : candidates) {
    const Features& features = candidate.features;
    largest.cosine = std::max({largest.cosine, features[kOwnCosine], features[kExampleCosine]});
    largest.name = std::max(largest.name, features[kNameCover]);
    largest.cover = std::max(largest.cover, features[kWishCover]);
    largest.meaning = std::max(largest.meaning, features[kMeaning]);
    largest.mutual = std::max(largest.mutual, features[kMutualCover]);
  }
  return largest;
}

namespace {

void ReadLogits(absl::Span<const Candidate> candidates, const Calibration& calibration,
                Judgement& judgement) {
  judgement.logits.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const Features& features = candidate.features;
    judgement.logits.push_back(
        std::inner_product(features.begin(), features.end(), calibration.weights.begin(), 0.0) +
        calibration.kind_bias[static_cast<size_t>(candidate.kind)]);
  }
  const LargestFeatures largest = LargestOf(candidates);
  judgement.none_logit =
      calibration.none_bias + calibration.none_cosine * largest.cosine +
      calibration.none_name * largest.name + calibration.none_cover * largest.cover +
      calibration.none_meaning * largest.meaning + calibration.none_mutual * largest.mutual;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].named_exactly) continue;
    judgement.none_logit = std::min(judgement.none_logit, judgement.logits[i]);
  }
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

// From logits to probabilities.
void Weigh(absl::Span<const Candidate> candidates, const LogitGains& gains, Judgement& judgement) {
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
}

}  // namespace

Judgement Judge(absl::Span<const Candidate> candidates, const Calibration& calibration) {
  Judgement judgement;
  ReadLogits(candidates, calibration, judgement);
  Weigh(candidates, {}, judgement);
  return judgement;
}

Judgement JudgeWith(const LogitGains& gains, absl::Span<const Candidate> candidates,
                    const Judgement& alone) {
  Judgement judgement;
  judgement.logits = alone.logits;
  for (size_t i = 0; i < gains.elements.size(); ++i) judgement.logits[i] += gains.elements[i];
  judgement.none_logit = alone.none_logit + gains.none;
  Weigh(candidates, gains, judgement);
  return judgement;
}

}  // namespace zusage::alignment
