// SPDX-License-Identifier: Apache-2.0
//
// What the check knows about the words of the two languages beyond their stems: which German words
// mean which English ones. Built in is a small list of general words of business software; richer
// data can take its place without the check changing, and is named in every assessment.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/alignment/domain/string_map.h"
#include "services/base/error.h"

namespace zusage::alignment {

// Immutable after construction, so safe to share between threads.
class Lexicon {
 public:
  // Pairs of one German and one English word, in any form: both are folded and stemmed here.
  // `fingerprint` names the data in assessments; "none" for no data beyond the built-in list.
  Lexicon(const std::vector<std::pair<std::string_view, std::string_view>>& pairs,
          std::string fingerprint);

  // The stems in the other language of a stem in `language`; empty if unknown.
  const std::vector<std::string>& Translations(Language language, std::string_view stem) const;

  // Whether this is a German word of the list, as written there (folded) or stemmed.
  bool KnowsGerman(std::string_view word) const { return german_.contains(word); }

  // The stem in German of a German word of the list, folded; "" if unknown.
  std::string_view GermanStem(std::string_view word) const;

  const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::string fingerprint_;
  StringMap<std::string> german_;  // folded word or stem -> stem
  StringMap<std::vector<std::string>> to_english_;
  StringMap<std::vector<std::string>> to_german_;
};

// The built-in list. Lives as long as the process.
const Lexicon& BuiltInLexicon();

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_
