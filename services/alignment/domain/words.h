// SPDX-License-Identifier: Apache-2.0
//
// From text as people write it to the words that carry meaning, in English and German.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/base/error.h"

namespace zusage::alignment {

inline constexpr size_t kMaxAnalysedBytes = 64 << 10;  // text beyond is not read
inline constexpr size_t kMaxWordBytes = 64;            // longer runs of letters are skipped
inline constexpr size_t kMaxWords = 2'000;             // words kept of one text

// A word that is no stop word.
struct Word {
  std::string_view surface;  // as written; points into the analysed text
  std::string stem;          // Snowball stem in the language of its sentence
  std::string other_stem;    // in the other language where that may be it; else empty
  Language language = Language::kEnglish;
  float weight = 1;  // below 1 for words that only relay the wish ("the customer wants")
  // An acronym, a number or a name ("SAML", "27001", "WhatsApp"): never a stop word.
  bool exact = false;
  // Words of equal forms differ in nothing but where they stand, so that what was found out about
  // one holds for the other (WordMemory). Not the other way round; 0 is the form of no word.
  uint64_t form = 0;
};

// A word of a text and how often its stem occurs there.
struct DistinctWord {
  const Word* word = nullptr;  // the first with this stem
  int count = 0;
};

// The words of a wish with their repetitions taken together, in the order of their first
// occurrence: those of the title, then those only in the body. Both must outlive this.
struct DistinctWords {
  DistinctWords(absl::Span<const Word> title, absl::Span<const Word> body);

  std::vector<DistinctWord> words;
  size_t in_title = 0;  // how many of `words`, the first ones, are in the title
};

// The words of `text` in their order. Markup, mail headers and addresses are left out; the language
// is judged per sentence, `fallback` where a sentence does not tell. Reads at most
// kMaxAnalysedBytes and returns at most kMaxWords. `text` must outlive the result. Thread-safe.
std::vector<Word> Analyse(std::string_view text, Language fallback = Language::kEnglish);

// The stems of a text in one known language, stop words and lone digits left out, in their order.
std::vector<std::string> StemsIn(std::string_view text, Language language);

// The language that most sentences of `text` are in; `fallback` if nothing tells.
Language LanguageOf(std::string_view text, Language fallback = Language::kEnglish);

// NFKC and case folded ("ß" becomes "ss"); bytes that are no UTF-8 become U+FFFD.
std::string Fold(std::string_view text);

// The Snowball stem of a folded word.
std::string Stem(std::string_view folded, Language language);

// The clauses of a text: sentences, and parts between semicolons. Views into `text`, trimmed.
std::vector<std::string_view> Clauses(std::string_view text);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORDS_H_
