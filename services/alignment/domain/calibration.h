// SPDX-License-Identifier: Apache-2.0
//
// From how well each element matches a wish to how probable each verdict is.
//
// A softmax over the elements and one "none" option, after Bishop, Pattern Recognition and Machine
// Learning, 4.3.4. The logit of an element is linear in its features plus a bias of its kind; that
// of "none" is linear in the largest features. A verdict's probability is the sum over its
// elements; none is UNCLEAR. Only elements that share a word with the wish take part, and of these
// the kTopElements best, so that a strategy of 2000 elements does not drown "none" by their number.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CALIBRATION_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CALIBRATION_H_

#include <array>
#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/lexicon.h"

namespace zusage::alignment {

// How well one element matches one wish, each 0 to about 1.
enum Feature : size_t {
  kOwnCosine,      // the wish and the element's title and description
  kExampleCosine,  // the wish and the best of the element's examples
  kNameCover,      // how much of the best of its title and aliases occurs in the wish
  kWishCover,      // how much of the wish occurs in the element, rare words counting more
  kTitleCosine,    // the wish's title and the element's own text, an example or half a name
  kTitleName,      // as kNameCover, for the wish's title alone
  kMeaning,        // how near the wish's meaning is to the element's, or to an example's
  kSenseCover,     // as kWishCover, also by words of near meaning, rare in any text counting more
  kMutualCover,    // the geometric mean of kSenseCover and kNameCover: 0 without meanings
  kFeatureCount
};
using Features = std::array<double, kFeatureCount>;

inline constexpr size_t kTopElements = 12;
inline constexpr size_t kVerdictKinds = 4;  // theme, non-goal, capability, roadmap item

// The fitted constants.
struct Calibration {
  Features weights{};
  std::array<double, kVerdictKinds> kind_bias{};  // by strategy::ElementKind
  double none_bias = 0;
  double none_cosine = 0;     // times the largest of the cosines
  double none_name = 0;       // times the largest kNameCover
  double none_cover = 0;      // times the largest kWishCover
  double none_meaning = 0;    // times the largest kMeaning
  double none_mutual = 0;     // times the largest kMutualCover
  double precedent_gain = 0;  // of a similarity above precedent_from, to a logit
  double precedent_from = 1;
  double firm_from = 1;  // confidence from which on a verdict is given without "probably"
};

// The constants that FitCalibration found on the decisions in tests/data/decisions, for a lexicon
// with meanings and for one without. Refit them with tests/bench/fit_calibration whenever a feature
// or the linguistic data change; never by hand.
const Calibration& BuiltInCalibration(const Lexicon& lexicon = BuiltInLexicon());

// An element as the softmax sees it.
struct Candidate {
  strategy::ElementKind kind = strategy::ElementKind::kTheme;
  Features features{};
  // It holds an acronym or a number of the wish that few others hold. Such a word means one thing
  // only: the element is cited whatever else matches better, and the wish is not UNCLEAR.
  bool named_exactly = false;
  bool shares_word = false;  // it has a word of the wish, a translation or a related word
};

// How well the best of all candidates matches, each feature by itself: how probable "none" is.
struct LargestFeatures {
  double cosine = 0;  // kOwnCosine or kExampleCosine
  double name = 0;
  double cover = 0;
  double meaning = 0;
  double mutual = 0;
};
LargestFeatures LargestOf(absl::Span<const Candidate> candidates);

// What is known beside the candidates themselves and added to their logits (precedent_odds.h).
struct LogitGains {
  std::vector<double> elements;  // per candidate; empty for none
  double none = 0;
};

// What the softmax says. Elements that take no part have the probability 0.
struct Judgement {
  std::vector<double> logits;         // per candidate
  std::vector<double> probabilities;  // per candidate
  double none_logit = 0;
  double none_probability = 1;
  std::array<double, 6> verdicts{};  // by Verdict; sums to 1
  Verdict verdict = Verdict::kUnclear;
  double confidence = 0;
};

Judgement Judge(absl::Span<const Candidate> candidates, const Calibration& calibration);

// `alone`, which judged these candidates, with the gains added to its logits.
Judgement JudgeWith(const LogitGains& gains, absl::Span<const Candidate> candidates,
                    const Judgement& alone);

// The verdict that an element of this kind speaks for. A guardrail speaks for none of them here.
Verdict VerdictOf(strategy::ElementKind kind);

// A request with known outcome.
struct CalibrationRow {
  std::vector<Candidate> candidates;
  Verdict expected = Verdict::kUnclear;
  std::vector<size_t> expected_candidates;  // the first is what the verdict rests on
  double weight = 1;
};

// The constants with the least loss on `rows`: half of it -log P(verdict), half -log P(elements)
// (the first expected counts 1, others .4), rows weighted by the inverse frequency of their
// verdict, with an L2 penalty on constants of standardised features. Deterministic. `firm_from` and
// the precedents' are left at their defaults. Where any candidate has a kMeaning those features get
// weights that need meanings, and the title's cosine; else the others. Fewer constants judge other
// products better than more (docs/check.md).
Calibration FitCalibration(absl::Span<const CalibrationRow> rows);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CALIBRATION_H_
