// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/canonical_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace zusage::storage {
namespace {

std::string Json(std::string_view text) {
  std::string json;
  EXPECT_TRUE(AppendJson(text, json));
  return json;
}

std::string Json(double number) {
  std::string json;
  EXPECT_TRUE(AppendJson(number, json));
  return json;
}

bool IsRefused(std::string_view text) {
  std::string json;
  return !AppendJson(text, json);
}

TEST(CanonicalJsonTest, TextIsEscapedOnlyWhereItMustBe) {
  EXPECT_EQ(Json("plain"), R"("plain")");
  EXPECT_EQ(Json("Größe / 100 € 🙂"), R"("Größe / 100 € 🙂")");
  EXPECT_EQ(Json("a\"b\\c\n\t\r\b\f\x01\x1f"), R"("a\"b\\c\n\t\r\b\f\u0001\u001f")");
  EXPECT_EQ(Json("\x7f"), "\"\x7f\"");
  EXPECT_EQ(Json(""), R"("")");
}

TEST(CanonicalJsonTest, BrokenUtf8IsRefused) {
  EXPECT_TRUE(IsRefused("\xff"));
  EXPECT_TRUE(IsRefused("\xc3"));              // cut off
  EXPECT_TRUE(IsRefused("\xc0\xaf"));          // overlong
  EXPECT_TRUE(IsRefused("\xe0\x80\x80"));      // overlong
  EXPECT_TRUE(IsRefused("\xed\xa0\x80"));      // a surrogate
  EXPECT_TRUE(IsRefused("\xf4\x90\x80\x80"));  // beyond U+10FFFF
  EXPECT_TRUE(IsRefused(std::string_view("a\0b", 3)));
}

TEST(CanonicalJsonTest, NumbersAreShort) {
  EXPECT_EQ(Json(0.5), "0.5");
  EXPECT_EQ(Json(3.0), "3");
  EXPECT_EQ(Json(0.1), "0.1");
  EXPECT_EQ(Json(-0.0), "0");
  EXPECT_EQ(Json(1e300), "1e+300");
}

TEST(CanonicalJsonTest, WhatIsNoNumberIsRefused) {
  std::string json;
  EXPECT_FALSE(AppendJson(std::numeric_limits<double>::quiet_NaN(), json));
  EXPECT_FALSE(AppendJson(std::numeric_limits<double>::infinity(), json));
}

}  // namespace
}  // namespace zusage::storage
