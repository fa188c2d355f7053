// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/near_meanings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace zusage::alignment {
namespace {

using ::testing::IsEmpty;

constexpr size_t kDimensions = 32;

PackedMeaning Packed(const std::vector<int>& values) {
  PackedMeaning meaning;
  float squares = 0;
  for (const int value : values) {
    meaning.values.push_back(static_cast<int8_t>(value));
    squares += static_cast<float>(value * value);
  }
  meaning.factor = 1 / std::sqrt(squares);
  return meaning;
}

// Texts about one of forty matters, each in its own words.
PackedMeaning TextAbout(uint32_t matter, uint32_t text) {
  std::vector<int> values;
  uint32_t state = text * 2654435761u + 12345;
  for (uint32_t i = 0; i < kDimensions; ++i) {
    state = state * 1664525u + 1013904223u;
    const uint32_t mixed = (matter * 40503u + i * 2246822519u) * 2654435761u;
    values.push_back(static_cast<int>(mixed >> 25) - 64 + static_cast<int>(state >> 27) - 16);
  }
  return Packed(values);
}

std::vector<NearMeaning> ByLookingAtAll(const PackedMeaning& meaning, uint32_t texts) {
  std::vector<NearMeaning> all;
  for (uint32_t i = 0; i < texts; ++i) all.push_back({i, Likeness(meaning, TextAbout(i % 40, i))});
  std::stable_sort(all.begin(), all.end(), [](const NearMeaning& a, const NearMeaning& b) {
    return a.likeness > b.likeness;
  });
  return all;
}

NearMeanings Filled(uint32_t texts) {
  NearMeanings meanings;
  for (uint32_t i = 0; i < texts; ++i) meanings.Add(TextAbout(i % 40, i));
  return meanings;
}

TEST(NearMeaningsTest, FewAreSearchedExactly) {
  const NearMeanings meanings = Filled(500);
  EXPECT_FALSE(meanings.NeedsCells());
  const PackedMeaning asked = TextAbout(7, 9999);
  const std::vector<NearMeaning> nearest = meanings.Nearest(asked, 10, 0);
  const std::vector<NearMeaning> expected = ByLookingAtAll(asked, 500);
  ASSERT_EQ(nearest.size(), 10u);
  for (size_t i = 0; i < 10; ++i) EXPECT_EQ(nearest[i].text, expected[i].text) << i;
}

TEST(NearMeaningsTest, WhatIsForgottenOrEmptyIsNearToNothing) {
  NearMeanings meanings;
  meanings.Add(TextAbout(1, 1));
  meanings.Add({});
  meanings.Add(TextAbout(1, 2));
  meanings.Remove(0);
  meanings.Remove(0);
  const std::vector<NearMeaning> nearest = meanings.Nearest(TextAbout(1, 3), 10, 0);
  ASSERT_EQ(nearest.size(), 1u);
  EXPECT_EQ(nearest[0].text, 2u);
  EXPECT_EQ(meanings.LikenessOf(0, TextAbout(1, 3)), 0);
  EXPECT_EQ(meanings.LikenessOf(1, TextAbout(1, 3)), 0);
  EXPECT_FLOAT_EQ(meanings.LikenessOf(2, TextAbout(1, 3)), nearest[0].likeness);
  EXPECT_THAT(meanings.Nearest({}, 10, 0), IsEmpty());
  EXPECT_THAT(meanings.Nearest(TextAbout(1, 3), 0, 0), IsEmpty());
}

TEST(NearMeaningsTest, ManyAreSearchedInCellsAndTheNearestAreMostlyFound) {
  constexpr uint32_t kTexts = 6'000;
  const NearMeanings coarse = Filled(kTexts);
  ASSERT_TRUE(coarse.NeedsCells());
  NearMeanings meanings = coarse.WithFinerCells();
  EXPECT_FALSE(meanings.NeedsCells());
  meanings.Remove(17);
  int found = 0;
  for (uint32_t asked = 0; asked < 50; ++asked) {
    const PackedMeaning question = TextAbout(asked % 40, 100'000 + asked);
    const uint32_t best = ByLookingAtAll(question, kTexts).front().text;
    const std::vector<NearMeaning> nearest = meanings.Nearest(question, 5, 0);
    found += std::any_of(nearest.begin(), nearest.end(),
                         [best](const NearMeaning& near) { return near.text == best; });
  }
  EXPECT_GE(found, 48);
  EXPECT_FALSE(meanings.Has(17));
  EXPECT_EQ(meanings.MeaningOf(18).values, TextAbout(18, 18).values);
}

TEST(NearMeaningsTest, TheSameChangesGiveTheSameAnswers) {
  const NearMeanings one = Filled(3'000).WithFinerCells(), two = Filled(3'000).WithFinerCells();
  for (uint32_t asked = 0; asked < 20; ++asked) {
    const PackedMeaning question = TextAbout(asked, 50'000 + asked);
    const std::vector<NearMeaning> a = one.Nearest(question, 10, 0.3f);
    const std::vector<NearMeaning> b = two.Nearest(question, 10, 0.3f);
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) {
      EXPECT_EQ(a[i].text, b[i].text);
      EXPECT_EQ(a[i].likeness, b[i].likeness);
    }
  }
}

}  // namespace
}  // namespace zusage::alignment
