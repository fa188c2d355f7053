// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/guardrails.h"

#include <string>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/scores.h"
#include "services/base/error.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

std::string Number(double value) { return absl::StrFormat("%g", value); }

template <typename Value>
std::optional<double> AsNumber(const std::optional<Value>& value) {
  if (!value.has_value()) return std::nullopt;
  return static_cast<double>(*value);
}

Finding FindingFor(const Element& guardrail) {
  Finding finding;
  finding.kind = FindingKind::kGuardrail;
  finding.element = guardrail.id;
  finding.quote = guardrail.title;
  return finding;
}

Finding Broken(const Element& guardrail, const strategy::Measure& measure, double value) {
  Finding finding = FindingFor(guardrail);
  finding.stance = Stance::kAgainst;
  finding.strength = 1;
  finding.reason = "GUARDRAIL_BROKEN";
  const bool least = guardrail.at_least.has_value();
  const Metadata metadata = {{"title", guardrail.title},
                             {"english", std::string(measure.english)},
                             {"german", std::string(measure.german)},
                             {"value", Number(value)},
                             {"bound", Number(least ? *guardrail.at_least : *guardrail.at_most)}};
  finding.english = FillIn(least ? "Guardrail broken: {title}. Asked for is at least {bound} "
                                   "({english}); the evidence says {value}."
                                 : "Guardrail broken: {title}. Allowed is at most {bound} "
                                   "({english}); the evidence says {value}.",
                           metadata);
  finding.german = FillIn(least ? "Leitplanke verletzt: {title}. Verlangt sind mindestens {bound} "
                                  "({german}); belegt sind {value}."
                                : "Leitplanke verletzt: {title}. Erlaubt sind höchstens {bound} "
                                  "({german}); belegt sind {value}.",
                          metadata);
  return finding;
}

Finding Unknown(const Element& guardrail, const strategy::Measure& measure) {
  Finding finding = FindingFor(guardrail);
  finding.strength = 0.5;
  finding.reason = "GUARDRAIL_UNKNOWN";
  const Metadata metadata = {{"title", guardrail.title},
                             {"english", std::string(measure.english)},
                             {"german", std::string(measure.german)}};
  finding.english = FillIn(
      "Guardrail not judged: {title}. The evidence does not say {english}; the answer may break "
      "it.",
      metadata);
  finding.german = FillIn(
      "Leitplanke nicht beurteilt: {title}. Es fehlt eine Angabe ({german}); sie kann die "
      "Leitplanke "
      "verletzen.",
      metadata);
  return finding;
}

}  // namespace

std::optional<double> MeasureEvidence(std::string_view measure, const Evidence& evidence,
                                      const strategy::Strategy& strategy) {
  if (measure == "similar_customers") return AsNumber(evidence.similar_customers);
  if (measure == "segment_share") return evidence.segment_share;
  if (measure == "pain") return AsNumber(evidence.pain);
  if (measure == "frequency_per_month") return evidence.frequency_per_month;
  if (measure == "willingness_to_pay") return AsNumber(evidence.willingness_to_pay);
  if (measure == "conversations") return static_cast<double>(evidence.conversation_count());
  if (measure == "effort_person_days") return evidence.effort_person_days;
  if (measure == "share_of_capacity") return ShareOfCapacity(evidence, strategy);
  if (measure == "market_score") return MarketScore(evidence, strategy).value;
  if (measure == "commercial_score") return CommercialScore(evidence, strategy).value;
  return std::nullopt;
}

std::vector<Finding> JudgeGuardrails(const Evidence& evidence, const strategy::Strategy& strategy) {
  std::vector<Finding> findings;
  for (const Element& element : strategy.elements) {
    if (element.kind != ElementKind::kGuardrail) continue;
    const strategy::Measure* measure = strategy::FindMeasure(element.measure);
    if (measure == nullptr) continue;
    const std::optional<double> value = MeasureEvidence(element.measure, evidence, strategy);
    if (!value.has_value()) {
      findings.push_back(Unknown(element, *measure));
    } else if ((element.at_least.has_value() && *value < *element.at_least) ||
               (element.at_most.has_value() && *value > *element.at_most)) {
      findings.push_back(Broken(element, *measure, *value));
    }
  }
  return findings;
}

}  // namespace zusage::alignment
