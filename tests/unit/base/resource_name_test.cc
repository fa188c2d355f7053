// SPDX-License-Identifier: Apache-2.0
#include "services/base/resource_name.h"

#include <gtest/gtest.h>

#include <string>

namespace zusage {
namespace {

TEST(MatchNameTest, NameThatFitsGivesItsSegments) {
  const auto values = MatchName(kChangeRequestPattern, "products/atlas/changeRequests/01J");
  ASSERT_TRUE(values.has_value());
  EXPECT_EQ((*values)[0], "atlas");
  EXPECT_EQ((*values)[1], "01J");
}

TEST(MatchNameTest, NamesThatDoNotFitAreTold) {
  for (const char* name :
       {"", "/", "products", "products/", "products//", "/products/atlas", "products/atlas/",
        "products/atlas/changeRequests", "products/at las", "products/..", "products/-",
        "products/.hidden", "products/ümlaut", "customers/atlas", "Products/atlas"}) {
    EXPECT_FALSE(MatchName(kProductPattern, name).has_value()) << name;
  }
}

TEST(MatchNameTest, SegmentOf63CharactersIsTheLongest) {
  EXPECT_TRUE(MatchName(kProductPattern, "products/" + std::string(63, 'a')).has_value());
  EXPECT_FALSE(MatchName(kProductPattern, "products/" + std::string(64, 'a')).has_value());
}

TEST(ProductOfTest, ProductOfAnyNameBelowIt) {
  EXPECT_EQ(ProductOf("products/atlas"), "products/atlas");
  EXPECT_EQ(ProductOf("products/atlas/promises/1"), "products/atlas");
  EXPECT_EQ(ProductOf("customers/1"), "");
  EXPECT_EQ(ProductOf("products/-"), "");
  EXPECT_EQ(ProductOf("products/"), "");
  EXPECT_EQ(ProductOf(""), "");
}

TEST(LastSegmentTest, LastSegmentOfAName) {
  EXPECT_EQ(LastSegment("customers/1/deals/2"), "2");
  EXPECT_EQ(LastSegment("alone"), "alone");
}

TEST(IsSegmentTest, SegmentsStartWithALetterDigitOrUnderscore) {
  EXPECT_TRUE(IsSegment("a"));
  EXPECT_TRUE(IsSegment("C1.b_c-d"));
  EXPECT_TRUE(IsSegment("_x"));
  EXPECT_FALSE(IsSegment("-x"));
  EXPECT_FALSE(IsSegment(".x"));
  EXPECT_FALSE(IsSegment(""));
  EXPECT_FALSE(IsSegment("a/b"));
}

}  // namespace
}  // namespace zusage
