// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/preparation_phrases.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "services/alignment/domain/preparation.h"

namespace zusage::alignment {
namespace {

constexpr size_t kMinWordLetters = 3;
constexpr float kSureTranslation = 0.15f;

bool HasLetter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
  });
}

// Whether a word may be part of a name for something.
bool Names(const Word& word) {
  return word.weight >= 1 && HasLetter(word.surface) &&
         (word.exact || word.surface.size() >= kMinWordLetters);
}

// Whether two words with this text between them belong together.
bool IsJoint(std::string_view gap) { return gap == " " || gap == "-"; }

std::string_view Between(const Word& from, const Word& to) {
  const char* start = from.surface.data() + from.surface.size();
  if (to.surface.data() < start) return "";
  return {start, static_cast<size_t>(to.surface.data() - start)};
}

}  // namespace

std::set<std::string> KeysOf(const Word& word, const Lexicon& lexicon) {
  std::set<std::string> keys = {WordKey(word.surface)};
  if (word.exact) return keys;
  const bool german = word.language == Language::kGerman;
  if (!german && word.other_stem.empty()) return keys;
  lexicon.Translate(Fold(word.surface), german ? word.stem : word.other_stem,
                    [&](std::string_view stem, float sure) {
                      if (sure >= kSureTranslation) keys.insert(WordKey(stem));
                    });
  return keys;
}

std::vector<Phrase> PhrasesOf(std::string_view text, bool is_title, const Lexicon& lexicon) {
  const std::vector<Word> words = Analyse(text);
  std::vector<Phrase> phrases;
  std::set<std::string> seen;
  const size_t longest = is_title ? kMaxTitlePhraseWords : kMaxPhraseWords;
  for (size_t first = 0; first < words.size(); ++first) {
    std::vector<std::set<std::string>> keys;
    for (size_t last = first; last < std::min(first + longest, words.size()); ++last) {
      if (!Names(words[last])) break;
      if (last > first && !IsJoint(Between(words[last - 1], words[last]))) break;
      keys.push_back(KeysOf(words[last], lexicon));
      const char* start = words[first].surface.data();
      const char* end = words[last].surface.data() + words[last].surface.size();
      Phrase phrase{
          .text = std::string(start, end), .key = {}, .words = keys, .in_title = is_title};
      if (phrase.text.size() > kMaxPhraseBytes) break;
      phrase.key = PhraseKey(phrase.text);
      if (seen.insert(phrase.key).second) phrases.push_back(std::move(phrase));
    }
  }
  return phrases;
}

double TellingOf(std::string_view phrase, const Lexicon& lexicon) {
  if (lexicon.dimensions() == 0) return 1;
  double most = 0;
  for (const Word& word : Analyse(phrase)) {
    const bool german = word.language == Language::kGerman;
    const Directions directions = german ? lexicon.GermanDirections(Fold(word.surface), word.stem)
                                         : lexicon.EnglishDirections(word.stem);
    double sum = directions.empty() ? 1 : 0;  // a word that no text holds says much
    for (const Direction& direction : directions) sum += direction.weight;
    most = std::max(most, std::min(sum, 1.0));
  }
  return most;
}

}  // namespace zusage::alignment
