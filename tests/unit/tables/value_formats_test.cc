// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/value_formats.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace zusage::tables {
namespace {

constexpr NumberFormat kEnglishNumbers = {'.', ','};
constexpr NumberFormat kGermanNumbers = {',', '.'};

std::string Number(std::string_view text, const NumberFormat& format) {
  return ReadNumber(text, format).value_or("none");
}
std::string Amount(std::string_view text, std::string_view currency = "") {
  return ReadAmount(text, kEnglishNumbers, currency).value_or("none");
}
std::string Day(std::string_view text, const std::vector<std::string>& patterns = {}) {
  const std::optional<Date> day = ReadDay(text, patterns);
  return day.has_value() ? FormatDate(*day) : "none";
}

TEST(ReadNumberTest, SignsAreThoseOfTheFormat) {
  EXPECT_EQ(Number("1,234,567.89", kEnglishNumbers), "1234567.89");
  EXPECT_EQ(Number("1.234.567,89", kGermanNumbers), "1234567.89");
  EXPECT_EQ(Number("-1234", kGermanNumbers), "-1234");
  EXPECT_EQ(Number(".5", kEnglishNumbers), "0.5");
  EXPECT_EQ(Number("1\u00A0234,5", {',', ' '}), "1234.5");
}

TEST(ReadNumberTest, WhatIsNotExactlyANumberIsNone) {
  EXPECT_EQ(Number("1.5", kGermanNumbers), "none") << "not fifteen";
  EXPECT_EQ(Number("12,34", kEnglishNumbers), "none") << "not 1234";
  for (const char* text : {"", ".", "-", "1,2,3", "1.2.3", "abc", "1e5", "--1", ",123", "1,"}) {
    EXPECT_EQ(Number(text, kEnglishNumbers), "none") << text;
  }
}

TEST(ReadNumberTest, PercentIsAShare) {
  EXPECT_EQ(Number("35 %", kEnglishNumbers), "0.35");
  EXPECT_EQ(Number("12,5%", kGermanNumbers), "0.125");
  EXPECT_EQ(Number("100%", kGermanNumbers), "1");
}

TEST(NumberFormatOfTest, IsToldFromAnExample) {
  for (const char* example : {"1,234.56", "1.234,56", "1 234,56", "1'234.56"}) {
    const std::optional<NumberFormat> format = NumberFormatOf(example);
    ASSERT_TRUE(format.has_value()) << example;
    EXPECT_EQ(ExampleOf(*format), example);
  }
  EXPECT_FALSE(NumberFormatOf("1,234,56").has_value());
  EXPECT_FALSE(NumberFormatOf("1234.56").has_value());
}

TEST(ReadAmountTest, CurrencyStandsOnEitherSideOrElsewhere) {
  EXPECT_EQ(Amount("120,000 EUR"), "120000 EUR");
  EXPECT_EQ(Amount("EUR 120,000.00"), "120000 EUR");
  EXPECT_EQ(Amount("120000 €"), "120000 EUR");
  EXPECT_EQ(Amount("£1,200"), "1200 GBP");
  EXPECT_EQ(Amount("120000", "CHF"), "120000 CHF");
  EXPECT_EQ(Amount("$1,200", "USD"), "1200 USD");
}

TEST(ReadAmountTest, IsRoundedToWholeUnits) {
  EXPECT_EQ(Amount("99.50 EUR"), "100 EUR");
  EXPECT_EQ(Amount("99.49 EUR"), "99 EUR");
}

TEST(ReadAmountTest, AmountWithoutACurrencyIsNone) {
  EXPECT_EQ(Amount("120000"), "none");
  EXPECT_EQ(Amount("$1,200"), "none") << "of which country";
  EXPECT_EQ(Amount("EUR"), "none");
  EXPECT_EQ(Amount("1e30", "EUR"), "none");
}

TEST(ReadDayTest, PatternsAreTriedInTurn) {
  EXPECT_EQ(Day("3.4.2026", {"DD.MM.YYYY", "D.M.YYYY"}), "2026-04-03");
  EXPECT_EQ(Day("12/31/26", {"M/D/YY"}), "2026-12-31");
  EXPECT_EQ(Day("31.12.2026 08:15", {"D.M.YYYY"}), "2026-12-31");
}

TEST(ReadDayTest, IsoIsAlwaysUnderstood) {
  EXPECT_EQ(Day("2026-11-22"), "2026-11-22");
  EXPECT_EQ(Day("2026-11-22T08:00:00Z", {"D.M.YYYY"}), "2026-11-22");
  EXPECT_EQ(Day(" 2026-11-22 08:00 "), "2026-11-22");
}

TEST(ReadDayTest, DayThatDoesNotExistIsNone) {
  EXPECT_EQ(Day("2026-02-29"), "none");
  EXPECT_EQ(Day("31/12/2026", {"M/D/YYYY"}), "none");
  EXPECT_EQ(Day("2026-11-221"), "none");
  EXPECT_EQ(Day("2026-11-22 x"), "none");
  EXPECT_EQ(Day("22.11.2026"), "none");
}

TEST(IsDayPatternTest, HasEachPartOnce) {
  EXPECT_TRUE(IsDayPattern("DD.MM.YYYY"));
  EXPECT_TRUE(IsDayPattern("M/D/YY"));
  for (const char* pattern : {"", "DD.MM", "DDD.MM.YYYY", "D.M.Y", "DD.MM.YYYY DD", "dd.mm.yyyy"}) {
    EXPECT_FALSE(IsDayPattern(pattern)) << pattern;
  }
}

TEST(ReadYesOrNoTest, BothLanguages) {
  EXPECT_EQ(ReadYesOrNo(" Ja "), true);
  EXPECT_EQ(ReadYesOrNo("FALSE"), false);
  EXPECT_EQ(ReadYesOrNo("maybe"), std::nullopt);
}

}  // namespace
}  // namespace zusage::tables
