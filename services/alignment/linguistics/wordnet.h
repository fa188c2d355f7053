// SPDX-License-Identifier: Apache-2.0
//
// The files of WordNet (Fellbaum, 1998; wndb(5)): which words mean the same, and what they mean.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORDNET_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORDNET_H_

#include <string_view>

#include "absl/functional/function_ref.h"

namespace zusage::alignment {

// Takes two words of one meaning, each once with the other first. The meaning is among the first
// three of `word`. Words of several parts are joined by "_" and left out.
using TakeSynonym = absl::FunctionRef<void(std::string_view word, std::string_view other)>;

// `index` and `data` are the two files of a part of speech ("index.noun", "data.noun").
void ReadSynonyms(std::string_view index, std::string_view data, TakeSynonym take);

// The explanations in a data file, one at a time.
void ReadGlosses(std::string_view data, absl::FunctionRef<void(std::string_view)> take);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORDNET_H_
