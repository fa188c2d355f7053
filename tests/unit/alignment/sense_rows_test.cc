// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/sense_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace zusage::alignment {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

constexpr uint32_t kStems = 64;

// Vectors in a plane, one of each stem every so many degrees, so that their cosines are known; a
// stem is related to some others. The last one has no vector.
class PlaneLexicon : public Lexicon {
 public:
  explicit PlaneLexicon(double degrees) {
    for (uint32_t stem = 0; stem + 1 < kStems; ++stem) {
      const double angle = stem * degrees * std::acos(-1) / 180;
      vectors_[stem] = {static_cast<int8_t>(std::lrint(127 * std::cos(angle))),
                        static_cast<int8_t>(std::lrint(127 * std::sin(angle)))};
    }
  }

  void Relate(uint32_t stem, uint32_t other, float weight) {
    related_[stem].emplace_back(other, weight);
  }

  const std::string& fingerprint() const override { return name_; }
  void Translate(std::string_view, std::string_view, TakeStem) const override {}
  void Related(std::string_view, TakeStem) const override {}
  std::string_view GermanStem(std::string_view) const override { return ""; }
  size_t dimensions() const override { return 2; }
  Directions EnglishDirections(std::string_view) const override { return {}; }
  Directions GermanDirections(std::string_view, std::string_view) const override { return {}; }
  size_t stems() const override { return kStems; }
  SmallVector VectorOf(uint32_t stem) const override {
    if (stem + 1 == kStems) return {};
    const auto& [x, y] = vectors_[stem];
    return {vectors_[stem], 1 / std::hypot(static_cast<float>(x), static_cast<float>(y))};
  }
  float RarityOf(uint32_t) const override { return 1; }
  void RelatedTo(uint32_t stem, TakeNumber take) const override {
    for (const auto& [other, weight] : related_[stem]) take(other, weight);
  }
  void AddVector(const Direction&, float, float*) const override {}
  bool IsRatherGerman(std::string_view, std::string_view) const override { return false; }

 private:
  const std::string name_ = "plane";
  std::array<std::array<int8_t, 2>, kStems> vectors_{};
  std::array<std::vector<std::pair<uint32_t, float>>, kStems> related_;
};

std::vector<int> RowOf(const SenseRows& rows, uint32_t stem, size_t elements) {
  const uint8_t* row = rows.Row(stem);
  return {row, row + elements};
}

int SquareOfCosine(double degrees) {
  const double cosine = std::cos(degrees * std::acos(-1) / 180);
  return static_cast<int>(std::lrint(255 * cosine * cosine));
}

TEST(SenseRowsTest, EqualStemsAreWholeAndNearOnesTheSquareOfTheirCosine) {
  const PlaneLexicon lexicon(10);
  // Element 0 has stem 0, element 1 stem 3, element 2 stem 8, whose cosine is below .3.
  const SenseRows rows(lexicon, 3, {{0, 0}, {3, 1}, {8, 2}});
  const std::vector<int> row = RowOf(rows, 0, 3);
  EXPECT_EQ(row[0], 255);
  EXPECT_NEAR(row[1], SquareOfCosine(30), 3);
  EXPECT_EQ(row[2], 0);
}

TEST(SenseRowsTest, TheNearestWordOfAnElementCounts) {
  const PlaneLexicon lexicon(10);
  const SenseRows rows(lexicon, 1, {{2, 0}, {5, 0}});
  EXPECT_NEAR(RowOf(rows, 1, 1)[0], SquareOfCosine(10), 3);
  EXPECT_NEAR(RowOf(rows, 7, 1)[0], SquareOfCosine(20), 3);
}

TEST(SenseRowsTest, RelationsHoldWhicheverOfTheTwoNamesThem) {
  PlaneLexicon lexicon(0.5);
  lexicon.Relate(63, 1, 0.6f);  // the one without a vector is near to nothing by itself
  lexicon.Relate(2, 63, 0.8f);
  const SenseRows rows(lexicon, 3, {{1, 0}, {2, 1}, {3, 2}});
  EXPECT_THAT(RowOf(rows, 63, 3), ElementsAre(153, 204, 0));
}

TEST(SenseRowsTest, VectorsThatPointApartAreNotNear) {
  const PlaneLexicon lexicon(90);
  const SenseRows rows(lexicon, 2, {{1, 0}, {2, 1}});
  EXPECT_THAT(RowOf(rows, 0, 2), ElementsAre(0, 0));
}

TEST(SenseRowsTest, RowsAreTheSameWhoeverAsksFirst) {
  const PlaneLexicon lexicon(3);
  std::vector<SenseRows::Mentioned> mentioned;
  for (uint32_t stem = 0; stem + 1 < kStems; stem += 3) mentioned.emplace_back(stem, stem % 7);
  const SenseRows alone(lexicon, 7, mentioned), shared(lexicon, 7, mentioned);
  std::vector<std::vector<int>> expected;
  for (uint32_t stem = 0; stem < kStems; ++stem) expected.push_back(RowOf(alone, stem, 7));
  std::array<std::vector<std::vector<int>>, 4> seen;
  std::vector<std::thread> threads;
  for (uint32_t thread = 0; thread < seen.size(); ++thread) {
    threads.emplace_back([&, thread] {
      seen[thread].resize(kStems);
      // Two of them from the front, two from the back.
      for (uint32_t i = 0; i < kStems; ++i) {
        const uint32_t stem = thread % 2 == 0 ? i : kStems - 1 - i;
        seen[thread][stem] = RowOf(shared, stem, 7);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(seen, Each(expected));
  EXPECT_EQ(shared.kept(), kStems);
}

TEST(SenseRowsTest, NoMoreBytesAreKeptThanAreAllowed) {
  const PlaneLexicon lexicon(10);
  constexpr size_t kElements = kMaxRowBytes / 3;
  const SenseRows rows(lexicon, kElements, {{0, 0}, {1, 1}});
  for (uint32_t stem = 0; stem < 5; ++stem) rows.Row(stem);
  EXPECT_EQ(rows.kept(), 3u);
  // Those that are not kept are as good.
  const SenseRows small(lexicon, 2, {{0, 0}, {1, 1}});
  for (uint32_t stem = 0; stem < 5; ++stem) {
    EXPECT_EQ(RowOf(rows, stem, 2), RowOf(small, stem, 2)) << stem;
  }
  EXPECT_EQ(rows.kept(), 3u);
  EXPECT_EQ(rows.Row(0), rows.Row(0));
}

}  // namespace
}  // namespace zusage::alignment
