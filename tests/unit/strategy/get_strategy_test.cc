// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/get_strategy.h"

#include <gtest/gtest.h>

#include <string_view>

#include "services/base/error.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

class GetStrategyTest : public ::testing::Test {
 protected:
  GetStrategyTest() {
    EXPECT_TRUE(world_.Publish(StrategyWorld::Input(0)).ok());
    Strategy second = SmallStrategy();
    second.vision = "Everybody helps themselves.";
    EXPECT_TRUE(world_.Publish(StrategyWorld::Input(1, second)).ok());
  }

  absl::StatusOr<storage::PublishedStrategy> Get(std::string_view name) {
    absl::StatusOr<storage::PublishedStrategy> strategy = absl::UnknownError("not run");
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      strategy = GetStrategy(tx, name);
                      return absl::OkStatus();
                    })
                    .ok());
    return strategy;
  }

  StrategyWorld world_;
};

TEST_F(GetStrategyTest, NamedVersionIsFound) {
  const auto strategy = Get("products/atlas/strategies/1");
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->version, 1);
  EXPECT_EQ(strategy->document->vision, "");
}

TEST_F(GetStrategyTest, CurrentIsTheNewest) {
  const auto strategy = Get("products/atlas/strategies/current");
  ASSERT_TRUE(strategy.ok()) << strategy.status();
  EXPECT_EQ(strategy->version, 2);
  EXPECT_EQ(strategy->document->vision, "Everybody helps themselves.");
}

TEST_F(GetStrategyTest, UnknownVersionIsNotFound) {
  for (const std::string_view name :
       {"products/atlas/strategies/3", "products/atlas/strategies/0",
        "products/atlas/strategies/01", "products/atlas/strategies/newest",
        "products/atlas/strategies/99999999999", "products/borealis/strategies/1",
        "products/borealis/strategies/current"}) {
    const auto strategy = Get(name);
    EXPECT_EQ(strategy.status().code(), absl::StatusCode::kNotFound) << name;
    ASSERT_TRUE(DetailsOf(strategy.status()).has_value());
    EXPECT_EQ(DetailsOf(strategy.status())->metadata[0].second, name);
  }
}

}  // namespace
}  // namespace zusage::strategy
