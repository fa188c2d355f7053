// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/parse_strategy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "services/base/error.h"

namespace zusage::strategy {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kWhole[] = R"(
product: atlas
language: en
time_zone: Europe/Berlin
fiscal_year_start_month: 4
vision: Scheduling that plans itself.
focus: product_led
source_refs: [board paper]
themes:
  - id: T1
    title: Self-service
    description: Customers help themselves.
    aliases: [portal, Kundenportal]
    examples: ["Our customers want to book by themselves."]
    area: portal
non_goals:
  - {id: N1, title: No mobile app, language: en}
capabilities:
  - {id: C1, title: Single sign-on, how: SAML settings, limits: no SCIM, at_most: 600, unit: requests/min}
roadmap:
  - {id: R1, title: Audit trail, horizon: 2027-Q1, promisable: true}
target_segments:
  - utilities
  - {title: railways, share: 0.25, aliases: [Bahnen]}
guardrails:
  - {id: G1, title: Three customers, measure: similar_customers, at_least: 3}
focus_policy:
  - {context: large_enterprise, focus: product_led, reason: We stay a product.}
owners:
  - {area: portal, principal: principals/anna, decide_within: 3, next_owner: principals/ben}
capacity:
  - {quarter: 2027-Q1, person_days: 120, services_person_days: 30}
weights: {preset: rice, pain: 2}
holidays: [2026-12-25, "2027-01-01"]
)";

TEST(ParseStrategyTest, YamlWithEveryFieldIsRead) {
  const absl::StatusOr<Strategy> strategy = ParseStrategy(kWhole);
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->product, "atlas");
  EXPECT_EQ(strategy->fiscal_year_start_month, 4);
  EXPECT_EQ(strategy->focus, Focus::kProductLed);
  ASSERT_EQ(strategy->elements.size(), 5u);
  EXPECT_THAT(strategy->elements[0].aliases, ElementsAre("portal", "Kundenportal"));
  EXPECT_EQ(strategy->Find("C1")->at_most, 600);
  EXPECT_EQ(strategy->Find("R1")->horizon, "2027-Q1");
  EXPECT_TRUE(strategy->Find("R1")->promisable);
  EXPECT_EQ(strategy->Find("G1")->at_least, 3);
  EXPECT_EQ(strategy->target_segments[0].title, "utilities");
  EXPECT_EQ(strategy->target_segments[1].share, 0.25);
  EXPECT_EQ(strategy->focus_policy[0].context, Context::kLargeEnterprise);
  EXPECT_EQ(strategy->owners[0].decide_within_days, 3);
  EXPECT_EQ(FormatQuarter(strategy->capacity[0].quarter), "2027-Q1");
  EXPECT_EQ(strategy->weight_preset, "rice");
  ASSERT_EQ(strategy->weights.size(), 1u);
  EXPECT_EQ(strategy->weights[0].value, 2);
  EXPECT_THAT(strategy->holidays, ElementsAre(Date(2026, 12, 25), Date(2027, 1, 1)));
}

TEST(ParseStrategyTest, LeftOutFieldsTakeTheirDefaults) {
  const absl::StatusOr<Strategy> strategy =
      ParseStrategy("product: atlas\nlanguage: de\nthemes: [{id: T1, title: Ruhe}]\n");
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->time_zone, "UTC");
  EXPECT_EQ(strategy->fiscal_year_start_month, 1);
  EXPECT_EQ(strategy->elements[0].language, "de");
}

TEST(ParseStrategyTest, JsonIsRead) {
  const absl::StatusOr<Strategy> strategy = ParseStrategy(
      R"({"product": "atlas", "focus": "in our own words", "themes": [{"id": "T1", "title": "x"}]})");
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->focus, Focus::kUnspecified);
  EXPECT_EQ(strategy->focus_statement, "in our own words");
}

TEST(ParseStrategyTest, NumbersServeAsTextWhereTextIsExpected) {
  const absl::StatusOr<Strategy> strategy =
      ParseStrategy("product: atlas\nroadmap: [{id: 1, title: 404, horizon: 2027}]\n");
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->elements[0].title, "404");
  EXPECT_EQ(strategy->elements[0].horizon, "2027");
}

class ExampleFileTest : public ::testing::TestWithParam<const char*> {};

TEST_P(ExampleFileTest, IsValid) {
  std::ifstream file(ZUSAGE_SOURCE_DIR "/tests/data/decisions/" + std::string(GetParam()));
  std::stringstream text;
  text << file.rdbuf();
  const absl::StatusOr<Strategy> strategy = ParseStrategy(text.str());
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_GT(strategy->elements.size(), 15u);
}

INSTANTIATE_TEST_SUITE_P(
    All, ExampleFileTest,
    ::testing::Values("actual.strategy.json", "actual.prepared.strategy.json",
                      "esbuild.strategy.json", "esbuild.prepared.strategy.json",
                      "ripgrep.strategy.json", "ripgrep.prepared.strategy.json",
                      "syncthing.strategy.json", "syncthing.prepared.strategy.json",
                      "vaultwarden.strategy.json", "vaultwarden.prepared.strategy.json"));

// --- what cannot be read ------------------------------------------------------------------------
struct Refused {
  const char* name;
  std::string text;
  std::string reason;
};

std::string YamlBomb() {
  std::string text = "product: atlas\na: &a [x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before(1, static_cast<char>(c - 1));
    text += std::string(1, c) + ": &" + c + " [*" + before + ", *" + before + "]\n";
  }
  return text;
}

std::string ManyNodes() {
  std::string text = "themes: [";
  for (size_t i = 0; i <= kMaxStrategyFileNodes; ++i) text += "1,";
  return text + "]";
}

class RefusedFileTest : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedFileTest, IsInvalidArgumentWithReason) {
  const absl::Status status = ParseStrategy(GetParam().text).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(status), GetParam().reason) << status;
  EXPECT_FALSE(DetailsOf(status)->german.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedFileTest,
    ::testing::Values(
        Refused{"Bomb", YamlBomb(), "STRATEGY_ALIAS"},
        Refused{"Anchor", "product: &p atlas\n", "STRATEGY_ALIAS"},
        Refused{"TooLarge", std::string(kMaxStrategyFileBytes + 1, 'a'), "STRATEGY_TOO_LARGE"},
        Refused{"TooDeepYaml", "themes: [[[[[[[[[[1]]]]]]]]]]\n", "STRATEGY_TOO_DEEP"},
        Refused{"TooDeepJson", "{\"themes\": [[[[[[[[[[1]]]]]]]]]]}", "STRATEGY_TOO_DEEP"},
        Refused{"DeepAndUnclosed", "{\"a\":" + std::string(100'000, '['), "STRATEGY_TOO_DEEP"},
        Refused{"TooManyNodes", ManyNodes(), "STRATEGY_TOO_MANY_NODES"},
        Refused{"BadYaml", "themes: [\n", "STRATEGY_SYNTAX"},
        Refused{"BadJson", "{\"themes\": [,]}", "STRATEGY_SYNTAX"},
        Refused{"TwoDocuments", "product: a\n---\nproduct: b\n", "STRATEGY_MANY_DOCUMENTS"},
        Refused{"ComplexKey", "? [a, b]\n: c\n", "STRATEGY_COMPLEX_KEY"},
        Refused{"Empty", "", "WRONG_TYPE"}, Refused{"List", "- a\n- b\n", "WRONG_TYPE"},
        Refused{"Binary", std::string("{\0\xFF", 3), "STRATEGY_SYNTAX"}),
    [](const auto& info) { return std::string(info.param.name); });

// --- what is wrong with the fields --------------------------------------------------------------
std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  if (const auto details = DetailsOf(status); details.has_value()) {
    for (const FieldViolation& field : details->fields) {
      fields.push_back(field.field + " " + field.reason);
    }
  }
  return fields;
}

TEST(ParseStrategyTest, AllFieldErrorsAreCollectedWithTheirPaths) {
  const absl::Status status = ParseStrategy(R"(
product: atlas
colour: red
themes:
  - {id: T1, title: One, horizon: soon}
  - just text
non_goals: none
capabilities:
  - {id: C1, title: x, at_most: many}
roadmap:
  - {id: R1, title: x, promisable: perhaps}
focus_policy:
  - {context: often, focus: product_led}
capacity:
  - {quarter: spring}
holidays: [2027-02-29, [], 2027-03-01]
product: twice
)")
                                  .status();
  EXPECT_THAT(
      FieldsOf(status),
      ElementsAre("themes[0].horizon UNKNOWN_FIELD", "themes[1] WRONG_TYPE", "non_goals WRONG_TYPE",
                  "capabilities[0].at_most WRONG_TYPE", "roadmap[0].promisable WRONG_TYPE",
                  "focus_policy[0].context INVALID_ENUM", "capacity[0].quarter INVALID_FORMAT",
                  "holidays[0] INVALID_DATE", "holidays[1] WRONG_TYPE", "colour UNKNOWN_FIELD",
                  "product DUPLICATE"));
}

TEST(ParseStrategyTest, WhatTheFileSaysIsValidatedToo) {
  const absl::Status status = ParseStrategy("product: atlas\nthemes: [{id: T1}]\n").status();
  EXPECT_THAT(FieldsOf(status), ElementsAre("themes[0].title REQUIRED"));
  EXPECT_THAT(DetailsOf(status)->german, HasSubstr("Eine Angabe ist nötig"));
}

}  // namespace
}  // namespace zusage::strategy
