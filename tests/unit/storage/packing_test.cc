// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/packing.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace zusage::storage {
namespace {

std::string Packed(const std::string& json) {
  std::string memory = "something from before";
  return std::string(Pack(json, memory));
}

RC_GTEST_PROP(PackingTest, AnyTextComesBack, (const std::string& words, uint16_t times)) {
  std::string json = "{\"a\":\"";
  for (int i = 0; i < times % 1000; ++i) json += words;
  RC_ASSERT(Unpack(Packed(json)) == json);
  RC_ASSERT(Packed(json).size() <= json.size());
}

TEST(PackingTest, WhatRepeatsItselfTakesLessRoom) {
  std::string json;
  while (json.size() < 8000)
    json += "{\"german\":\"Das ist geplant\",\"english\":\"This is planned\"}";
  EXPECT_LT(Packed(json).size(), 1000);
}

TEST(PackingTest, ShortTextAndTextThatWasNeverPackedStayWhatTheyAre) {
  for (const std::string json : {"", "{}", "{\"title\":\"Filter\"}", "[1,2]"}) {
    EXPECT_EQ(Packed(json), json);
    EXPECT_EQ(Unpack(json), json);
  }
}

TEST(PackingTest, TheSizeStandsInFront) {
  const std::string packed = Packed(std::string(1000, 'x'));
  EXPECT_EQ(packed.substr(0, 5), std::string("\1\0\0\3\xE8", 5));
}

RC_GTEST_PROP(PackingTest, WhatPackDoesNotMakeIsNoText, (const std::string& bytes)) {
  const std::string packed = Packed(std::string(1000, 'x'));
  RC_ASSERT(!Unpack(packed.substr(0, packed.size() - 1)).has_value());
  RC_ASSERT(!Unpack("\1" + packed.substr(0, 3)).has_value());
  RC_ASSERT(!Unpack("\1\xFF\xFF\xFF\xFF" + bytes).has_value());
  Unpack(packed.substr(0, 5) + bytes);  // whatever it says, nothing breaks
}

}  // namespace
}  // namespace zusage::storage
