// SPDX-License-Identifier: Apache-2.0
//
// Texts that say the same in German and English, as the sources of linguistic data hold them.
// Pure functions on the sources' text; a line or file that is not as expected gives no pairs.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TEXT_PAIRS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TEXT_PAIRS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"

namespace zusage::alignment {

// Takes a German and an English text that say the same, and how much that counts.
using TakePair =
    absl::FunctionRef<void(std::string_view german, std::string_view english, float weight)>;

// A dictionary in the format of Ding: a line is "German :: English", where both sides have the same
// parts between "|", and each part has words for one thing between ";". Every word of a part is
// paired with every one of its counterpart; a part's pairs together count as much as the root of
// their number. Notes in brackets of any kind are left out.
void ReadDing(std::string_view text, TakePair take);

// The paragraphs of a page of help by their ids, without markup. Pages of two languages have the
// same ids where they say the same.
std::map<std::string, std::string> ReadHelpPage(std::string_view html);

// The texts of a file of translations, "  key: text" a line, by their keys.
std::map<std::string, std::string> ReadTranslations(std::string_view yaml);

// The paragraphs of Debian's descriptions of packages ("Translation-de"): those of a description
// with as many paragraphs in the other language have the same keys there.
std::map<std::string, std::string> ReadDescriptions(std::string_view text);

// Calls `take` for each paragraph of a text, plain or HTML.
void ForEachParagraph(std::string_view text, absl::FunctionRef<void(std::string_view)> take);

// Pairs the texts that have the same key, with the weight 1.
void PairByKey(const std::map<std::string, std::string>& german,
               const std::map<std::string, std::string>& english, TakePair take);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TEXT_PAIRS_H_
