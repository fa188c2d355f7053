// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/wish_words.h"

#include <algorithm>
#include <utility>

namespace zusage::alignment {
namespace {

Language MajorityOf(const std::vector<Word>& words) {
  const auto german = std::count_if(words.begin(), words.end(), [](const Word& word) {
    return word.language == Language::kGerman;
  });
  return 2 * static_cast<size_t>(german) > words.size() ? Language::kGerman : Language::kEnglish;
}

}  // namespace

WishWords WordsOf(const Wish& wish) {
  WishWords words;
  words.body = Analyse(wish.body);
  const Language language = MajorityOf(words.body);
  for (Word& word : Analyse(wish.problem, language)) words.body.push_back(std::move(word));
  words.title = Analyse(wish.title, language);
  return words;
}

}  // namespace zusage::alignment
