// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/check.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/balance.h"
#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/findings.h"
#include "services/alignment/domain/focus.h"
#include "services/alignment/domain/guardrails.h"
#include "services/alignment/domain/precedent_odds.h"
#include "services/alignment/domain/precedents.h"
#include "services/alignment/domain/questions.h"
#include "services/alignment/domain/scores.h"
#include "services/alignment/domain/wish_words.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

constexpr size_t kRankedElements = 3;
constexpr size_t kShortlist = 9;       // after those three
constexpr size_t kUsualFindings = 24;  // rarely more

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
  for (size_t i = 0; i < std::min(kRankedElements + kShortlist, ranked.size()); ++i) {
    const size_t position = strategy.elements().elements()[ranked[i]];
    const std::string& id = strategy.strategy().elements[position].id;
    if (i < kRankedElements) {
      assessment.elements.push_back(
          {id, judgement.logits[ranked[i]], judgement.probabilities[ranked[i]]});
    } else {
      assessment.shortlist.push_back(id);
    }
  }
}

// What the evidence says of the wish's worth, and what it leaves open.
void WeighEvidence(const Wish& wish, const strategy::Strategy& strategy, Assessment& assessment) {
  assessment.market = MarketScore(wish.evidence, strategy);
  assessment.commercial = CommercialScore(wish.evidence, strategy);
  assessment.focus = AdviseFocus(wish.context, strategy);
  WeighFocus(assessment.market, assessment.commercial, strategy, assessment.focus);
  Append(HoldPayAgainstEffort(wish.evidence, strategy), assessment.findings);
  Append(MissingEvidence(wish, strategy, assessment.market, assessment.commercial),
         assessment.findings);
}

}  // namespace

Assessment CheckWith(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past,
                     const Calibration& calibration) {
  const WishWords analysed = WordsOf(wish);
  const DistinctWords words(analysed.title, analysed.body);
  const WishMatch match = strategy.elements().Match(words);
  SimilarAnswer similar = past.Similar(words, match.meaning, kSimilarChecked, wish.name);
  const Judgement alone = Judge(match.candidates, calibration);
  const LogitGains gains =
      PrecedentOdds(similar.requests, strategy, match.candidates, alone, calibration);
  const bool precedents = gains.none > 0 || !gains.elements.empty();
  const Judgement judgement = precedents ? JudgeWith(gains, match.candidates, alone) : alone;
  const std::vector<size_t> ranked = Rank(judgement, match);
  std::vector<Finding> guardrails = JudgeGuardrails(wish.evidence, strategy.strategy());

  Assessment assessment;
  assessment.findings.reserve(kUsualFindings);
  assessment.verdict = judgement.verdict;
  assessment.confidence = judgement.confidence;
  ApplyGuardrails(guardrails, judgement, assessment);
  // Earlier decisions may make a verdict surer, but do not make it firm.
  assessment.firm =
      assessment.confidence >= calibration.firm_from && assessment.verdict != Verdict::kUnclear &&
      (!precedents ||
       (alone.verdict == judgement.verdict && alone.confidence >= calibration.firm_from));
  RankElements(strategy, judgement, ranked, assessment);
  Append(ElementFindings(strategy, match, judgement, ranked), assessment.findings);
  Append(std::move(guardrails), assessment.findings);
  Append(JudgeSegment(wish, strategy.strategy()), assessment.findings);
  Append(PrecedentFindings(similar, wish.evidence), assessment.findings);
  if (auto influence =
          PrecedentInfluence(similar.requests, gains, alone, judgement, similar.very_similar);
      influence.has_value()) {
    assessment.findings.push_back(*std::move(influence));
  }
  Append(SingleCustomer(wish.evidence), assessment.findings);
  WeighEvidence(wish, strategy.strategy(), assessment);
  assessment.similar = std::move(similar.requests);
  assessment.strategy_version = strategy.version();
  assessment.check_version = kCheckVersion;
  assessment.linguistic_fingerprint = strategy.lexicon().fingerprint();
  assessment.known_position = similar.position;
  return assessment;
}

std::vector<Candidate> CandidatesFor(const CompiledStrategy& strategy, const Wish& wish) {
  const WishWords words = WordsOf(wish);
  return strategy.elements().Match(DistinctWords(words.title, words.body)).candidates;
}

Assessment Check(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past) {
  return CheckWith(strategy, wish, past, BuiltInCalibration(strategy.lexicon()));
}

}  // namespace zusage::alignment
