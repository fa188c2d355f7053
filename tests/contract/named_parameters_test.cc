// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/named_parameters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zusage::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NamedParametersTest, NamesBecomeNumbersInTheirOrder) {
  const NumberedStatement numbered = NumberParameters("INSERT INTO t (b, a) VALUES (:b, :a_2)");
  EXPECT_EQ(numbered.sql, "INSERT INTO t (b, a) VALUES ($1, $2)");
  EXPECT_THAT(numbered.names, ElementsAre("b", "a_2"));
}

TEST(NamedParametersTest, NameThatOccursTwiceHasOneNumber) {
  const NumberedStatement numbered = NumberParameters("x = :x OR y = :y OR z > :x");
  EXPECT_EQ(numbered.sql, "x = $1 OR y = $2 OR z > $1");
  EXPECT_THAT(numbered.names, ElementsAre("x", "y"));
}

TEST(NamedParametersTest, QuotedTextIsLeftAlone) {
  const char* const sql = "SELECT ':a', \"b:c\", 'it''s :d' FROM t";
  const NumberedStatement numbered = NumberParameters(sql);
  EXPECT_EQ(numbered.sql, sql);
  EXPECT_THAT(numbered.names, IsEmpty());
}

TEST(NamedParametersTest, ColonsThatBelongToNoNameAreLeftAlone) {
  EXPECT_EQ(NumberParameters("SELECT a::text, ':', b : c FROM t WHERE x=:x").sql,
            "SELECT a::text, ':', b : c FROM t WHERE x=$1");
  EXPECT_EQ(NumberParameters("SELECT 'open").sql, "SELECT 'open");
  EXPECT_EQ(NumberParameters("").sql, "");
}

}  // namespace
}  // namespace zusage::storage
