// SPDX-License-Identifier: Apache-2.0
//
// The stems under which a word may be found in a vocabulary: its own, the one in the other
// language, its translations, and the parts of a compound.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VARIANTS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VARIANTS_H_

#include <string_view>

#include "absl/functional/function_ref.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

// The stem of a word (folded, or a stem already) that a vocabulary knows; "" if it does not.
using KnownStem = absl::FunctionRef<std::string_view(std::string_view)>;

// The stem of a word that may be German; "" for one that is rather not.
std::string_view GermanStemOf(const Word& word, const Lexicon& lexicon);

// Takes a stem and how sure it is, 0 to 1; the first is the word's own with 1.
using TakeVariant = absl::FunctionRef<void(std::string_view, float)>;

// Calls `take` for each variant of `word`; the same stem may come twice. A word that neither
// `known` nor the lexicon holds is split where its parts are known ("Kontenübersicht"). Related
// words (two English words for much the same) are the least sure variants. They come only when
// asked for: it suffices that one of two texts has them, best the one that is read once.
enum class Related { kWithout, kWith };
void ForEachVariant(const Word& word, const Lexicon& lexicon, Related related, KnownStem known,
                    TakeVariant take);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_VARIANTS_H_
