// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/compare_strategies.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

class CompareStrategiesTest : public ::testing::Test {
 protected:
  CompareStrategiesTest() {
    for (int version = 0; version < 3; ++version) {
      Strategy document = SmallStrategy();
      document.vision = "Vision " + std::to_string(version + 1);
      EXPECT_TRUE(world_.Publish(StrategyWorld::Input(version, document)).ok());
    }
  }

  absl::StatusOr<ComparedStrategies> Compare(const std::string& version,
                                             const std::string& base = "") {
    absl::StatusOr<ComparedStrategies> compared = absl::UnknownError("not run");
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      compared = CompareStrategies(
                          tx, {.name = "products/atlas/strategies/" + version, .base = base});
                      return absl::OkStatus();
                    })
                    .ok());
    return compared;
  }

  StrategyWorld world_;
};

TEST_F(CompareStrategiesTest, WithoutABaseItIsTheVersionBefore) {
  const auto compared = Compare("current");
  ASSERT_TRUE(compared.ok()) << compared.status();
  EXPECT_EQ(compared->strategy, "products/atlas/strategies/3");
  EXPECT_EQ(compared->base, "products/atlas/strategies/2");
  ASSERT_EQ(compared->difference.parts.size(), 1u);
  EXPECT_EQ(compared->difference.parts[0].fields[0].before, "Vision 2");
}

TEST_F(CompareStrategiesTest, TheFirstVersionIsComparedWithNothing) {
  const auto compared = Compare("1");
  ASSERT_TRUE(compared.ok()) << compared.status();
  EXPECT_EQ(compared->base, "");
  ASSERT_EQ(compared->difference.elements.size(), 1u);
  EXPECT_EQ(compared->difference.elements[0].change, Change::kAdded);
}

TEST_F(CompareStrategiesTest, AnyTwoVersionsCanBeCompared) {
  const auto compared = Compare("1", "products/atlas/strategies/current");
  ASSERT_TRUE(compared.ok()) << compared.status();
  EXPECT_EQ(compared->base, "products/atlas/strategies/3");
  EXPECT_EQ(compared->difference.parts[0].fields[0].after, "Vision 1");
}

TEST_F(CompareStrategiesTest, AVersionWithItselfHasNoDifference) {
  EXPECT_TRUE(Compare("2", "products/atlas/strategies/2")->difference.empty());
}

TEST_F(CompareStrategiesTest, WhatIsNotThereIsNotFound) {
  EXPECT_EQ(Compare("4").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Compare("3", "products/atlas/strategies/4").status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(CompareStrategiesTest, ABaseOfAnotherProductIsRefusedWhetherOrNotItIsThere) {
  EXPECT_EQ(ReasonOf(Compare("3", "products/borealis/strategies/1").status()),
            "STRATEGY_OF_OTHER_PRODUCT");
}

}  // namespace
}  // namespace zusage::strategy
