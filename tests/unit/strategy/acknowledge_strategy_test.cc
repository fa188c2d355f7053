// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/acknowledge_strategy.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

class AcknowledgeStrategyTest : public ::testing::Test {
 protected:
  AcknowledgeStrategyTest() {
    EXPECT_TRUE(world_.Publish(StrategyWorld::Input(0)).ok());
    EXPECT_TRUE(world_.Publish(StrategyWorld::Input(1)).ok());
  }

  absl::StatusOr<Acknowledgement> Acknowledge(const std::string& version,
                                              const std::string& principal = "principals/sofia") {
    absl::StatusOr<Acknowledgement> acknowledged = absl::UnknownError("not run");
    const absl::Status status = world_.store().Write([&](storage::Unit& unit) {
      acknowledged = AcknowledgeStrategy(unit, {.principal = principal, .grants = {}},
                                         "products/atlas/strategies/" + version);
      return acknowledged.status();
    });
    if (!status.ok()) return status;
    return acknowledged;
  }

  int64_t Count() {
    return world_.store().Number("SELECT COUNT(*) FROM strategy_acknowledgements");
  }

  StrategyWorld world_;
};

TEST_F(AcknowledgeStrategyTest, IsRecordedForTheCallerAndTheVersion) {
  const auto acknowledged = Acknowledge("current");
  ASSERT_TRUE(acknowledged.ok()) << acknowledged.status();
  EXPECT_EQ(acknowledged->strategy, "products/atlas/strategies/2");
  EXPECT_EQ(acknowledged->principal, "principals/sofia");
  EXPECT_EQ(acknowledged->since, world_.store().clock().Now());
  ASSERT_TRUE(Acknowledge("1").ok());
  ASSERT_TRUE(Acknowledge("2", "principals/emil").ok());
  EXPECT_EQ(Count(), 3);
}

TEST_F(AcknowledgeStrategyTest, AgainChangesNothingAndAnswersTheSame) {
  const auto first = Acknowledge("2");
  world_.store().clock().Advance(absl::Hours(1));
  const auto again = Acknowledge("2");
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->since, first->since);
  EXPECT_EQ(Count(), 1);
}

TEST_F(AcknowledgeStrategyTest, VersionThatIsNotThereIsNotFound) {
  EXPECT_EQ(Acknowledge("3").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Count(), 0);
}

}  // namespace
}  // namespace zusage::strategy
