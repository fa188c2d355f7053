// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/precedent_odds.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "services/alignment/domain/element_index.h"
#include "services/base/error.h"

namespace zusage::alignment {
namespace {

using strategy::ElementKind;

// What an outcome stands for where its decision named no element.
enum class Meant { kNothing, kNone, kElement };

Meant MeantBy(std::string_view outcome) {
  if (outcome == "DEFERRED" || outcome == "UNCLEAR") return Meant::kNone;
  const bool element = outcome == "DECLINED" || outcome == "AS_IS" || outcome == "APPROVED";
  return element ? Meant::kElement : Meant::kNothing;
}

bool StandsFor(std::string_view outcome, ElementKind kind) {
  if (outcome == "DECLINED") return kind == ElementKind::kNonGoal;
  if (outcome == "AS_IS") return kind == ElementKind::kCapability;
  return kind == ElementKind::kRoadmapItem || kind == ElementKind::kTheme;
}

// Finds what precedents speak for.
class Targets {
 public:
  Targets(const CompiledStrategy& strategy, absl::Span<const Candidate> candidates,
          const Judgement& alone)
      : strategy_(strategy), candidates_(candidates), alone_(alone) {}

  // The candidate that `request` speaks for, if any.
  std::optional<size_t> Of(const SimilarRequest& request) const {
    if (!request.element.empty()) {
      if (const auto named = Called(request.element); named.has_value()) return named;
    }
    return BestOf(request.outcome);
  }

 private:
  std::optional<size_t> Called(std::string_view id) const {
    const auto& positions = strategy_.elements().elements();
    const auto found = std::find_if(positions.begin(), positions.end(), [&](size_t position) {
      return strategy_.strategy().elements[position].id == id;
    });
    if (found == positions.end()) return std::nullopt;
    return static_cast<size_t>(found - positions.begin());
  }

  std::optional<size_t> BestOf(std::string_view outcome) const {
    std::array<bool, kVerdictKinds> stands{};
    for (size_t kind = 0; kind < stands.size(); ++kind) {
      stands[kind] = StandsFor(outcome, static_cast<ElementKind>(kind));
    }
    std::optional<size_t> best;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (!candidates_[i].shares_word || !stands[static_cast<size_t>(candidates_[i].kind)])
        continue;
      if (!best.has_value() || alone_.logits[i] > alone_.logits[*best]) best = i;
    }
    return best;
  }

  const CompiledStrategy& strategy_;
  const absl::Span<const Candidate> candidates_;
  const Judgement& alone_;
};

struct VerdictText {
  std::string_view english;
  std::string_view german;
};

// By Verdict.
constexpr std::array<VerdictText, 6> kVerdictTexts = {{
    {"unknown", "unbekannt"},
    {"aligned with the strategy", "passt zur Strategie"},
    {"in conflict with the strategy", "widerspricht der Strategie"},
    {"possible as it is", "heute schon möglich"},
    {"on the roadmap", "geplant"},
    {"unclear", "unklar"},
}};

}  // namespace

LogitGains PrecedentOdds(absl::Span<const SimilarRequest> similar, const CompiledStrategy& strategy,
                         absl::Span<const Candidate> candidates, const Judgement& alone,
                         const Calibration& calibration) {
  const Targets targets(strategy, candidates, alone);
  LogitGains gains;
  for (const SimilarRequest& request : similar) {
    const double above = request.similarity - calibration.precedent_from;
    const Meant meant = MeantBy(request.outcome);
    if (above <= 0 || meant == Meant::kNothing) continue;
    const double gain = calibration.precedent_gain * above;
    if (meant == Meant::kNone) {
      gains.none = std::max(gains.none, gain);
    } else if (const auto target = targets.Of(request); target.has_value()) {
      gains.elements.resize(candidates.size(), 0);
      gains.elements[*target] = std::max(gains.elements[*target], gain);
    }
  }
  return gains;
}

std::optional<Finding> PrecedentInfluence(absl::Span<const SimilarRequest> similar,
                                          const LogitGains& gains, const Judgement& alone,
                                          const Judgement& with, double cited_from) {
  if (gains.none <= 0 && gains.elements.empty()) return std::nullopt;
  const auto first = std::find_if(similar.begin(), similar.end(), [](const SimilarRequest& one) {
    return MeantBy(one.outcome) != Meant::kNothing;
  });
  if (first == similar.end()) return std::nullopt;
  const bool changed = alone.verdict != with.verdict;
  if (!changed && first->similarity >= cited_from) return std::nullopt;
  const VerdictText& before = kVerdictTexts[static_cast<size_t>(alone.verdict)];
  Finding finding;
  finding.kind = FindingKind::kPrecedent;
  finding.stance = Stance::kNeutral;
  finding.precedent = first->name;
  finding.matched_words = first->matched_words;
  finding.strength = first->similarity;
  finding.reason = changed ? "PRECEDENTS_CHANGE_VERDICT" : "PRECEDENT_COUNTS";
  finding.english = FillIn("What was decided on a similar request counts here: {title}.",
                           {{"title", first->title}});
  finding.german =
      FillIn("Was zu einem ähnlichen Wunsch entschieden wurde, zählt hier mit: {title}.",
             {{"title", first->title}});
  if (!changed) return finding;
  finding.english += FillIn(" Without earlier decisions the answer would be: {verdict}.",
                            {{"verdict", std::string(before.english)}});
  finding.german += FillIn(" Ohne frühere Entscheidungen wäre die Antwort: {verdict}.",
                           {{"verdict", std::string(before.german)}});
  return finding;
}

}  // namespace zusage::alignment
