// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/check.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/findings.h"
#include "services/alignment/domain/focus.h"
#include "services/alignment/domain/guardrails.h"
#include "services/alignment/domain/questions.h"
#include "services/alignment/domain/scores.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

constexpr size_t kRankedElements = 3;
constexpr size_t kSimilarRequests = 5;
constexpr size_t kUsualFindings = 24;  // rarely more

struct WishWords {
  std::vector<Word> title;
  std::vector<Word> body;  // the wish and the problem behind it
};

Language MajorityOf(const std::vector<Word>& words) {
  const auto german = std::count_if(words.begin(), words.end(), [](const Word& word) {
    return word.language == Language::kGerman;
  });
  return 2 * static_cast<size_t>(german) > words.size() ? Language::kGerman : Language::kEnglish;
}

// A title is often too short to tell its language; the body tells it.
WishWords WordsOf(const Wish& wish) {
  WishWords words;
  words.body = Analyse(wish.body);
  const Language language = MajorityOf(words.body);
  for (Word& word : Analyse(wish.problem, language)) words.body.push_back(std::move(word));
  words.title = Analyse(wish.title, language);
  return words;
}

void Append(std::vector<Finding> more, std::vector<Finding>& findings) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

// A broken guardrail speaks against what is merely wanted, not against what exists or is planned.
void ApplyGuardrails(const std::vector<Finding>& guardrails, const Judgement& judgement,
                     Assessment& assessment) {
  const bool broken = std::any_of(guardrails.begin(), guardrails.end(), [](const Finding& finding) {
    return finding.stance == Stance::kAgainst;
  });
  const bool wanted =
      assessment.verdict == Verdict::kAligned || assessment.verdict == Verdict::kUnclear;
  if (!broken || !wanted) return;
  assessment.verdict = Verdict::kConflicts;
  assessment.confidence = 1 - judgement.verdicts[static_cast<size_t>(Verdict::kAsIs)] -
                          judgement.verdicts[static_cast<size_t>(Verdict::kOnRoadmap)];
}

void RankElements(const CompiledStrategy& strategy, const Judgement& judgement,
                  const std::vector<size_t>& ranked, Assessment& assessment) {
  for (size_t i = 0; i < std::min(kRankedElements, ranked.size()); ++i) {
    const size_t position = strategy.elements().elements()[ranked[i]];
    assessment.elements.push_back({strategy.strategy().elements[position].id,
                                   judgement.logits[ranked[i]],
                                   judgement.probabilities[ranked[i]]});
  }
}

}  // namespace

Assessment CheckWith(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past,
                     const Calibration& calibration) {
  const WishWords analysed = WordsOf(wish);
  const DistinctWords words(analysed.title, analysed.body);
  const WishMatch match = strategy.elements().Match(words);
  const Judgement judgement = Judge(match.candidates, calibration);
  const std::vector<size_t> ranked = Rank(judgement, match);
  SimilarAnswer similar = past.Similar(words, kSimilarRequests, wish.name);
  std::vector<Finding> guardrails = JudgeGuardrails(wish.evidence, strategy.strategy());

  Assessment assessment;
  assessment.findings.reserve(kUsualFindings);
  assessment.verdict = judgement.verdict;
  assessment.confidence = judgement.confidence;
  ApplyGuardrails(guardrails, judgement, assessment);
  assessment.firm =
      assessment.confidence >= calibration.firm_from && assessment.verdict != Verdict::kUnclear;
  RankElements(strategy, judgement, ranked, assessment);
  Append(ElementFindings(strategy, match, judgement, ranked), assessment.findings);
  Append(std::move(guardrails), assessment.findings);
  Append(JudgeSegment(wish, strategy.strategy()), assessment.findings);
  Append(PrecedentFindings(similar.requests), assessment.findings);
  Append(SingleCustomer(wish.evidence), assessment.findings);
  Append(MissingEvidence(wish, strategy.strategy()), assessment.findings);
  assessment.market = MarketScore(wish.evidence, strategy.strategy());
  assessment.commercial = CommercialScore(wish.evidence, strategy.strategy());
  assessment.focus = AdviseFocus(wish.context, strategy.strategy());
  assessment.similar = std::move(similar.requests);
  assessment.strategy_version = strategy.version();
  assessment.check_version = kCheckVersion;
  assessment.linguistic_fingerprint = strategy.lexicon().fingerprint();
  assessment.known_position = similar.position;
  return assessment;
}

Assessment Check(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past) {
  return CheckWith(strategy, wish, past, BuiltInCalibration(strategy.lexicon()));
}

}  // namespace zusage::alignment
