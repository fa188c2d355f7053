// SPDX-License-Identifier: Apache-2.0
//
// Words that say little about what is wished for. Folded forms; pure, thread-safe.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_

#include <string_view>

#include "services/base/error.h"

namespace zusage::alignment {

// Function words of a language: articles, pronouns, auxiliaries, prepositions.
bool IsStopWord(std::string_view folded, Language language);

// Words that relay a wish instead of being part of it ("the customer would like"), or that nearly
// every wish for software holds ("feature", "possible").
bool IsRelayWord(std::string_view folded);

// Whether a word ends as only German words do; a weak sign, for where no function word tells.
bool LooksGerman(std::string_view folded);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STOP_WORDS_H_
