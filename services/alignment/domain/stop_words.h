// SPDX-License-Identifier: Apache-2.0
//
// Words that say little about what is wished for. Folded forms; pure, thread-safe.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_

#include <string_view>

namespace zusage::alignment {

// What the lists know of a word; several may be set.
struct WordTraits {
  bool english_stop = false;  // a function word: article, pronoun, auxiliary, preposition
  bool german_stop = false;
  bool relay = false;         // relays a wish instead of being part of it ("the customer would
                              // like"), or is in nearly every wish for software ("feature")
  bool looks_german = false;  // ends or is spelt as only German words are; a weak sign
};

WordTraits TraitsOf(std::string_view folded);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_
