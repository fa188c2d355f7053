// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_proto.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::strategy {
namespace {

// Every field set that a message has.
Strategy FullStrategy() {
  Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "de";
  strategy.time_zone = "Europe/Berlin";
  strategy.fiscal_year_start_month = 4;
  strategy.vision = "Jeder hilft sich selbst.";
  strategy.focus = Focus::kProductLed;
  strategy.focus_statement = "Das Produkt führt";
  strategy.source_refs = {"https://example.org/strategy"};
  strategy.elements = {
      {.kind = ElementKind::kTheme,
       .id = "T1",
       .title = "Selbstbedienung",
       .description = "Alles ohne Anruf.",
       .language = "de",
       .area = "portal",
       .aliases = {"self-service"},
       .examples = {"Rechnungen selbst abrufen"}},
      {.kind = ElementKind::kNonGoal, .id = "N1", .title = "On premises", .language = "en"},
      {.kind = ElementKind::kCapability,
       .id = "C1",
       .title = "SSO",
       .language = "de",
       .how = "Einstellungen > SSO",
       .limits = "nur SAML",
       .at_most = 600,
       .unit = "requests/min"},
      {.kind = ElementKind::kRoadmapItem,
       .id = "R1",
       .title = "SCIM",
       .language = "de",
       .horizon = "2027-Q1",
       .promisable = true},
      {.kind = ElementKind::kNonGoal, .id = "N2", .title = "Fax", .language = "de"},
      {.kind = ElementKind::kGuardrail,
       .id = "G1",
       .title = "Drei Kunden",
       .language = "de",
       .measure = "similar_customers",
       .at_least = 3}};
  strategy.target_segments = {{.title = "Mittelstand", .share = 0.4}, {.title = "Konzerne"}};
  strategy.focus_policy = {{Context::kScaling, Focus::kSalesLed, "Großkunden zuerst"}};
  strategy.owners = {{"portal", "principals/olga", 3, "principals/paul"}};
  strategy.capacity = {{{2027, 1}, 120, 20}};
  strategy.weight_preset = "wsjf";
  strategy.weights = {{"pain", 2}, {"reach", 0.5}};
  strategy.holidays = {Date(2026, 12, 25), Date(2027, 1, 1)};
  return strategy;
}

TEST(StrategyProtoTest, ValidStrategyComesBackAsItWas) {
  ASSERT_TRUE(ValidateStrategy(FullStrategy()).ok()) << ValidateStrategy(FullStrategy());
  const auto back = FromProto(ToProto(FullStrategy()));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, FullStrategy());
}

TEST(StrategyProtoTest, DefaultsAreFilledIn) {
  v1::StrategyDocument document;
  document.set_product("atlas");
  v1::Element& element = *document.add_elements();
  element.set_kind(v1::Element::KIND_THEME);
  document.add_owners()->set_principal("principals/olga");
  const auto strategy = FromProto(document);
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->language, "en");
  EXPECT_EQ(strategy->elements[0].language, "en");
  EXPECT_EQ(strategy->time_zone, "UTC");
  EXPECT_EQ(strategy->fiscal_year_start_month, 1);
  EXPECT_EQ(strategy->owners[0].decide_within_days, 5);
  EXPECT_FALSE(strategy->elements[0].at_most.has_value());
}

TEST(StrategyProtoTest, QuarterThatIsNoneIsNamed) {
  v1::StrategyDocument document = ToProto(FullStrategy());
  document.mutable_capacity(0)->set_quarter("soon");
  const auto strategy = FromProto(document);
  EXPECT_EQ(ReasonOf(strategy.status()), "INVALID_FORMAT");
  EXPECT_EQ(DetailsOf(strategy.status())->fields[0].field, "capacity[0].quarter");
}

TEST(StrategyProtoTest, HolidayThatIsNoDayIsNamed) {
  v1::StrategyDocument document = ToProto(FullStrategy());
  document.mutable_holidays(1)->set_month(13);
  const auto strategy = FromProto(document);
  EXPECT_EQ(ReasonOf(strategy.status()), "INVALID_DATE");
  EXPECT_EQ(DetailsOf(strategy.status())->fields[0].field, "holidays[1]");
}

TEST(StrategyProtoTest, ElementWithoutKindIsNamed) {
  v1::StrategyDocument document = ToProto(FullStrategy());
  document.mutable_elements(1)->clear_kind();
  const auto strategy = FromProto(document);
  EXPECT_EQ(ReasonOf(strategy.status()), "INVALID_ENUM");
  EXPECT_EQ(DetailsOf(strategy.status())->fields[0].field, "elements[1].kind");
}

// What ValidateStrategy says about the one thing that is wrong, as a path of the message.
std::string PathOfTheError(const Strategy& strategy) {
  const absl::Status status = WithMessagePaths(strategy, ValidateStrategy(strategy));
  const auto details = DetailsOf(status);
  if (!details.has_value() || details->fields.size() != 1) return status.ToString();
  return details->fields[0].field;
}

TEST(StrategyProtoTest, ErrorsNameElementsByTheirIndexInTheMessage) {
  Strategy strategy = FullStrategy();
  strategy.elements[4].title = "";
  EXPECT_EQ(PathOfTheError(strategy), "elements[4].title");
}

TEST(StrategyProtoTest, ErrorsNameTheMessagesFields) {
  Strategy strategy = FullStrategy();
  strategy.owners[0].decide_within_days = 999;
  EXPECT_EQ(PathOfTheError(strategy), "owners[0].decide_within_days");
  strategy = FullStrategy();
  strategy.weights[1].name = "charm";
  EXPECT_EQ(PathOfTheError(strategy), "weights[1]");
  strategy = FullStrategy();
  strategy.weight_preset = "charm";
  EXPECT_EQ(PathOfTheError(strategy), "weight_preset");
  strategy = FullStrategy();
  strategy.focus_statement = std::string(10'000, 'x');
  EXPECT_EQ(PathOfTheError(strategy), "focus_statement");
  strategy = FullStrategy();
  strategy.elements.clear();
  EXPECT_EQ(PathOfTheError(strategy), "elements");
  strategy = FullStrategy();
  strategy.target_segments[1].title = "";
  EXPECT_EQ(PathOfTheError(strategy), "target_segments[1].title");
}

TEST(StrategyProtoTest, PublishedStrategyIsNamedInFull) {
  storage::PublishedStrategy published{.product = "products/atlas",
                                       .version = 3,
                                       .memo = "SSO",
                                       .publisher = "principals/petra",
                                       .position = 17,
                                       .publish_time = absl::FromUnixSeconds(1'800'000'000)};
  v1::Strategy message = ToProto(published);
  EXPECT_EQ(message.name(), "products/atlas/strategies/3");
  EXPECT_EQ(message.position(), 17);
  EXPECT_EQ(message.publish_time().seconds(), 1'800'000'000);
  EXPECT_FALSE(message.has_document());
  published.document = std::make_shared<const Strategy>(FullStrategy());
  message = ToProto(published);
  EXPECT_EQ(message.document().elements_size(), 6);
}

}  // namespace
}  // namespace zusage::strategy
