// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/element_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace zusage::alignment {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;

constexpr size_t kTerms = 8;

struct Met {
  uint32_t position;
  TermId term;
  float sure = 1;
};

std::vector<float> CoversOf(const ElementNames& names, const std::vector<Met>& wish) {
  HeldNames held(names);
  for (const Met& met : wish) held.Add(met.position, met.term, met.sure);
  return held.Covers();
}

TEST(ElementNamesTest, WhateverAWordIsKnownByCountsWhole) {
  const ElementNames names({{.element = 0, .words = {{{1, 2, 3}, 4}}}}, 1, kTerms, 0);
  for (const TermId term : {1u, 2u, 3u}) {
    EXPECT_THAT(CoversOf(names, {{0, term}}), ElementsAre(1)) << term;
  }
  EXPECT_THAT(CoversOf(names, {{0, 4}}), ElementsAre(0));
}

TEST(ElementNamesTest, OfWhatOneWordMeansTheSurestCounts) {
  const ElementNames names({{.element = 0, .words = {{{1, 2}, 1}}}}, 1, kTerms, 0);
  EXPECT_THAT(CoversOf(names, {{0, 1, 0.25f}, {0, 2, 0.5f}, {0, 1, 0.25f}}), ElementsAre(0.5f));
}

TEST(ElementNamesTest, SeveralWordsThatHoldTheSameOneAddUp) {
  const ElementNames names({{.element = 0, .words = {{{1, 2}, 1}}}}, 1, kTerms, 0);
  EXPECT_THAT(CoversOf(names, {{0, 1}, {1, 2, 0.5f}}), ElementsAre(1.5f));
}

TEST(ElementNamesTest, OneWordMayHoldSeveralOfAName) {
  // As a compound does: "Datenverlust" both words of "data loss".
  const ElementNames names({{.element = 0, .words = {{{1}, 1}, {{2}, 3}}}}, 1, kTerms, 0);
  EXPECT_THAT(CoversOf(names, {{0, 1, 0.5f}, {0, 2, 0.5f}}), ElementsAre(0.5f));
}

TEST(ElementNamesTest, TheBestNameOfAnElementCounts) {
  const ElementNames names({{.element = 0, .words = {{{1}, 1}, {{2}, 3}}},
                            {.element = 0, .words = {{{1}, 1}, {{3}, 1}}},
                            {.element = 2, .words = {{{2}, 1}}}},
                           3, kTerms, 0);
  EXPECT_THAT(CoversOf(names, {{0, 1}}), ElementsAre(0.5f, 0, 0));
  EXPECT_THAT(CoversOf(names, {{0, 2}}), ElementsAre(0.75f, 0, 1));
}

TEST(ElementNamesTest, ANameOfOneUsualWordSaysLessThanOneOfTwoRareOnes) {
  const ElementNames names(
      {{.element = 0, .words = {{{1}, 1}}}, {.element = 1, .words = {{{2}, 3}, {{3}, 3}}}}, 2,
      kTerms, 2);
  const std::vector<float> covers = CoversOf(names, {{0, 1}, {1, 2}, {2, 3}});
  EXPECT_THAT(covers, ElementsAre(FloatEq(1 / 3.0f), FloatEq(6 / 8.0f)));
}

TEST(ElementNamesTest, WithoutNamesNothingIsHeld) {
  EXPECT_THAT(HeldNames(ElementNames()).Covers(), ElementsAre());
  EXPECT_THAT(CoversOf(ElementNames({}, 2, kTerms, 1), {{0, 1}}), ElementsAre(0, 0));
  const ElementNames names({{.element = 0, .words = {}}}, 1, kTerms, 1);
  EXPECT_THAT(CoversOf(names, {{0, 1}}), ElementsAre(0));
}

std::vector<ElementNames::Name> AnyNames() {
  std::vector<ElementNames::Name> names(*rc::gen::inRange<size_t>(1, 6));
  for (ElementNames::Name& name : names) {
    name.element = *rc::gen::inRange(0u, 3u);
    name.words.resize(*rc::gen::inRange<size_t>(1, 4));
    for (ElementNames::NameWord& word : name.words) {
      word.known_by.resize(*rc::gen::inRange<size_t>(1, 4));
      for (TermId& term : word.known_by) term = *rc::gen::inRange<TermId>(0, kTerms);
      word.mass = static_cast<float>(*rc::gen::inRange(1, 9));
    }
  }
  return names;
}

std::vector<Met> AnyWish() {
  std::vector<Met> wish(*rc::gen::inRange<size_t>(0, 8));
  uint32_t position = 0;
  for (Met& met : wish) {
    position += *rc::gen::inRange(0u, 2u);
    met = {position, *rc::gen::inRange<TermId>(0, kTerms),
           static_cast<float>(*rc::gen::inRange(1, 5)) / 4};
  }
  return wish;
}

RC_GTEST_PROP(ElementNamesTest, ANameWhollyInTheWishCoversOneUpToDamping, ()) {
  const std::vector<ElementNames::Name> names = AnyNames();
  const float damping = static_cast<float>(*rc::gen::inRange(0, 4));
  const ElementNames::Name& name = names[*rc::gen::inRange<size_t>(0, names.size())];
  std::vector<Met> wish = AnyWish();
  uint32_t position = wish.empty() ? 0 : wish.back().position + 1;
  float mass = 0;
  for (const ElementNames::NameWord& word : name.words) {
    wish.push_back({position++, word.known_by[*rc::gen::inRange<size_t>(0, word.known_by.size())]});
    mass += word.mass;
  }
  const ElementNames whole(names, 3, kTerms, damping);
  RC_ASSERT(CoversOf(whole, wish)[name.element] >= mass / (mass + damping) - 1e-5f);
}

RC_GTEST_PROP(ElementNamesTest, MoreWordsNeverHoldLess, ()) {
  const ElementNames names(AnyNames(), 3, kTerms, 1);
  const std::vector<Met> wish = AnyWish();
  HeldNames held(names);
  std::vector<float> before = held.Covers();
  for (const Met& met : wish) {
    held.Add(met.position, met.term, met.sure);
    const std::vector<float> after = held.Covers();
    for (size_t i = 0; i < after.size(); ++i) RC_ASSERT(after[i] >= before[i]);
    before = after;
  }
}

// The straightforward way: each word of the wish against each word of each name.
std::vector<float> OneByOne(const std::vector<ElementNames::Name>& names,
                            const std::vector<Met>& wish, float damping) {
  std::vector<float> covers(3, 0);
  for (const ElementNames::Name& name : names) {
    float held = 0, mass = 0;
    for (const ElementNames::NameWord& word : name.words) {
      std::vector<float> surest(wish.empty() ? 0 : wish.back().position + 1, 0);
      for (const Met& met : wish) {
        if (std::count(word.known_by.begin(), word.known_by.end(), met.term) == 0) continue;
        surest[met.position] = std::max(surest[met.position], met.sure);
      }
      for (const float sure : surest) held += word.mass * sure;
      mass += word.mass;
    }
    covers[name.element] = std::max(covers[name.element], held / (mass + damping));
  }
  return covers;
}

RC_GTEST_PROP(ElementNamesTest, CoversAreAsOneByOne, ()) {
  const std::vector<ElementNames::Name> names = AnyNames();
  const std::vector<Met> wish = AnyWish();
  const std::vector<float> expected = OneByOne(names, wish, 2);
  const std::vector<float> covers = CoversOf(ElementNames(names, 3, kTerms, 2), wish);
  for (size_t i = 0; i < 3; ++i) RC_ASSERT(std::abs(covers[i] - expected[i]) < 1e-4f);
}

}  // namespace
}  // namespace zusage::alignment
