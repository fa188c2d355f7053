// SPDX-License-Identifier: Apache-2.0
//
// Numbers, amounts and days as exports write them, in the form in which Zusage writes them itself.
// Pure, thread-safe. What is not exactly as expected is nothing: better refused than misread.
#ifndef ZUSAGE_CLIENTS_TABLES_VALUE_FORMATS_H_
#define ZUSAGE_CLIENTS_TABLES_VALUE_FORMATS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/base/time.h"

namespace zusage::tables {

// Which signs a number is written with: {'.', ','} is 1,234.56.
struct NumberFormat {
  char decimal = '.';
  char thousands = ',';
};

// Told from an example: "1.234,56", "1,234.56", "1 234,56", "1'234.56".
std::optional<NumberFormat> NumberFormatOf(std::string_view example);
std::string ExampleOf(const NumberFormat& format);

// "1234.56" of "1.234,56". Thousands may be left out, but where they are marked they have to be
// three digits; "35 %" is 0.35.
std::optional<std::string> ReadNumber(std::string_view text, const NumberFormat& format);

// "120000 EUR" of "120.000,00 €", "EUR 120000" and "120000" with EUR as the currency; rounded to
// whole units, as amounts are recorded in. `$` is several currencies and needs one.
std::optional<std::string> ReadAmount(std::string_view text, const NumberFormat& format,
                                      std::string_view currency);

// A pattern of YYYY, YY, MM, M, DD, D and whatever stands between them: "DD.MM.YYYY".
bool IsDayPattern(std::string_view pattern);

// The day of a text that has one of these patterns, or YYYY-MM-DD; a time behind it is not looked
// at.
std::optional<Date> ReadDay(std::string_view text, const std::vector<std::string>& patterns);

// true or false of true, yes, y, 1, x, ja, wahr and their opposites, in any case.
std::optional<bool> ReadYesOrNo(std::string_view text);

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_VALUE_FORMATS_H_
