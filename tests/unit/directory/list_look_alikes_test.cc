// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_look_alikes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

using storage::CustomerRepository;

class ListLookAlikesTest : public ::testing::Test {
 protected:
  std::string Add(const CustomerInput& input) {
    const auto customer = world_.Upsert(input);
    return customer.ok() ? customer->customer.name : customer.status().ToString();
  }

  absl::StatusOr<ListLookAlikesOutput> List(const ListLookAlikesInput& input) {
    return world_.Read([&](storage::ReadTransaction& tx) { return ListLookAlikes(tx, input); });
  }

  // "95 Acme/Acme GmbH" for each.
  std::vector<std::string> All(ListLookAlikesInput input) {
    std::vector<std::string> all;
    do {
      const auto page = List(input);
      if (!page.ok()) return {page.status().ToString()};
      for (const LookAlike& each : page->look_alikes) {
        const std::string one = each.customer.customer.display_name;
        const std::string other = each.other.customer.display_name;
        all.push_back(std::to_string(each.likeness.percent) + " " + std::min(one, other) + "/" +
                      std::max(one, other));
      }
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return all;
  }

  DirectoryWorld world_;
};

TEST_F(ListLookAlikesTest, MostAlikeComeFirstPageByPage) {
  Add({.display_name = "Contoso Handel"});
  Add({.display_name = "Contoso Hande"});
  Add({.display_name = "Acme"});
  Add({.display_name = "Acme GmbH"});
  Add({.display_name = "Zenith Werke", .external_id = "1"});
  Add({.display_name = "zenith  werke", .external_id = "2"});
  Add({.display_name = "Nobody Else"});
  const std::vector<std::string> expected = {"100 Zenith Werke/zenith werke", "95 Acme/Acme GmbH",
                                             "80 Contoso Hande/Contoso Handel"};
  EXPECT_EQ(All({}), expected);
  EXPECT_EQ(All({.page_size = 1}), expected);
}

TEST_F(ListLookAlikesTest, AliasesCountAndTheBestNamesDo) {
  Add({.display_name = "Acme", .aliases = {"Ajax Maritime"}});
  Add({.display_name = "Bolt", .aliases = {"Ajax-Maritime"}});
  EXPECT_EQ(All({}), std::vector<std::string>{"95 Acme/Bolt"});
}

TEST_F(ListLookAlikesTest, OneCustomersLookAlikesAreToldAlone) {
  const std::string acme = Add({.display_name = "Acme"});
  Add({.display_name = "Acme GmbH"});
  Add({.display_name = "Bolt"});
  Add({.display_name = "Bolt GmbH"});
  EXPECT_EQ(All({.customer = acme}), std::vector<std::string>{"95 Acme/Acme GmbH"});
  EXPECT_TRUE(absl::IsNotFound(List({.customer = "customers/nobody"}).status()));
}

TEST_F(ListLookAlikesTest, WhatSpeaksForItAndAgainstItIsTold) {
  Add({.display_name = "Acme",
       .external_id = "1",
       .segment = "banks",
       .size = "12",
       .revenue = Money{"EUR", 7}});
  Add({.display_name = "Acme GmbH",
       .external_id = "2",
       .segment = "banks",
       .size = "12",
       .revenue = Money{"EUR", 7}});
  const auto page = List({});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(
      page->look_alikes[0].likeness.likenesses,
      (std::vector<Likeness>{Likeness::kLegalForm, Likeness::kSameSegment, Likeness::kSameSize,
                             Likeness::kSameRevenue, Likeness::kDifferentExternalIds}));
}

TEST_F(ListLookAlikesTest, MergedOnesAreNotProposed) {
  const std::string acme = Add({.display_name = "Acme"});
  const std::string gmbh = Add({.display_name = "Acme GmbH"});
  ASSERT_TRUE(world_.Merge(gmbh, acme).ok());
  EXPECT_TRUE(All({}).empty());
  Add({.display_name = "A.C.M.E. Inc."});
  EXPECT_EQ(All({}).size(), 1u);
}

TEST_F(ListLookAlikesTest, RenamedCustomerIsFoundByItsNewName) {
  const std::string acme = Add({.display_name = "Acme"});
  Add({.display_name = "Zenith GmbH"});
  EXPECT_TRUE(All({}).empty());
  Add({.name = acme, .display_name = "Zenith"});
  EXPECT_EQ(All({}).size(), 1u);
}

TEST_F(ListLookAlikesTest, ManyOfOneNameAreProposedWithTheFirst) {
  for (int i = 0; i < 120; ++i) Add({.display_name = "Schmidt", .external_id = std::to_string(i)});
  EXPECT_EQ(All({.page_size = 200}).size(), 119u);
}

TEST_F(ListLookAlikesTest, CustomersFromBeforeAreLearntOnce) {
  Add({.display_name = "Acme"});
  Add({.display_name = "Acme GmbH"});
  ASSERT_TRUE(world_.store()
                  .WriteAndWait([](storage::Unit& unit) -> absl::Status {
                    absl::Status status = unit.tx().Enqueue("DELETE FROM customer_likenesses", {});
                    if (!status.ok()) return status;
                    return unit.tx().Enqueue("UPDATE current_customers SET likenesses_known = 0",
                                             {});
                  })
                  .ok());
  const int64_t head = world_.head();
  EXPECT_TRUE(All({}).empty());
  ASSERT_TRUE(LearnLikenesses(world_.store()).ok());
  ASSERT_TRUE(LearnLikenesses(world_.store()).ok());
  EXPECT_EQ(All({}).size(), 1u);
  EXPECT_EQ(world_.head(), head);  // no fact, no entry
}

TEST_F(ListLookAlikesTest, TokenOfAnotherFilterIsRefused) {
  const std::string acme = Add({.display_name = "Acme"});
  EXPECT_EQ(ReasonOf(List({.customer = acme, .page_token = "nonsense"}).status()),
            "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::directory
