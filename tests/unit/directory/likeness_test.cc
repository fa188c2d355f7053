// SPDX-License-Identifier: Apache-2.0
#include "services/directory/domain/likeness.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace zusage::directory {
namespace {

using enum Likeness;

NameShape Shape(const std::string& name) { return ShapeOf(MatchingKey(name)); }

std::optional<NameLikeness> Compared(const std::string& a, const std::string& b) {
  return Compare(Shape(a), Shape(b));
}

bool ShareAKey(const std::string& a, const std::string& b) {
  const std::vector<std::string> keys = LikenessKeys(Shape(a));
  return std::ranges::any_of(LikenessKeys(Shape(b)), [&](const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  });
}

struct Case {
  const char* a;
  const char* b;
  int percent;  // 0: not alike
  std::vector<Likeness> likenesses;
};

class CompareTest : public ::testing::TestWithParam<Case> {};

TEST_P(CompareTest, NamesAreAsAlikeAsTheyAre) {
  const auto& [a, b, percent, likenesses] = GetParam();
  for (const auto& likeness : {Compared(a, b), Compared(b, a)}) {
    ASSERT_EQ(likeness.has_value(), percent > 0) << a << " / " << b;
    if (percent == 0) continue;
    EXPECT_EQ(likeness->percent, percent) << a << " / " << b;
    EXPECT_EQ(likeness->likenesses, likenesses) << a << " / " << b;
  }
  if (percent > 0) {
    EXPECT_TRUE(ShareAKey(a, b)) << a << " / " << b;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Names, CompareTest,
    ::testing::Values(
        Case{"ACME", "acme", 100, {kSameName}},
        Case{"Stra\u00dfenbau", "STRASSENBAU", 100, {kSameName}},
        Case{"M\u00fcller", "Mu\u0308ller", 100, {kSameName}},
        Case{"Acme", "Acme GmbH", 95, {kLegalForm}},
        Case{"Acme GmbH & Co. KG", "Acme AG", 95, {kLegalForm}},
        Case{"Acme S.A.", "Acme SA", 95, {kSpelling}},
        Case{"Acme S. A. R. L.", "Acme SARL", 95, {kSpelling}},
        Case{"Acme A/S", "Acme", 95, {kLegalForm}},
        Case{"Acme Sp. z o.o.", "Acme", 95, {kLegalForm}},
        Case{"Turnverein e. V.", "Turnverein", 95, {kLegalForm}},
        Case{"Acme Inc.", "ACME Incorporated", 95, {kLegalForm}},
        Case{"M\u00fcller", "Mueller", 95, {kSpelling}},
        Case{"M\u00fcller", "Muller", 95, {kSpelling}},
        Case{"Soci\u00e9t\u00e9 G\u00e9n\u00e9rale", "Societe Generale", 95, {kSpelling}},
        Case{"\u0141\u00f3d\u017a", "Lodz", 95, {kSpelling}},
        Case{"M\u00e6rsk", "Maersk", 95, {kSpelling}},
        Case{"Daimler-Benz", "Daimler Benz", 95, {kSpelling}},
        Case{"Daimler Benz", "DaimlerBenz", 95, {kSpelling}},
        Case{"M\u00fcller & S\u00f6hne", "M\u00fcller und S\u00f6hne", 95, {kSpelling}},
        Case{"M\u00fcller GmbH", "Mueller AG", 90, {kLegalForm, kSpelling}},
        Case{"Bank Contoso", "Contoso Bank", 90, {kWordOrder}},
        Case{"Bank M\u00fcller AG", "Mueller Bank", 80, {kLegalForm, kWordOrder, kSpelling}},
        Case{"Contoso", "Kontoso", 80, {kOneLetter}}, Case{"Contoso", "Contosos", 80, {kOneLetter}},
        Case{"Contoso", "Cnotoso", 80, {kOneLetter}},
        Case{"Contoso GmbH", "Contos", 75, {kLegalForm, kOneLetter}},
        // Names that are others.
        Case{"Bauer", "Baur", 0, {}}, Case{"Acme", "Acne", 0, {}},
        Case{"Contoso", "Kontosso", 0, {}}, Case{"Werk Linz 1", "Werk Linz 2", 0, {}},
        Case{"Werk Linz", "Werk Linz 2", 0, {}}, Case{"AG", "SE", 0, {}},
        Case{"SAS Institute", "Institute", 0, {}}, Case{"Acme", "Bolt", 0, {}},
        Case{"!!!", "???", 0, {}}));

// A name, a letter of it and what becomes of it.
RC_GTEST_PROP(LikenessKeysTest, OneLetterLeavesAKeyInCommon, ()) {
  const auto letters = rc::gen::elementOf(std::string("bcdfghkm"));
  std::string name = *rc::gen::suchThat(rc::gen::container<std::string>(letters),
                                        [](const std::string& text) { return text.size() >= 6; });
  const auto at = *rc::gen::inRange<size_t>(0, name.size());
  std::string other = name;
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      other[at] = 'z';
      break;
    case 1:
      other.insert(at, 1, 'z');
      break;
    case 2:
      other.erase(at, 1);
      break;
    default:
      if (at + 1 < other.size()) std::swap(other[at], other[at + 1]);
  }
  const auto likeness = Compared(name, other);
  RC_ASSERT(likeness.has_value() == (std::min(name.size(), other.size()) >= 6 || name == other));
  if (likeness.has_value()) RC_ASSERT(ShareAKey(name, other));
}

RC_GTEST_PROP(CompareTest, WhateverIsAlikeHasAKeyInCommonAndSoItIsTheOtherWayRound,
              (const std::string& a, const std::string& b)) {
  const auto likeness = Compared(a, b);
  RC_ASSERT(likeness == Compared(b, a));
  if (likeness.has_value()) RC_ASSERT(ShareAKey(a, b));
}

TEST(CompareBesideNamesTest, EmptyValuesSayNothing) {
  EXPECT_TRUE(CompareBesideNames({}, {}).empty());
}

}  // namespace
}  // namespace zusage::directory
