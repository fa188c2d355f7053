// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/translation_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace zusage::alignment {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// "das Haus" - "the house", "das Buch" - "the book", the example of Brown et al., where German 0 is
// das, 1 Haus, 2 Buch, and English 0 the, 1 house, 2 book.
TranslationModel Toy(int rounds) {
  TranslationModel model;
  model.Add({0, 1}, {0, 1}, 1);
  model.Add({0, 2}, {0, 2}, 1);
  model.Train(3, 3, rounds);
  return model;
}

float Probability(const TranslationModel& model, StemId german, StemId english) {
  for (const WeightedStem& entry : model.TranslationsOf(german, 0, 10)) {
    if (entry.stem == english) return entry.weight;
  }
  return 0;
}

TEST(TranslationModelTest, FirstRoundSharesEachWordEqually) {
  // Each English word stands beside three German ones, that of nothing included, so that each gets
  // a third: "das" has 4/3 in all, of which 2/3 for "the". Rows are divided by .3 more than they
  // have.
  const TranslationModel model = Toy(1);
  EXPECT_NEAR(model.CountOf(0), 4.0 / 3, 1e-6);
  EXPECT_NEAR(Probability(model, 0, 0), (2.0 / 3) / (4.0 / 3 + 0.3), 1e-6);
  EXPECT_NEAR(Probability(model, 1, 1), (1.0 / 3) / (2.0 / 3 + 0.3), 1e-6);
}

TEST(TranslationModelTest, RoundsTellWordsApart) {
  const TranslationModel model = Toy(8);
  EXPECT_EQ(model.TranslationsOf(0, 0, 10).front().stem, 0u);
  EXPECT_EQ(model.TranslationsOf(1, 0, 10).front().stem, 1u);
  EXPECT_EQ(model.TranslationsOf(2, 0, 10).front().stem, 2u);
  EXPECT_GT(Probability(model, 1, 1), 2 * Probability(model, 1, 0));
}

TEST(TranslationModelTest, OnlyTheBestAreGiven) {
  const TranslationModel model = Toy(8);
  EXPECT_THAT(model.TranslationsOf(0, 0, 1), SizeIs(1));
  EXPECT_THAT(model.TranslationsOf(0, 1, 10), IsEmpty());
}

TEST(TranslationModelTest, PivotFindsWordsForTheSame) {
  TranslationModel model;  // one German word, two English ones for it
  model.Add({0}, {0}, 1);
  model.Add({0}, {1}, 1);
  model.Add({1}, {2}, 1);
  model.Train(2, 3, 8);
  const auto pivot = model.Pivot(0.02f, 5);
  ASSERT_THAT(pivot, SizeIs(3));
  ASSERT_THAT(pivot[0], SizeIs(1));
  EXPECT_EQ(pivot[0].front().stem, 1u);
  EXPECT_THAT(pivot[2], IsEmpty());
}

TEST(TranslationModelTest, NothingLearnedGivesNothing) {
  TranslationModel model;
  model.Add({}, {0}, 1);
  model.Train(1, 1, 8);
  EXPECT_THAT(model.TranslationsOf(0, 0, 5), IsEmpty());
}

}  // namespace
}  // namespace zusage::alignment
