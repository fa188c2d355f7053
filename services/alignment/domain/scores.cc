// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/scores.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace zusage::alignment {
namespace {

constexpr double kFrequencyHalf = 4;
constexpr double kCustomersHalf = 5;
constexpr double kWillingnessHalfThousands = 20;
constexpr double kEffortHalf = 20;
constexpr double kLeastPart = 0.01;  // one bad part lowers a score, but must not hide the others

double WeightOf(const strategy::Strategy& strategy, std::string_view name, double otherwise) {
  for (const strategy::Weight& weight : strategy.weights) {
    if (weight.name == name) return weight.value;
  }
  return otherwise;
}

double Saturate(double value, double half) {
  value = std::max(value, 0.0);
  return value + half > 0 ? value / (value + half) : 0;
}

std::optional<double> SimilarCustomers(const Evidence& evidence) {
  if (!evidence.similar_customers.has_value()) return std::nullopt;
  return std::max(*evidence.similar_customers, 0);
}

// Fills in the value from the parts that are known.
void Combine(const strategy::Strategy& strategy, Score& score) {
  double logarithms = 0, weights = 0;
  for (const ScorePart& part : score.parts) {
    if (!part.value.has_value()) continue;
    const double weight = WeightOf(strategy, part.name, 1);
    logarithms += weight * std::log(std::clamp(*part.value, kLeastPart, 1.0));
    weights += weight;
  }
  if (weights > 0) score.value = 100 * std::exp(logarithms / weights);
}

std::optional<double> SegmentShare(const Evidence& evidence, const strategy::Strategy& strategy) {
  if (evidence.segment_share.has_value()) return std::clamp(*evidence.segment_share, 0.0, 1.0);
  const std::optional<double> customers = SimilarCustomers(evidence);
  if (!customers.has_value()) return std::nullopt;
  return Saturate(*customers, WeightOf(strategy, "customers_half", kCustomersHalf));
}

}  // namespace

Score MarketScore(const Evidence& evidence, const strategy::Strategy& strategy) {
  Score score;
  ScorePart pain{"pain", std::nullopt}, frequency{"frequency", std::nullopt};
  if (evidence.pain.has_value()) pain.value = std::clamp(*evidence.pain / 5.0, 0.0, 1.0);
  if (evidence.frequency_per_month.has_value()) {
    frequency.value = Saturate(*evidence.frequency_per_month,
                               WeightOf(strategy, "frequency_half", kFrequencyHalf));
  }
  score.parts = {pain, frequency, {"segment_share", SegmentShare(evidence, strategy)}};
  Combine(strategy, score);
  return score;
}

Score CommercialScore(const Evidence& evidence, const strategy::Strategy& strategy) {
  Score score;
  ScorePart willingness{"willingness_to_pay", std::nullopt}, reach{"reach", std::nullopt},
      effort{"effort", std::nullopt}, risk{"risk", std::nullopt};
  if (evidence.willingness_to_pay.has_value()) {
    const double half =
        1000 * WeightOf(strategy, "willingness_half_thousands", kWillingnessHalfThousands);
    willingness.value = Saturate(static_cast<double>(*evidence.willingness_to_pay), half);
  }
  if (const std::optional<double> customers = SimilarCustomers(evidence); customers.has_value()) {
    reach.value = Saturate(1 + *customers, WeightOf(strategy, "customers_half", kCustomersHalf));
  }
  if (evidence.effort_person_days.has_value()) {
    const double half = WeightOf(strategy, "effort_half", kEffortHalf);
    effort.value = 1 - Saturate(*evidence.effort_person_days, half);
  }
  if (const std::optional<double> share = ShareOfCapacity(evidence, strategy); share.has_value()) {
    risk.value = std::clamp(1 - *share, kLeastPart, 1.0);
  }
  const bool known = willingness.value.has_value() || effort.value.has_value();
  score.parts = {willingness, reach, effort, risk};
  if (known) Combine(strategy, score);
  return score;
}

std::optional<double> ShareOfCapacity(const Evidence& evidence,
                                      const strategy::Strategy& strategy) {
  double person_days = 0;
  for (const strategy::QuarterCapacity& quarter : strategy.capacity) {
    person_days += quarter.person_days;
  }
  if (!evidence.effort_person_days.has_value() || person_days <= 0) return std::nullopt;
  const double mean = person_days / static_cast<double>(strategy.capacity.size());
  return std::max(*evidence.effort_person_days, 0.0) / mean;
}

}  // namespace zusage::alignment
