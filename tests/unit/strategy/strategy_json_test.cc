// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/strategy_json.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/unit/strategy/any_strategy.h"

namespace zusage::strategy {
namespace {

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
