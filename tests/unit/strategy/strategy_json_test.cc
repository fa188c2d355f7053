// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/strategy_json.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace zusage::strategy {
namespace {

std::string Text() {
  return *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc \"\\/{}[]:,\n\t0")));
}

std::vector<std::string> Texts() {
  std::vector<std::string> texts(static_cast<size_t>(*rc::gen::inRange(0, 3)));
  for (std::string& text : texts) text = Text() + "ä";
  return texts;
}

std::optional<double> Number() {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return *rc::gen::inRange(-1000, 1000) / 7.0;
}

Element AnyElement() {
  Element element;
  element.kind = static_cast<ElementKind>(*rc::gen::inRange(0, 5));
  element.id = Text(), element.title = Text(), element.description = Text();
  element.language = Text(), element.area = Text();
  element.aliases = Texts(), element.examples = Texts();
  element.how = Text(), element.limits = Text(), element.horizon = Text();
  element.promisable = *rc::gen::arbitrary<bool>();
  element.at_most = Number(), element.at_least = Number();
  element.unit = Text(), element.measure = Text();
  return element;
}

Strategy AnyStrategy() {
  Strategy strategy;
  strategy.product = Text(), strategy.language = Text(), strategy.time_zone = Text();
  strategy.fiscal_year_start_month = *rc::gen::inRange(1, 13);
  strategy.vision = Text(), strategy.focus_statement = Text();
  strategy.focus = static_cast<Focus>(*rc::gen::inRange(0, 4));
  strategy.source_refs = Texts();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) strategy.elements.push_back(AnyElement());
  for (const std::string& text : Texts()) {
    strategy.target_segments.push_back({text, Number(), Text(), Text(), Texts()});
    strategy.focus_policy.push_back({static_cast<Context>(*rc::gen::inRange(0, 9)),
                                     static_cast<Focus>(*rc::gen::inRange(0, 4)), text});
    strategy.owners.push_back({text, Text(), *rc::gen::inRange(1, 250), Text()});
    strategy.capacity.push_back({{2027, *rc::gen::inRange(1, 5)}, 10.5, 0.1});
    strategy.weights.push_back({text, 0.3});
  }
  return strategy;
}

RC_GTEST_PROP(StrategyJsonTest, ReadingWhatWasWrittenGivesTheSame, ()) {
  const Strategy strategy = AnyStrategy();
  const std::string json = ToJson(strategy);
  const absl::StatusOr<Strategy> read = FromJson(json);
  RC_ASSERT(read.ok());
  RC_ASSERT(*read == strategy);
  RC_ASSERT(ToJson(*read) == json);
}

TEST(StrategyJsonTest, KeysAreSortedAndEmptyFieldsLeftOut) {
  Strategy strategy;
  strategy.product = "atlas";
  strategy.elements.push_back({.kind = ElementKind::kNonGoal, .id = "N1", .title = "No"});
  EXPECT_EQ(ToJson(strategy), R"({"elements":[{"id":"N1","kind":"non_goal","title":"No"}],)"
                              R"("fiscal_year_start_month":1,"product":"atlas"})");
}

TEST(StrategyJsonTest, ForeignJsonIsDataLoss) {
  for (const char* json :
       {"", "{}", "[]", "{\"elements\":[{}]}", "{\"fiscal_year_start_month\":"}) {
    EXPECT_EQ(FromJson(json).status().code(), absl::StatusCode::kDataLoss) << json;
  }
}

}  // namespace
}  // namespace zusage::strategy
