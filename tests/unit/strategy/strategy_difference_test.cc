// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/strategy_difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <set>
#include <string>
#include <utility>

#include "tests/unit/strategy/any_strategy.h"

namespace zusage::strategy {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Strategy Atlas() {
  Strategy strategy;
  strategy.product = "atlas";
  strategy.elements = {
      {.kind = ElementKind::kCapability, .id = "C1", .title = "SSO", .at_most = 600, .unit = "min"},
      {.kind = ElementKind::kRoadmapItem,
       .id = "R1",
       .title = "SCIM",
       .horizon = "2027-Q1",
       .promisable = true},
      {.kind = ElementKind::kTheme, .id = "T1", .title = "Self-service"}};
  return strategy;
}

// What one change of Atlas() comes to.
StrategyDifference After(const std::function<void(Strategy&)>& change) {
  Strategy after = Atlas();
  change(after);
  return DifferenceBetween(Atlas(), after);
}

Element& At(Strategy& strategy, const std::string& id) {
  for (Element& element : strategy.elements) {
    if (element.id == id) return element;
  }
  std::abort();
}

// The one element that changed.
ElementChange Changed(const std::string& id, const std::function<void(Element&)>& change) {
  const StrategyDifference difference =
      After([&](Strategy& strategy) { change(At(strategy, id)); });
  EXPECT_EQ(difference.elements.size(), 1u);
  EXPECT_THAT(difference.parts, IsEmpty());
  return difference.elements.empty() ? ElementChange() : difference.elements[0];
}

// --- elements -----------------------------------------------------------------------------------
TEST(StrategyDifferenceTest, AddedElementIsNamed) {
  const StrategyDifference difference = After([](Strategy& strategy) {
    strategy.elements.push_back({.kind = ElementKind::kNonGoal, .id = "N1", .title = "No fax"});
  });
  ASSERT_EQ(difference.elements.size(), 1u);
  EXPECT_EQ(difference.elements[0].change, Change::kAdded);
  EXPECT_EQ(difference.elements[0].id, "N1");
  EXPECT_EQ(difference.elements[0].title, "No fax");
  EXPECT_EQ(difference.elements[0].kind, ElementKind::kNonGoal);
  EXPECT_EQ(difference.elements[0].bearing, Bearing::kNone);
}

TEST(StrategyDifferenceTest, WhatAllowsPromisesAllowsLessWhenItGoesAndMoreWhenItComes) {
  Strategy without = Atlas();
  without.elements = {At(without, "T1")};
  for (const ElementChange& change : DifferenceBetween(Atlas(), without).elements) {
    EXPECT_EQ(change.change, Change::kRemoved) << change.id;
    EXPECT_EQ(change.bearing, Bearing::kAllowsLess) << change.id;
  }
  for (const ElementChange& change : DifferenceBetween(without, Atlas()).elements) {
    EXPECT_EQ(change.change, Change::kAdded) << change.id;
    EXPECT_EQ(change.bearing, Bearing::kAllowsMore) << change.id;
  }
}

TEST(StrategyDifferenceTest, ChangedFieldsComeInTheOrderOfTheFormatWithBothValues) {
  const ElementChange change = Changed("T1", [](Element& theme) {
    theme.area = "portal";
    theme.title = "Help yourself";
  });
  EXPECT_EQ(change.title, "Help yourself");
  EXPECT_EQ(change.bearing, Bearing::kNone);
  EXPECT_THAT(change.fields, ElementsAre(FieldChange{"title", "Self-service", "Help yourself"},
                                         FieldChange{"area", "", "portal"}));
}

TEST(StrategyDifferenceTest, EveryFieldOfAnElementCounts) {
  const std::vector<std::pair<std::string, std::function<void(Element&)>>> changes = {
      {"kind", [](Element& e) { e.kind = ElementKind::kNonGoal; }},
      {"title", [](Element& e) { e.title = "x"; }},
      {"description", [](Element& e) { e.description = "x"; }},
      {"language", [](Element& e) { e.language = "de"; }},
      {"area", [](Element& e) { e.area = "x"; }},
      {"aliases", [](Element& e) { e.aliases = {"x"}; }},
      {"examples", [](Element& e) { e.examples = {"x"}; }},
      {"how", [](Element& e) { e.how = "x"; }},
      {"limits", [](Element& e) { e.limits = "x"; }},
      {"horizon", [](Element& e) { e.horizon = "x"; }},
      {"promisable", [](Element& e) { e.promisable = true; }},
      {"at_most", [](Element& e) { e.at_most = 1; }},
      {"unit", [](Element& e) { e.unit = "x"; }},
      {"measure", [](Element& e) { e.measure = "x"; }},
      {"at_least", [](Element& e) { e.at_least = 1; }}};
  for (const auto& [field, apply] : changes) {
    const ElementChange change = Changed("T1", apply);
    ASSERT_EQ(change.fields.size(), 1u) << field;
    EXPECT_EQ(change.fields[0].field, field);
  }
}

TEST(StrategyDifferenceTest, OfAListWhatIsGoneAndWhatIsNewIsShown) {
  Strategy before = Atlas();
  At(before, "T1").aliases = {"portal", "web", "kiosk"};
  Strategy after = before;
  At(after, "T1").aliases = {"app", "kiosk", "web", "phone"};
  const StrategyDifference difference = DifferenceBetween(before, after);
  ASSERT_EQ(difference.elements.size(), 1u);
  EXPECT_THAT(difference.elements[0].fields,
              ElementsAre(FieldChange{"aliases", "portal", "app, phone"}));
}

TEST(StrategyDifferenceTest, OrderIsNoDifference) {
  Strategy before = Atlas();
  At(before, "T1").aliases = {"a", "b"};
  before.holidays = {Date(2027, 1, 1), Date(2027, 5, 1)};
  Strategy after = before;
  std::reverse(after.elements.begin(), after.elements.end());
  At(after, "T1").aliases = {"b", "a"};
  std::reverse(after.holidays.begin(), after.holidays.end());
  EXPECT_TRUE(DifferenceBetween(before, after).empty());
}

// --- what it means for promises -----------------------------------------------------------------
struct Meaning {
  const char* name;
  const char* element;
  void (*before)(Element& element);
  void (*after)(Element& element);
  Bearing bearing;
};

class BearingTest : public ::testing::TestWithParam<Meaning> {};

TEST_P(BearingTest, IsWhatItMeansForPromises) {
  Strategy before = Atlas();
  GetParam().before(At(before, GetParam().element));
  Strategy after = Atlas();
  GetParam().after(At(after, GetParam().element));
  const StrategyDifference difference = DifferenceBetween(before, after);
  ASSERT_EQ(difference.elements.size(), 1u);
  EXPECT_EQ(difference.elements[0].bearing, GetParam().bearing);
}

constexpr auto kAsItIs = [](Element&) {};

INSTANTIATE_TEST_SUITE_P(All, BearingTest,
                         ::testing::Values(Meaning{"NoLongerPromisable", "R1", kAsItIs,
                                                   [](Element& e) { e.promisable = false; },
                                                   Bearing::kAllowsLess},
                                           Meaning{"Promisable", "R1",
                                                   [](Element& e) { e.promisable = false; },
                                                   kAsItIs, Bearing::kAllowsMore},
                                           Meaning{"Later", "R1", kAsItIs,
                                                   [](Element& e) { e.horizon = "Q3 2027"; },
                                                   Bearing::kAllowsLess},
                                           Meaning{"Sooner", "R1", kAsItIs,
                                                   [](Element& e) { e.horizon = "2026-12-31"; },
                                                   Bearing::kAllowsMore},
                                           Meaning{"WithoutADay", "R1", kAsItIs,
                                                   [](Element& e) { e.horizon = "some day"; },
                                                   Bearing::kAllowsLess},
                                           Meaning{"WithADay", "R1",
                                                   [](Element& e) { e.horizon = "some day"; },
                                                   kAsItIs, Bearing::kAllowsMore},
                                           Meaning{"SameDayInOtherWords", "R1", kAsItIs,
                                                   [](Element& e) { e.horizon = "Q1 2027"; },
                                                   Bearing::kWordsOnly},
                                           Meaning{"OtherWordsWithoutADay", "R1",
                                                   [](Element& e) { e.horizon = "soon"; },
                                                   [](Element& e) { e.horizon = "later"; },
                                                   Bearing::kWordsOnly},
                                           Meaning{"LaterButNotPromisable", "R1",
                                                   [](Element& e) { e.promisable = false; },
                                                   [](Element& e) {
                                                     e.promisable = false;
                                                     e.horizon = "2028-Q1";
                                                   },
                                                   Bearing::kNone},
                                           Meaning{"LaterAndNoLongerPromisable", "R1", kAsItIs,
                                                   [](Element& e) {
                                                     e.promisable = false;
                                                     e.horizon = "2026-Q1";
                                                   },
                                                   Bearing::kAllowsLess},
                                           Meaning{"Built", "R1", kAsItIs,
                                                   [](Element& e) {
                                                     e.kind = ElementKind::kCapability;
                                                     e.horizon = "";
                                                     e.promisable = false;
                                                   },
                                                   Bearing::kAllowsMore},
                                           Meaning{"BecameANonGoal", "C1", kAsItIs,
                                                   [](Element& e) {
                                                     e.kind = ElementKind::kNonGoal;
                                                     e.at_most.reset();
                                                     e.unit = "";
                                                   },
                                                   Bearing::kAllowsLess},
                                           Meaning{"HigherLimit", "C1", kAsItIs,
                                                   [](Element& e) { e.at_most = 700; },
                                                   Bearing::kAllowsMore},
                                           Meaning{"LowerLimit", "C1", kAsItIs,
                                                   [](Element& e) { e.at_most = 500; },
                                                   Bearing::kAllowsLess},
                                           Meaning{"NoLimitAnyMore", "C1", kAsItIs,
                                                   [](Element& e) { e.at_most.reset(); },
                                                   Bearing::kAllowsMore},
                                           Meaning{"LimitAtAll", "R1", kAsItIs,
                                                   [](Element& e) { e.at_most = 5; },
                                                   Bearing::kAllowsLess},
                                           Meaning{"OtherUnit", "C1", kAsItIs,
                                                   [](Element& e) { e.unit = "hour"; },
                                                   Bearing::kAllowsOther},
                                           Meaning{"UnitInOtherLetters", "C1", kAsItIs,
                                                   [](Element& e) { e.unit = "MIN"; },
                                                   Bearing::kNone},
                                           Meaning{"OtherUnitAndLimit", "C1", kAsItIs,
                                                   [](Element& e) {
                                                     e.unit = "hour";
                                                     e.at_most = 1;
                                                   },
                                                   Bearing::kAllowsOther},
                                           Meaning{"LaterAndMore", "R1",
                                                   [](Element& e) { e.at_most = 5; },
                                                   [](Element& e) {
                                                     e.at_most = 6;
                                                     e.horizon = "2029-Q1";
                                                   },
                                                   Bearing::kAllowsOther},
                                           Meaning{"LimitsInWords", "C1", kAsItIs,
                                                   [](Element& e) { e.limits = "SAML only"; },
                                                   Bearing::kWordsOnly},
                                           Meaning{"LimitsInWordsAndLess", "C1", kAsItIs,
                                                   [](Element& e) {
                                                     e.limits = "SAML only";
                                                     e.at_most = 1;
                                                   },
                                                   Bearing::kAllowsLess},
                                           Meaning{"Title", "C1", kAsItIs,
                                                   [](Element& e) { e.title = "Single sign-on"; },
                                                   Bearing::kNone}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(StrategyDifferenceTest, HorizonsAreReadInTheFiscalYearOfTheirDocument) {
  Strategy before = Atlas();
  Strategy after = Atlas();
  after.fiscal_year_start_month = 4;  // 2028-Q1 begins in April 2027
  At(after, "R1").horizon = "2028-Q1";
  const StrategyDifference difference = DifferenceBetween(before, after);
  ASSERT_EQ(difference.elements.size(), 1u);
  EXPECT_EQ(difference.elements[0].bearing, Bearing::kAllowsLess);
}

// --- everything else ----------------------------------------------------------------------------
TEST(StrategyDifferenceTest, EveryOtherPartCounts) {
  const std::vector<std::pair<std::string, std::function<void(Strategy&)>>> changes = {
      {"language", [](Strategy& s) { s.language = "de"; }},
      {"time_zone", [](Strategy& s) { s.time_zone = "Europe/Berlin"; }},
      {"fiscal_year_start_month", [](Strategy& s) { s.fiscal_year_start_month = 4; }},
      {"vision", [](Strategy& s) { s.vision = "x"; }},
      {"focus", [](Strategy& s) { s.focus = Focus::kProductLed; }},
      {"focus_statement", [](Strategy& s) { s.focus_statement = "x"; }},
      {"source_refs", [](Strategy& s) { s.source_refs = {"x"}; }},
      {"target_segments", [](Strategy& s) { s.target_segments = {{.title = "x"}}; }},
      {"focus_policy",
       [](Strategy& s) {
         s.focus_policy = {{Context::kScaling, Focus::kSalesLed, ""}};
       }},
      {"owners",
       [](Strategy& s) {
         s.owners = {{"x", "principals/a", 5, ""}};
       }},
      {"capacity",
       [](Strategy& s) {
         s.capacity = {{{2027, 1}, 1, 1}};
       }},
      {"weights",
       [](Strategy& s) {
         s.weights = {{"pain", 2}};
       }},
      {"weight_preset", [](Strategy& s) { s.weight_preset = "rice"; }},
      {"holidays", [](Strategy& s) { s.holidays = {Date(2027, 1, 1)}; }}};
  for (const auto& [part, apply] : changes) {
    const StrategyDifference difference = After(apply);
    ASSERT_EQ(difference.parts.size(), 1u) << part;
    EXPECT_EQ(difference.parts[0].part, part);
  }
}

TEST(StrategyDifferenceTest, EntriesAreFoundByTheirKeys) {
  Strategy before = Atlas();
  before.owners = {{"", "principals/anna", 5, ""}, {"portal", "principals/ben", 3, ""}};
  Strategy after = Atlas();
  after.owners = {{"portal", "principals/ben", 4, "principals/anna"},
                  {"api", "principals/cleo", 5, ""}};
  EXPECT_THAT(
      DifferenceBetween(before, after).parts,
      ElementsAre(
          PartChange{Change::kRemoved, "owners", "", {{"principal", "principals/anna", ""}}},
          PartChange{Change::kAdded, "owners", "api", {{"principal", "", "principals/cleo"}}},
          PartChange{Change::kChanged,
                     "owners",
                     "portal",
                     {{"decide_within", "3", "4"}, {"next_owner", "", "principals/anna"}}}));
}

TEST(StrategyDifferenceTest, EntriesOfTheSameKeyAreToldApart) {
  Strategy before = Atlas();
  before.target_segments = {{.title = "rail", .share = 0.1}, {.title = "rail", .share = 0.2}};
  Strategy after = Atlas();
  after.target_segments = {{.title = "rail", .share = 0.1}};
  const StrategyDifference difference = DifferenceBetween(before, after);
  ASSERT_EQ(difference.parts.size(), 1u);
  EXPECT_EQ(difference.parts[0].change, Change::kRemoved);
  EXPECT_EQ(difference.parts[0].key, "rail");
}

TEST(StrategyDifferenceTest, HolidaysAreNamedByTheirDays) {
  Strategy before = Atlas();
  before.holidays = {Date(2027, 1, 1), Date(2027, 5, 1)};
  Strategy after = Atlas();
  after.holidays = {Date(2027, 5, 1), Date(2027, 12, 25)};
  EXPECT_THAT(DifferenceBetween(before, after).parts,
              ElementsAre(PartChange{Change::kRemoved, "holidays", "2027-01-01", {}},
                          PartChange{Change::kAdded, "holidays", "2027-12-25", {}}));
}

// --- laws ---------------------------------------------------------------------------------------
RC_GTEST_PROP(StrategyDifferenceTest, ThereIsNoneToItself, ()) {
  const Strategy strategy = AnyStrategy();
  RC_ASSERT(DifferenceBetween(strategy, strategy).empty());
}

Change Reversed(Change change) {
  if (change == Change::kAdded) return Change::kRemoved;
  return change == Change::kRemoved ? Change::kAdded : change;
}

Bearing Reversed(Bearing bearing) {
  if (bearing == Bearing::kAllowsMore) return Bearing::kAllowsLess;
  return bearing == Bearing::kAllowsLess ? Bearing::kAllowsMore : bearing;
}

void Reverse(std::vector<FieldChange>& fields) {
  for (FieldChange& field : fields) {
    std::swap(field.before, field.after);
    field.bearing = Reversed(field.bearing);
  }
}

// The same seen from the other side; the title and kind of a changed element are `older`'s then.
StrategyDifference Reversed(StrategyDifference difference, const Strategy& older) {
  for (ElementChange& element : difference.elements) {
    element.change = Reversed(element.change);
    element.bearing = Reversed(element.bearing);
    Reverse(element.fields);
    if (const Element* found = older.Find(element.id); found != nullptr) {
      element.title = found->title;
      element.kind = found->kind;
    }
  }
  for (PartChange& part : difference.parts) {
    part.change = Reversed(part.change);
    Reverse(part.fields);
  }
  return difference;
}

// Elements have ids of their own, few enough to meet in two strategies.
Strategy WithFewIds(Strategy strategy) {
  std::set<std::string> ids;
  std::erase_if(strategy.elements, [&](Element& element) {
    element.id = "E" + std::to_string(*rc::gen::inRange(0, 4));
    return !ids.insert(element.id).second;
  });
  return strategy;
}

RC_GTEST_PROP(StrategyDifferenceTest, TheOtherWayRoundItIsReversed, ()) {
  const Strategy a = WithFewIds(AnyStrategy());
  const Strategy b = WithFewIds(AnyStrategy());
  RC_ASSERT(DifferenceBetween(b, a) == Reversed(DifferenceBetween(a, b), a));
}

RC_GTEST_PROP(StrategyDifferenceTest, OfNothingEverythingIsAdded, ()) {
  const Strategy strategy = WithFewIds(AnyStrategy());
  const StrategyDifference difference = DifferenceBetween(Strategy(), strategy);
  RC_ASSERT(difference.elements.size() == strategy.elements.size());
  for (const ElementChange& element : difference.elements) {
    RC_ASSERT(element.change == Change::kAdded);
  }
}

}  // namespace
}  // namespace zusage::strategy
