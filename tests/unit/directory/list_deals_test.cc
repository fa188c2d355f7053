// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_deals.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class ListDealsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    acme_ = world_.Upsert({.display_name = "Acme"})->customer.name;
    bolt_ = world_.Upsert({.display_name = "Bolt"})->customer.name;
    Add(acme_, {.reference = "undated", .stage = DealStage::kProspect});
    Add(acme_,
        {.reference = "june", .stage = DealStage::kProposal, .close_date = Date(2026, 6, 1)});
    Add(bolt_, {.reference = "may", .stage = DealStage::kProposal, .close_date = Date(2026, 5, 1)});
    Add(acme_,
        {.reference = "april", .stage = DealStage::kQualified, .close_date = Date(2026, 4, 1)});
  }

  void Add(const std::string& customer, const DealInput& deal) {
    ASSERT_TRUE(world_.UpsertDealOf(customer, deal).ok());
  }

  std::vector<std::string> All(ListDealsInput input) {
    std::vector<std::string> references;
    do {
      const auto page =
          world_.Read([&](storage::ReadTransaction& tx) { return ListDeals(tx, input); });
      if (!page.ok()) return {page.status().ToString()};
      for (const auto& deal : page->deals) references.push_back(deal.deal.reference);
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return references;
  }

  DirectoryWorld world_;
  std::string acme_;
  std::string bolt_;
};

TEST_F(ListDealsTest, SoonestComesFirstAndUndatedLast) {
  const std::vector<std::string> expected = {"april", "may", "june", "undated"};
  EXPECT_EQ(All({}), expected);
  EXPECT_EQ(All({.page_size = 1}), expected);
}

TEST_F(ListDealsTest, FiltersNarrow) {
  EXPECT_EQ(All({.customer = acme_, .page_size = 1}),
            (std::vector<std::string>{"april", "june", "undated"}));
  EXPECT_EQ(All({.stage = DealStage::kProposal}), (std::vector<std::string>{"may", "june"}));
  EXPECT_EQ(All({.closing_until = Date(2026, 5, 1)}), (std::vector<std::string>{"april", "may"}));
  EXPECT_EQ(All({.customer = "customers/nobody"}), std::vector<std::string>{});
}

TEST_F(ListDealsTest, DealsOfMergedCustomersAreThere) {
  ASSERT_TRUE(world_.Merge(bolt_, acme_).ok());
  EXPECT_EQ(All({.customer = acme_}).size(), 4u);
  EXPECT_EQ(All({.customer = bolt_}).size(), 4u);
}

TEST_F(ListDealsTest, NewDateMovesADeal) {
  Add(bolt_, {.reference = "may", .close_date = Date(2026, 7, 1)});
  EXPECT_EQ(All({}), (std::vector<std::string>{"april", "june", "may", "undated"}));
}

TEST_F(ListDealsTest, TokenOfAnotherFilterIsRefused) {
  const auto page =
      world_.Read([&](storage::ReadTransaction& tx) { return ListDeals(tx, {.page_size = 1}); });
  ASSERT_TRUE(page.ok());
  const auto other = world_.Read([&](storage::ReadTransaction& tx) {
    return ListDeals(tx, {.customer = acme_, .page_token = page->next_page_token});
  });
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::directory
