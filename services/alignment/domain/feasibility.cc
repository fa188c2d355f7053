// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/feasibility.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/findings.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

constexpr size_t kMaxAnswers = 5;
constexpr size_t kPrecedents = 3;
constexpr double kAnswerFrom = 0.4;     // below, an element is as likely not meant
constexpr double kPrecedentFrom = 0.4;  // similarity

// Whether words on how something is done speak of configuring or extending rather than of using.
bool SpeaksOfConfiguration(std::string_view how) {
  constexpr std::array<std::string_view, 18> kSigns = {
      "configur", "setting",  "plugin",    "plug-in",      "extension", "add-on",
      "addon",    "script",   "hook",      "custom",       "template",  "konfigur",
      "einstell", "erweiter", "anpassung", "schnittstell", "vorlage",   "skript"};
  const std::string folded = Fold(how);
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&folded](std::string_view sign) { return folded.find(sign) != folded.npos; });
}

FeasibilityKind KindOf(const Element& element) {
  switch (element.kind) {
    case ElementKind::kTheme:
      return FeasibilityKind::kNeedsChange;
    case ElementKind::kNonGoal:
      return FeasibilityKind::kConflicts;
    case ElementKind::kCapability:
      return SpeaksOfConfiguration(element.how) ? FeasibilityKind::kConfiguration
                                                : FeasibilityKind::kAsIs;
    case ElementKind::kRoadmapItem:
      return FeasibilityKind::kOnRoadmap;
    case ElementKind::kGuardrail:
      return FeasibilityKind::kNoAnswer;
  }
  return FeasibilityKind::kNoAnswer;
}

// What an earlier decision says about feasibility; kNoAnswer while undecided.
FeasibilityKind KindOf(std::string_view outcome) {
  if (outcome == "AS_IS") return FeasibilityKind::kAsIs;
  if (outcome == "APPROVED") return FeasibilityKind::kOnRoadmap;
  if (outcome == "DECLINED") return FeasibilityKind::kConflicts;
  if (outcome == "DEFERRED" || outcome == "SERVICES") return FeasibilityKind::kNeedsChange;
  return FeasibilityKind::kNoAnswer;
}

FeasibilityAnswer AnswerFrom(const Element& element, Citation citation, double confidence) {
  FeasibilityAnswer answer;
  answer.kind = KindOf(element);
  answer.element = element.id;
  answer.title = element.title;
  answer.how = element.how.empty() ? element.description : element.how;
  answer.limits = element.limits;
  answer.horizon = element.horizon;
  answer.confidence = confidence;
  answer.matched_words = std::move(citation.words);
  return answer;
}

void AddElements(const CompiledStrategy& strategy, const DistinctWords& words,
                 std::vector<FeasibilityAnswer>& answers) {
  const ElementIndex& index = strategy.elements();
  const WishMatch match = index.Match(words);
  const Judgement judgement = Judge(match.candidates, BuiltInCalibration(strategy.lexicon()));
  for (const size_t candidate : Rank(judgement, match)) {
    const double strength = Strength(judgement, candidate);
    const bool answers_it = strength >= kAnswerFrom || match.named_exactly[candidate];
    if (!answers_it || match.candidates[candidate].features[kWishCover] <= 0) continue;
    if (answers.size() == kMaxAnswers) break;
    const Element& element = strategy.strategy().elements[index.elements()[candidate]];
    answers.push_back(AnswerFrom(element, index.Cite(candidate, match), strength));
  }
}

void AddPrecedents(const SimilarAnswer& similar, std::vector<FeasibilityAnswer>& answers) {
  for (const SimilarRequest& request : similar.requests) {
    const FeasibilityKind kind = KindOf(request.outcome);
    if (kind == FeasibilityKind::kNoAnswer || request.similarity < kPrecedentFrom) continue;
    FeasibilityAnswer answer;
    answer.kind = kind;
    answer.precedent = request.name;
    answer.title = request.title;
    answer.confidence = request.similarity;
    answer.matched_words = request.matched_words;
    answers.push_back(std::move(answer));
  }
}

}  // namespace

Feasibility AnswerQuestion(const CompiledStrategy& strategy, std::string_view question,
                           const PastRequests& past) {
  const std::vector<Word> analysed = Analyse(question);
  const DistinctWords words({}, analysed);
  const SimilarAnswer similar = past.Similar(words, kPrecedents);
  Feasibility feasibility;
  AddElements(strategy, words, feasibility.answers);
  AddPrecedents(similar, feasibility.answers);
  std::stable_sort(feasibility.answers.begin(), feasibility.answers.end(),
                   [](const FeasibilityAnswer& a, const FeasibilityAnswer& b) {
                     return a.confidence > b.confidence;
                   });
  if (feasibility.answers.size() > kMaxAnswers) feasibility.answers.resize(kMaxAnswers);
  if (!feasibility.answers.empty()) {
    feasibility.kind = feasibility.answers.front().kind;
    feasibility.confidence = feasibility.answers.front().confidence;
  }
  feasibility.strategy_version = strategy.version();
  feasibility.known_position = similar.position;
  return feasibility;
}

}  // namespace zusage::alignment
