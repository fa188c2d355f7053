// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/list_acknowledgements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/strategy/strategy_world.h"

namespace zusage::strategy {
namespace {

using ::testing::ElementsAre;

class ListAcknowledgementsTest : public ::testing::Test {
 protected:
  ListAcknowledgementsTest() {
    EXPECT_TRUE(world_.Publish(StrategyWorld::Input(0)).ok());
    world_.AddPrincipal("principals/emil", {{Role::kPresales, "products/atlas"}});
    world_.AddPrincipal("principals/lena", {{Role::kLeader, "products/-"}});
    world_.AddPrincipal("principals/petra", {{Role::kProductManager, "products/atlas"}});
    world_.AddPrincipal("principals/sofia", {{Role::kSales, "products/atlas"}});
    world_.AddPrincipal("principals/admin", {{Role::kAdmin, "products/-"}});
    world_.AddPrincipal("principals/crm", {{Role::kTool, "products/atlas"}});
    world_.AddPrincipal("principals/gone", {{Role::kSales, "products/atlas"}}, /*active=*/false);
    world_.AddPrincipal("principals/other", {{Role::kSales, "products/borealis"}});
  }

  void Acknowledge(const std::string& principal) {
    EXPECT_TRUE(world_.store()
                    .Write([&](storage::Unit& unit) {
                      return AcknowledgeStrategy(unit, {.principal = principal, .grants = {}},
                                                 "products/atlas/strategies/current")
                          .status();
                    })
                    .ok());
  }

  absl::StatusOr<ListAcknowledgementsOutput> List(ListAcknowledgementsInput input = {}) {
    if (input.strategy.empty()) input.strategy = "products/atlas/strategies/current";
    absl::StatusOr<ListAcknowledgementsOutput> output = absl::UnknownError("not run");
    EXPECT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) {
                      output = ListAcknowledgements(tx, input);
                      return absl::OkStatus();
                    })
                    .ok());
    return output;
  }

  static std::vector<std::string> NamesOf(const ListAcknowledgementsOutput& output) {
    std::vector<std::string> names;
    for (const Acknowledgement& acknowledgement : output.acknowledgements) {
      names.push_back(acknowledgement.principal.substr(11) +
                      (acknowledgement.since.has_value() ? " yes" : " no"));
    }
    return names;
  }

  StrategyWorld world_;
};

TEST_F(ListAcknowledgementsTest, WhoIsToReadItIsListedWithWhetherTheyDid) {
  Acknowledge("principals/sofia");
  Acknowledge("principals/gone");
  const auto output = List();
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_THAT(NamesOf(*output), ElementsAre("emil no", "lena no", "petra no", "sofia yes"));
  EXPECT_EQ(output->acknowledged_count, 1);
  EXPECT_EQ(output->missing_count, 3);
  EXPECT_EQ(output->acknowledgements[0].strategy, "products/atlas/strategies/1");
}

TEST_F(ListAcknowledgementsTest, EachVersionIsReadForItself) {
  Acknowledge("principals/sofia");
  ASSERT_TRUE(world_.Publish(StrategyWorld::Input(1)).ok());
  EXPECT_EQ(List()->acknowledged_count, 0);
  EXPECT_EQ(List({.strategy = "products/atlas/strategies/1"})->acknowledged_count, 1);
}

TEST_F(ListAcknowledgementsTest, MissingOnesCanBeListedAlone) {
  Acknowledge("principals/lena");
  const auto output = List({.missing_only = true});
  EXPECT_THAT(NamesOf(*output), ElementsAre("emil no", "petra no", "sofia no"));
  EXPECT_EQ(output->acknowledged_count, 1);
}

TEST_F(ListAcknowledgementsTest, PagesFollowEachOther) {
  ListAcknowledgementsInput input{.page_size = 3};
  const auto first = List(input);
  EXPECT_THAT(NamesOf(*first), ElementsAre("emil no", "lena no", "petra no"));
  input.page_token = first->next_page_token;
  const auto second = List(input);
  EXPECT_THAT(NamesOf(*second), ElementsAre("sofia no"));
  EXPECT_EQ(second->next_page_token, "");
  EXPECT_EQ(second->missing_count, 4);
}

TEST_F(ListAcknowledgementsTest, TokenOfAnotherQueryIsRefused) {
  const std::string token = List({.page_size = 1})->next_page_token;
  EXPECT_EQ(ReasonOf(List({.missing_only = true, .page_token = token}).status()),
            "INVALID_PAGE_TOKEN");
}

TEST_F(ListAcknowledgementsTest, VersionThatIsNotThereIsNotFound) {
  EXPECT_EQ(List({.strategy = "products/atlas/strategies/9"}).status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::strategy
