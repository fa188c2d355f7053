// SPDX-License-Identifier: Apache-2.0
//
// The words and short phrases in which customers speak of something. Internal to the proposals.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PHRASES_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PHRASES_H_

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

inline constexpr size_t kMaxPhraseWords = 2;
inline constexpr size_t kMaxTitlePhraseWords = 3;
inline constexpr size_t kMaxPhraseBytes = 60;

// What a word may be found under: its own key (WordKey), and the stems of its translations.
std::set<std::string> KeysOf(const Word& word, const Lexicon& lexicon);

// A phrase as somebody wrote it.
struct Phrase {
  std::string text;
  std::string key;                           // PhraseKey
  std::vector<std::set<std::string>> words;  // the keys of each word that carries meaning
  bool in_title = false;
};

// One to kMaxPhraseWords words that stand side by side in `text`, in a title up to
// kMaxTitlePhraseWords. Words that only relay a wish, lone numbers and
// very short words are in none. Each phrase once, as it is written first.
std::vector<Phrase> PhrasesOf(std::string_view text, bool is_title, const Lexicon& lexicon);

// How telling the words of a phrase are, 0 for the most usual ones to 1, as far as the linguistic
// data know; 1 without.
double TellingOf(std::string_view phrase, const Lexicon& lexicon);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARATION_PHRASES_H_
