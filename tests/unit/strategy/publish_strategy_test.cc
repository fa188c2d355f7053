// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/publish_strategy.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/strategy/get_strategy.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

int64_t CountStrategies(StrategyWorld& world) {
  return world.store().Number("SELECT COUNT(*) FROM strategies");
}

TEST(PublishStrategyTest, FirstPublicationIsVersionOne) {
  StrategyWorld world;
  const auto published = world.Publish(StrategyWorld::Input(0));
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->name(), "products/atlas/strategies/1");
  EXPECT_EQ(published->publisher, "principals/petra");
  EXPECT_EQ(published->position, 1);
  EXPECT_EQ(published->publish_time, world.store().clock().Now());
}

TEST(PublishStrategyTest, WhatIsPublishedIsReadBackAsItWas) {
  StrategyWorld world;
  const PublishStrategyInput input = StrategyWorld::Input(0);
  ASSERT_TRUE(world.Publish(input).ok());
  ASSERT_TRUE(world.store()
                  .Read([&](storage::ReadTransaction& tx) {
                    const auto read = GetStrategy(tx, "products/atlas/strategies/1");
                    EXPECT_TRUE(read.ok());
                    EXPECT_EQ(*read->document, *input.document);
                    EXPECT_EQ(read->memo, "What is new");
                    return absl::OkStatus();
                  })
                  .ok());
}

TEST(PublishStrategyTest, NextVersionFollowsItsBase) {
  StrategyWorld world;
  ASSERT_TRUE(world.Publish(StrategyWorld::Input(0)).ok());
  const auto second = world.Publish(StrategyWorld::Input(1));
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->version, 2);
}

TEST(PublishStrategyTest, StaleBaseVersionIsAborted) {
  StrategyWorld world;
  ASSERT_TRUE(world.Publish(StrategyWorld::Input(0)).ok());
  const auto again = world.Publish(StrategyWorld::Input(0));
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(again.status()), "BASE_VERSION_STALE");
  EXPECT_EQ(CountStrategies(world), 1);
}

TEST(PublishStrategyTest, BaseVersionOfTheFutureIsAborted) {
  StrategyWorld world;
  EXPECT_EQ(ReasonOf(world.Publish(StrategyWorld::Input(3)).status()), "BASE_VERSION_STALE");
}

TEST(PublishStrategyTest, VersionsOfProductsAreCountedApart) {
  StrategyWorld world;
  ASSERT_TRUE(world.Publish(StrategyWorld::Input(0)).ok());
  Strategy other = SmallStrategy();
  other.product = "borealis";
  const auto published = world.Publish(StrategyWorld::Input(0, other));
  ASSERT_TRUE(published.ok()) << published.status();
  EXPECT_EQ(published->name(), "products/borealis/strategies/1");
}

TEST(PublishStrategyTest, ValidateOnlyChangesNothing) {
  StrategyWorld world;
  PublishStrategyInput input = StrategyWorld::Input(0);
  input.validate_only = true;
  const auto preview = world.Publish(input);
  ASSERT_TRUE(preview.ok()) << preview.status();
  EXPECT_EQ(preview->version, 1);
  EXPECT_EQ(preview->position, 0);
  EXPECT_EQ(CountStrategies(world), 0);
  EXPECT_EQ(world.store().store().head().position, 0);
}

TEST(PublishStrategyTest, UnknownOwnerIsRefused) {
  StrategyWorld world;
  Strategy document = SmallStrategy();
  document.owners = {{.principal = "principals/nobody"}};
  const auto published = world.Publish(StrategyWorld::Input(0, document));
  EXPECT_EQ(published.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(published.status()), "UNKNOWN_PRINCIPAL");
  EXPECT_EQ(DetailsOf(published.status())->fields[0].field, "owners[0].principal");
}

TEST(PublishStrategyTest, OwnerOfAnotherProductIsRefused) {
  StrategyWorld world;
  world.AddPrincipal("principals/otto", {{Role::kProductManager, "products/borealis"}});
  Strategy document = SmallStrategy();
  document.owners = {{.principal = "principals/otto"}};
  const auto published = world.Publish(StrategyWorld::Input(0, document));
  EXPECT_EQ(ReasonOf(published.status()), "OWNER_NOT_PRODUCT_MANAGER");
}

TEST(PublishStrategyTest, InactiveOwnerIsRefused) {
  StrategyWorld world;
  world.AddPrincipal("principals/ina", {{Role::kProductManager, "products/-"}}, false);
  Strategy document = SmallStrategy();
  document.owners = {{.principal = "principals/ina"}};
  const auto published = world.Publish(StrategyWorld::Input(0, document));
  EXPECT_EQ(ReasonOf(published.status()), "OWNER_NOT_PRODUCT_MANAGER");
}

TEST(PublishStrategyTest, NextOwnerMustDecideToo) {
  StrategyWorld world;
  world.AddPrincipal("principals/olga", {{Role::kProductManager, "products/atlas"}});
  world.AddPrincipal("principals/sam", {{Role::kSales, "products/atlas"}});
  Strategy document = SmallStrategy();
  document.owners = {{.principal = "principals/olga", .next_owner = "principals/sam"}};
  const auto published = world.Publish(StrategyWorld::Input(0, document));
  EXPECT_EQ(ReasonOf(published.status()), "OWNER_NOT_PRODUCT_MANAGER");
  EXPECT_EQ(DetailsOf(published.status())->fields[0].field, "owners[0].next_owner");
}

TEST(PublishStrategyTest, OwnersWhoDecideAreAccepted) {
  StrategyWorld world;
  world.AddPrincipal("principals/olga", {{Role::kProductManager, "products/atlas"}});
  world.AddPrincipal("principals/paul", {{Role::kProductManager, "products/-"}});
  Strategy document = SmallStrategy();
  document.owners = {{.principal = "principals/olga", .next_owner = "principals/paul"}};
  const auto published = world.Publish(StrategyWorld::Input(0, document));
  EXPECT_TRUE(published.ok()) << published.status();
}

TEST(PublishStrategyTest, OpenRequestsOfTheProductAreCheckedAgain) {
  StrategyWorld world;
  const auto add = [&](const std::string& name, const std::string& product, int state) {
    const absl::Status status = world.store().Write([&](storage::Unit& unit) {
      return unit.tx()
          .Execute(
              "INSERT INTO request_heads (fact, name, product, customer, submitter, state, outcome,"
              " owner, due_time, queue_rank, head)"
              " VALUES (:fact, :name, :product, '', '', :state, 0, '', 0, 0, 1)",
              {{"fact", int64_t{1024} * name[0]},
               {"name", name},
               {"product", product},
               {"state", int64_t{state}}})
          .status();
    });
    EXPECT_TRUE(status.ok()) << status;
  };
  add("a", "products/atlas", 2);
  add("b", "products/atlas", 4);  // decided
  add("c", "products/borealis", 2);
  PublishStrategyInput input = StrategyWorld::Input(0);
  input.validate_only = true;
  ASSERT_TRUE(world.Publish(input).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM request_heads WHERE recheck = 1"), 0);
  input.validate_only = false;
  ASSERT_TRUE(world.Publish(input).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM request_heads WHERE recheck = 1"), 1);
}

TEST(CheckDocumentTest, ProductMustBeTheParent) {
  PublishStrategyInput input = StrategyWorld::Input(0);
  input.product = "products/borealis";
  const absl::Status status = CheckDocument(input);
  EXPECT_EQ(ReasonOf(status), "PRODUCT_MISMATCH");
  EXPECT_EQ(DetailsOf(status)->fields[0].field, "product");
}

TEST(CheckDocumentTest, InvalidDocumentIsRefused) {
  Strategy document = SmallStrategy();
  document.elements.clear();
  EXPECT_EQ(ReasonOf(CheckDocument(StrategyWorld::Input(0, document))), "NOTHING_TO_CHECK_AGAINST");
}

TEST(CheckDocumentTest, ValidDocumentIsAccepted) {
  EXPECT_TRUE(CheckDocument(StrategyWorld::Input(0)).ok());
}

}  // namespace
}  // namespace zusage::strategy
