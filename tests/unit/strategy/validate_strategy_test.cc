// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/validate_strategy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "services/base/error.h"
#include "services/strategy/domain/names.h"

namespace zusage::strategy {
namespace {

Strategy Valid() {
  Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  strategy.time_zone = "Europe/Berlin";
  const std::vector<ElementKind> kinds = {ElementKind::kTheme, ElementKind::kNonGoal,
                                          ElementKind::kCapability, ElementKind::kRoadmapItem,
                                          ElementKind::kGuardrail};
  for (const ElementKind kind : kinds) {
    Element element;
    element.kind = kind;
    element.id = "E" + std::to_string(strategy.elements.size());
    element.title = "Title";
    element.language = "en";
    strategy.elements.push_back(element);
  }
  strategy.elements[4].measure = "similar_customers";
  strategy.elements[4].at_least = 3;
  return strategy;
}

TEST(ValidateStrategyTest, ValidStrategyIsOk) { EXPECT_TRUE(ValidateStrategy(Valid()).ok()); }

struct Wrong {
  const char* name;
  std::function<void(Strategy&)> spoil;
  std::string field;
  std::string reason;
};

class WrongStrategyTest : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongStrategyTest, NamesFieldAndReason) {
  Strategy strategy = Valid();
  GetParam().spoil(strategy);
  const absl::Status status = ValidateStrategy(strategy);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const auto details = DetailsOf(status);
  ASSERT_TRUE(details.has_value());
  ASSERT_EQ(details->fields.size(), 1u) << status;
  EXPECT_EQ(details->fields[0].field, GetParam().field);
  EXPECT_EQ(details->fields[0].reason, GetParam().reason);
}

const double kNan = std::numeric_limits<double>::quiet_NaN();

INSTANTIATE_TEST_SUITE_P(
    All, WrongStrategyTest,
    ::testing::Values(
        Wrong{"NoProduct", [](Strategy& s) { s.product = ""; }, "product", "REQUIRED"},
        Wrong{"ProductForm", [](Strategy& s) { s.product = "a/b"; }, "product", "INVALID_FORMAT"},
        Wrong{"Language", [](Strategy& s) { s.language = "fr"; }, "language", "INVALID_ENUM"},
        Wrong{"TimeZone", [](Strategy& s) { s.time_zone = "Mars/Base"; }, "time_zone",
              "UNKNOWN_TIME_ZONE"},
        Wrong{"FiscalMonth", [](Strategy& s) { s.fiscal_year_start_month = 13; },
              "fiscal_year_start_month", "OUT_OF_RANGE"},
        Wrong{"VisionTooLong", [](Strategy& s) { s.vision = std::string(10'001, 'a'); }, "vision",
              "TOO_LONG"},
        Wrong{"DuplicateId", [](Strategy& s) { s.elements[1].id = "E0"; }, "non_goals[0].id",
              "DUPLICATE"},
        Wrong{"IdForm", [](Strategy& s) { s.elements[0].id = "with space"; }, "themes[0].id",
              "INVALID_FORMAT"},
        Wrong{"IdUmlaut", [](Strategy& s) { s.elements[0].id = "Ä"; }, "themes[0].id",
              "INVALID_FORMAT"},
        Wrong{"BlankTitle", [](Strategy& s) { s.elements[2].title = " \n"; },
              "capabilities[0].title", "REQUIRED"},
        Wrong{"NotUtf8", [](Strategy& s) { s.elements[2].title = "\xC3("; },
              "capabilities[0].title", "INVALID_TEXT"},
        Wrong{"Surrogate", [](Strategy& s) { s.elements[2].how = "\xED\xA0\x80"; },
              "capabilities[0].how", "INVALID_TEXT"},
        Wrong{"Nul", [](Strategy& s) { s.vision = std::string("a\0b", 3); }, "vision",
              "INVALID_TEXT"},
        Wrong{"ElementLanguage", [](Strategy& s) { s.elements[0].language = "fr"; },
              "themes[0].language", "INVALID_ENUM"},
        Wrong{"TooManyAliases",
              [](Strategy& s) { s.elements[0].aliases.assign(kMaxPhrases + 1, "a"); },
              "themes[0].aliases", "TOO_MANY"},
        Wrong{"EmptyAlias",
              [](Strategy& s) {
                s.elements[0].aliases = {"a", ""};
              },
              "themes[0].aliases[1]", "REQUIRED"},
        Wrong{"HowOfTheme", [](Strategy& s) { s.elements[0].how = "so"; }, "themes[0].how",
              "NOT_FOR_THIS_KIND"},
        Wrong{"PromisableCapability", [](Strategy& s) { s.elements[2].promisable = true; },
              "capabilities[0].promisable", "NOT_FOR_THIS_KIND"},
        Wrong{"AtMostOfNonGoal", [](Strategy& s) { s.elements[1].at_most = 1; },
              "non_goals[0].at_most", "NOT_FOR_THIS_KIND"},
        Wrong{"Measure", [](Strategy& s) { s.elements[4].measure = "moon_phase"; },
              "guardrails[0].measure", "INVALID_ENUM"},
        Wrong{"BothBounds", [](Strategy& s) { s.elements[4].at_most = 9; },
              "guardrails[0].at_least", "EXACTLY_ONE_BOUND"},
        Wrong{"NoBound", [](Strategy& s) { s.elements[4].at_least.reset(); },
              "guardrails[0].at_least", "EXACTLY_ONE_BOUND"},
        Wrong{"NotANumber", [](Strategy& s) { s.elements[2].at_most = kNan; },
              "capabilities[0].at_most", "OUT_OF_RANGE"},
        Wrong{"OnlyGuardrails",
              [](Strategy& s) { s.elements.erase(s.elements.begin(), s.elements.begin() + 4); },
              "themes", "NOTHING_TO_CHECK_AGAINST"},
        Wrong{"TooManyElements",
              [](Strategy& s) { s.elements.resize(kMaxElements + 1, s.elements[0]); }, "elements",
              "TOO_MANY"},
        Wrong{"SegmentShare",
              [](Strategy& s) {
                s.target_segments = {{"a", 1.5}};
              },
              "target_segments[0].share", "OUT_OF_RANGE"},
        Wrong{"ContextTwice",
              [](Strategy& s) {
                s.focus_policy.assign(2, {Context::kScaling, Focus::kSalesLed, ""});
              },
              "focus_policy[1].context", "DUPLICATE"},
        Wrong{"NoFocus",
              [](Strategy& s) {
                s.focus_policy = {{Context::kScaling, Focus::kUnspecified, ""}};
              },
              "focus_policy[0].focus", "INVALID_ENUM"},
        Wrong{"TwoOwners",
              [](Strategy& s) {
                s.owners = {{"x", "principals/a", 5, ""}, {"x", "principals/b", 5, ""}};
              },
              "owners[1].area", "DUPLICATE"},
        Wrong{"OwnerInNoTime",
              [](Strategy& s) {
                s.owners = {{"", "principals/a", 0, ""}};
              },
              "owners[0].decide_within", "OUT_OF_RANGE"},
        Wrong{"NoQuarter",
              [](Strategy& s) {
                s.capacity = {{{2027, 5}, 1, 1}};
              },
              "capacity[0].quarter", "INVALID_FORMAT"},
        Wrong{"QuarterTwice", [](Strategy& s) { s.capacity.assign(2, {{2027, 1}, 1, 1}); },
              "capacity[1].quarter", "DUPLICATE"},
        Wrong{"NegativeCapacity", [](Strategy& s) { s.capacity = {{{2027, 1}, -1, 1}}; },
              "capacity[0].person_days", "OUT_OF_RANGE"},
        Wrong{"HolidayTwice", [](Strategy& s) { s.holidays.assign(2, Date(2027, 1, 1)); },
              "holidays[1]", "DUPLICATE"},
        Wrong{"HolidayLongPast", [](Strategy& s) { s.holidays = {Date(1999, 12, 31)}; },
              "holidays[0]", "INVALID_DATE"},
        Wrong{"TooManyHolidays",
              [](Strategy& s) {
                for (int i = 0; i < 401; ++i) s.holidays.push_back(Date(2027, 1, 1) + i);
              },
              "holidays", "TOO_MANY"},
        Wrong{"UnknownWeight", [](Strategy& s) { s.weights = {{"luck", 1}}; }, "weights.luck",
              "UNKNOWN_FIELD"},
        Wrong{"UnknownPreset", [](Strategy& s) { s.weight_preset = "luck"; }, "weights.preset",
              "INVALID_ENUM"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(NamesTest, EveryNameParsesBack) {
  for (int i = 0; i < 5; ++i) {
    const auto kind = static_cast<ElementKind>(i);
    EXPECT_EQ(ParseElementKind(NameOf(kind)), kind);
  }
  for (int i = 1; i < 4; ++i) EXPECT_EQ(ParseFocus(NameOf(Focus(i))), Focus(i));
  for (int i = 1; i < 9; ++i) EXPECT_EQ(ParseContext(NameOf(Context(i))), Context(i));
  EXPECT_FALSE(ParseContext("").has_value());
}

}  // namespace
}  // namespace zusage::strategy
