// SPDX-License-Identifier: Apache-2.0
//
// JSON as the journal's parts have it: keys sorted, no white space, numbers in their shortest form,
// text as UTF-8 with only the necessary escapes. One value has one form.
#ifndef ZUSAGE_STORAGE_JOURNAL_CANONICAL_JSON_H_
#define ZUSAGE_STORAGE_JOURNAL_CANONICAL_JSON_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace zusage::storage {

void AppendJson(int64_t number, std::string& out);

// Returns false, having appended nothing of use, for infinities and NaN, which JSON lacks.
[[nodiscard]] bool AppendJson(double number, std::string& out);

// Returns false, having appended nothing of use, unless the text is UTF-8 without U+0000.
[[nodiscard]] bool AppendJson(std::string_view text, std::string& out);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_CANONICAL_JSON_H_
