// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/scores.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "absl/types/span.h"

namespace zusage::alignment {
namespace {

constexpr double kFrequencyHalf = 4;
constexpr double kCustomersHalf = 5;
constexpr double kWillingnessHalfThousands = 20;
constexpr double kEffortHalf = 20;
constexpr double kConversationsHalf = 2;
constexpr double kLeastPart = 0.01;  // one bad part lowers a score, but must not hide the others
constexpr double kEndless = 1e12;    // the best or worst answer where there is no bound

// The weights of the parts that a preset sets; the others are the check's own.
struct PresetWeight {
  std::string_view preset;
  std::string_view part;
  double weight;
};

constexpr std::array<PresetWeight, 7> kPresets = {{
    {"rice", "frequency", 0},
    {"rice", "risk", 0},
    {"rice", "confidence", 1},
    {"value_effort", "reach", 0},
    {"value_effort", "risk", 0},
    {"wsjf", "segment_share", 0},
    {"wsjf", "risk", 0},
}};

// The evidence that scores rest on, as numbers.
struct Answers {
  std::optional<double> pain, frequency, share, customers, willingness, effort, conversations;
};

std::optional<double> NotNegative(std::optional<double> number) {
  if (number.has_value()) number = std::max(*number, 0.0);
  return number;
}

Answers AnswersOf(const Evidence& evidence) {
  Answers answers;
  answers.pain = evidence.pain;
  answers.frequency = NotNegative(evidence.frequency_per_month);
  answers.share = evidence.segment_share;
  answers.customers = NotNegative(evidence.similar_customers);
  answers.willingness = NotNegative(evidence.willingness_to_pay);
  answers.effort = NotNegative(evidence.effort_person_days);
  const size_t conversations = evidence.conversation_count();
  if (conversations > 0) answers.conversations = static_cast<double>(conversations);
  return answers;
}

// A part of a score: its value for some answers, and the answer it asks for with its extremes.
struct PartRule {
  std::string_view name;
  double weight;
  std::optional<double> (*value)(const Answers&, const strategy::Strategy&);
  std::optional<double> Answers::*answer;
  double worst;
  double best;
};

std::optional<double> Saturate(std::optional<double> value, double half) {
  if (!value.has_value()) return std::nullopt;
  return *value + half > 0 ? *value / (*value + half) : 0;
}

std::optional<double> ShareOf(std::optional<double> effort, const strategy::Strategy& strategy) {
  double person_days = 0;
  for (const strategy::QuarterCapacity& quarter : strategy.capacity) {
    person_days += quarter.person_days;
  }
  if (!effort.has_value() || person_days <= 0) return std::nullopt;
  return *effort / (person_days / static_cast<double>(strategy.capacity.size()));
}

constexpr std::array<PartRule, 3> kMarket = {{
    {"pain", 1,
     [](const Answers& a, const strategy::Strategy&) -> std::optional<double> {
       if (!a.pain.has_value()) return std::nullopt;
       return std::clamp(*a.pain / 5, 0.0, 1.0);
     },
     &Answers::pain, 1, 5},
    {"frequency", 1,
     [](const Answers& a, const strategy::Strategy& strategy) {
       return Saturate(a.frequency, WeightOf(strategy, "frequency_half", kFrequencyHalf));
     },
     &Answers::frequency, 0, kEndless},
    {"segment_share", 1,
     [](const Answers& a, const strategy::Strategy& strategy) -> std::optional<double> {
       if (a.share.has_value()) return std::clamp(*a.share, 0.0, 1.0);
       return Saturate(a.customers, WeightOf(strategy, "customers_half", kCustomersHalf));
     },
     &Answers::share, 0, 1},
}};

constexpr std::array<PartRule, 5> kCommercial = {{
    {"willingness_to_pay", 1,
     [](const Answers& a, const strategy::Strategy& strategy) {
       const double half =
           WeightOf(strategy, "willingness_half_thousands", kWillingnessHalfThousands);
       return Saturate(a.willingness, 1000 * half);
     },
     &Answers::willingness, 0, kEndless},
    {"reach", 1,
     [](const Answers& a, const strategy::Strategy& strategy) -> std::optional<double> {
       if (!a.customers.has_value()) return std::nullopt;
       return Saturate(1 + *a.customers, WeightOf(strategy, "customers_half", kCustomersHalf));
     },
     &Answers::customers, 0, kEndless},
    {"effort", 1,
     [](const Answers& a, const strategy::Strategy& strategy) -> std::optional<double> {
       if (!a.effort.has_value()) return std::nullopt;
       return 1 - *Saturate(a.effort, WeightOf(strategy, "effort_half", kEffortHalf));
     },
     &Answers::effort, kEndless, 0},
    {"risk", 1,
     [](const Answers& a, const strategy::Strategy& strategy) -> std::optional<double> {
       const std::optional<double> share = ShareOf(a.effort, strategy);
       if (!share.has_value()) return std::nullopt;
       return std::clamp(1 - *share, kLeastPart, 1.0);
     },
     &Answers::effort, kEndless, 0},
    {"confidence", 0,
     [](const Answers& a, const strategy::Strategy& strategy) {
       return Saturate(a.conversations,
                       WeightOf(strategy, "conversations_half", kConversationsHalf));
     },
     &Answers::conversations, 1, kEndless},
}};

std::optional<double> MeanOf(absl::Span<const PartRule> rules, const Answers& answers,
                             const strategy::Strategy& strategy) {
  double logarithms = 0, weights = 0;
  for (const PartRule& rule : rules) {
    const std::optional<double> value = rule.value(answers, strategy);
    const double weight = WeightOf(strategy, rule.name, rule.weight);
    if (!value.has_value() || weight <= 0) continue;
    logarithms += weight * std::log(std::clamp(*value, kLeastPart, 1.0));
    weights += weight;
  }
  if (weights <= 0) return std::nullopt;
  return 100 * std::exp(logarithms / weights);
}

Score ScoreOf(absl::Span<const PartRule> rules, const Answers& answers, bool known,
              const strategy::Strategy& strategy) {
  Score score;
  score.preset = strategy.weight_preset;
  for (const PartRule& rule : rules) {
    ScorePart& part = score.parts.emplace_back();
    part.name = rule.name;
    part.value = rule.value(answers, strategy);
    part.weight = WeightOf(strategy, rule.name, rule.weight);
    if ((answers.*rule.answer).has_value() || part.value.has_value() || part.weight <= 0) continue;
    Answers changed = answers;
    changed.*rule.answer = rule.worst;
    part.lowest = MeanOf(rules, changed, strategy);
    changed.*rule.answer = rule.best;
    part.highest = MeanOf(rules, changed, strategy);
  }
  if (known) score.value = MeanOf(rules, answers, strategy);
  return score;
}

}  // namespace

double WeightOf(const strategy::Strategy& strategy, std::string_view name, double otherwise) {
  for (const strategy::Weight& weight : strategy.weights) {
    if (weight.name == name) return weight.value;
  }
  for (const PresetWeight& preset : kPresets) {
    if (preset.preset == strategy.weight_preset && preset.part == name) return preset.weight;
  }
  return otherwise;
}

Score MarketScore(const Evidence& evidence, const strategy::Strategy& strategy) {
  return ScoreOf(kMarket, AnswersOf(evidence), /*known=*/true, strategy);
}

Score CommercialScore(const Evidence& evidence, const strategy::Strategy& strategy) {
  const Answers answers = AnswersOf(evidence);
  const bool known = answers.willingness.has_value() || answers.effort.has_value();
  return ScoreOf(kCommercial, answers, known, strategy);
}

std::optional<double> ShareOfCapacity(const Evidence& evidence,
                                      const strategy::Strategy& strategy) {
  return ShareOf(NotNegative(evidence.effort_person_days), strategy);
}

}  // namespace zusage::alignment
