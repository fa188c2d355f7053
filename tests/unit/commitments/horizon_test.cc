// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/horizon.h"

#include <gtest/gtest.h>

namespace zusage::commitments {
namespace {

TEST(HorizonEndTest, QuarterEndsOnItsLastDay) {
  EXPECT_EQ(HorizonEnd("2026-Q4", 1), Date(2026, 12, 31));
  EXPECT_EQ(HorizonEnd(" Q1 2027 ", 1), Date(2027, 3, 31));
}

TEST(HorizonEndTest, QuarterOfFiscalYearEndsWithIt) {
  // A fiscal year from October on is named after the year in which it ends.
  EXPECT_EQ(HorizonEnd("2027-Q1", 10), Date(2026, 12, 31));
  EXPECT_EQ(HorizonEnd("2027-Q4", 10), Date(2027, 9, 30));
}

TEST(HorizonEndTest, DateIsItself) { EXPECT_EQ(HorizonEnd("2026-06-15", 1), Date(2026, 6, 15)); }

TEST(HorizonEndTest, FreeTextHasNoEnd) {
  for (const char* text : {"", "next year", "2027", "Q5 2026", "2026-02-30", "Ende 2026"}) {
    EXPECT_EQ(HorizonEnd(text, 1), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace zusage::commitments
