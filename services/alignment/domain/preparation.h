// SPDX-License-Identifier: Apache-2.0
//
// How well a strategy is prepared for the check: what customers call its elements and which wishes
// they answer is worth more than any cleverness in matching.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

inline constexpr int kWantedAliases = 8;
inline constexpr int kWantedExamples = 2;

// From here on an element, or a strategy, is taken for prepared.
inline constexpr double kPrepared = 0.75;

// What an element tells the check.
struct ElementPreparation {
  std::string element;
  int aliases = 0;       // that differ from one another and from the title
  int examples = 0;      // that differ from one another
  int texts = 0;         // of those its kind should have: description; of capabilities how, limits
  int wanted_texts = 0;  // how many these are
  double complete = 0;   // 0 to 1
};

// How complete an element is: .78 for its aliases, .12 for its examples, .1 for its texts.
//
// Aliases count by what they were measured to be worth (hit@1 .48 with none, .60 with two, .615
// with four, .72 with eight; in between linearly); two examples count as much as can be; the
// shares are what aliases and examples gave in accuracy and hit@1 (docs/check.md). An alias that
// differs from another, or from the title, only in case, umlauts, endings or the order of words is
// none. Another alias or example never makes an element less complete.
ElementPreparation PreparationOf(const strategy::Element& element);

struct Preparation {
  double complete = 0;                       // 0 to 1
  int prepared = 0;                          // elements that are complete to kPrepared at least
  std::vector<ElementPreparation> elements;  // all but guardrails, which no words match; in order
};

// How complete a strategy is: the power mean with the exponent 1/2 of its elements, which holds
// that half of the elements filled gives a quarter of the gain, as was measured. 0 without
// elements.
Preparation PreparationOf(const strategy::Strategy& strategy);

// What makes two phrases the same: the stems of their words, sorted. Case, umlauts, endings, order
// and words that carry no meaning make no difference. "" for text without letters and digits.
std::string PhraseKey(std::string_view phrase);

// The same of one word: its stem by the rules of both languages, as one word alone does not tell
// its language.
std::string WordKey(std::string_view word);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_H_
