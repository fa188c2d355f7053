// SPDX-License-Identifier: Apache-2.0
//
// The words of a wish as the check reads them.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WISH_WORDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WISH_WORDS_H_

#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

struct WishWords {
  std::vector<Word> title;
  std::vector<Word> body;  // the wish and the problem behind it
};

// Reads the title in the language of most of the body where it does not tell its own, being often
// too short for that. `wish` must outlive the result.
WishWords WordsOf(const Wish& wish);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WISH_WORDS_H_
