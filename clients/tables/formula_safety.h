// SPDX-License-Identifier: Apache-2.0
//
// Text that a spreadsheet would take for a formula. Pure, thread-safe.
#ifndef ZUSAGE_CLIENTS_TABLES_FORMULA_SAFETY_H_
#define ZUSAGE_CLIENTS_TABLES_FORMULA_SAFETY_H_

#include <string>
#include <string_view>

namespace zusage::tables {

// `text` with an apostrophe before it if a spreadsheet would compute it: if it begins with = + - @,
// a tab or a carriage return, or with apostrophes before one of these, so that Restored() can tell.
std::string Neutralised(std::string_view text);

// Takes back what Neutralised() did: Restored(Neutralised(x)) == x for every x.
std::string Restored(std::string_view text);

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_FORMULA_SAFETY_H_
