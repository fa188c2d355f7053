// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/list_strategies.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

using Names = std::vector<std::string>;

class ListStrategiesTest : public ::testing::Test {
 protected:
  // Three versions of atlas, one each of borealis and cassini.
  ListStrategiesTest() {
    for (int base = 0; base < 3; ++base) {
      EXPECT_TRUE(world_.Publish(StrategyWorld::Input(base)).ok());
    }
    for (const char* product : {"borealis", "cassini"}) {
      Strategy other = SmallStrategy();
      other.product = product;
      EXPECT_TRUE(world_.Publish(StrategyWorld::Input(0, other)).ok());
    }
  }

  absl::StatusOr<ListStrategiesOutput> List(const Caller& caller,
                                            const ListStrategiesInput& input) {
    absl::StatusOr<ListStrategiesOutput> page = absl::UnknownError("not run");
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      page = ListStrategies(tx, caller, input);
                      return absl::OkStatus();
                    })
                    .ok());
    return page;
  }

  // The names on each page in turn.
  std::vector<Names> Pages(const Caller& caller, const std::string& parent, int page_size) {
    std::vector<Names> pages;
    std::string token;
    do {
      const auto page = List(caller, {parent, page_size, token});
      if (!page.ok()) return {{page.status().ToString()}};
      Names& names = pages.emplace_back();
      for (const auto& strategy : page->strategies) names.push_back(strategy.name());
      token = page->next_page_token;
    } while (!token.empty());
    return pages;
  }

  StrategyWorld world_;
  const Caller of_two_{.principal = "principals/sam",
                       .grants = {{Role::kSales, "products/cassini"},
                                  {Role::kPresales, "products/atlas"},
                                  {Role::kSales, "products/unpublished"}}};
};

TEST_F(ListStrategiesTest, VersionsOfOneProductComeNewestFirst) {
  EXPECT_EQ(Pages(world_.manager(), "products/atlas", 0),
            (std::vector<Names>{{"products/atlas/strategies/3", "products/atlas/strategies/2",
                                 "products/atlas/strategies/1"}}));
}

TEST_F(ListStrategiesTest, PagesOfVersionsLeaveNothingOutAndRepeatNothing) {
  EXPECT_EQ(Pages(world_.manager(), "products/atlas", 2),
            (std::vector<Names>{{"products/atlas/strategies/3", "products/atlas/strategies/2"},
                                {"products/atlas/strategies/1"}}));
}

TEST_F(ListStrategiesTest, AllProductsShowTheirNewestVersion) {
  EXPECT_EQ(Pages(world_.manager(), "products/-", 2),
            (std::vector<Names>{{"products/atlas/strategies/3", "products/borealis/strategies/1"},
                                {"products/cassini/strategies/1"}}));
}

TEST_F(ListStrategiesTest, CallerSeesOnlyTheirProducts) {
  EXPECT_EQ(
      Pages(of_two_, "products/-", 1),
      (std::vector<Names>{{"products/atlas/strategies/3"}, {"products/cassini/strategies/1"}}));
  EXPECT_EQ(Pages(of_two_, "products/borealis", 0), (std::vector<Names>{{}}));
}

TEST_F(ListStrategiesTest, ListsHoldNoDocuments) {
  const auto page = List(world_.manager(), {.parent = "products/-"});
  ASSERT_TRUE(page.ok());
  for (const auto& strategy : page->strategies) EXPECT_EQ(strategy.document, nullptr);
}

TEST_F(ListStrategiesTest, TokenOfAnotherParentIsRefused) {
  const auto page = List(world_.manager(), {.parent = "products/-", .page_size = 1});
  ASSERT_TRUE(page.ok());
  const auto next =
      List(world_.manager(), {.parent = "products/atlas", .page_token = page->next_page_token});
  EXPECT_EQ(ReasonOf(next.status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::strategy
