// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_customers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class ListCustomersTest : public ::testing::Test {
 protected:
  void Add(const std::string& display_name, std::vector<std::string> aliases = {}) {
    ASSERT_TRUE(world_.Upsert({.display_name = display_name, .aliases = std::move(aliases)}).ok());
  }

  absl::StatusOr<ListCustomersOutput> List(const ListCustomersInput& input) {
    return world_.Read([&](storage::ReadTransaction& tx) { return ListCustomers(tx, input); });
  }

  // The display names of all pages.
  std::vector<std::string> All(ListCustomersInput input) {
    std::vector<std::string> names;
    do {
      const auto page = List(input);
      if (!page.ok()) return {page.status().ToString()};
      EXPECT_LE(page->customers.size(), static_cast<size_t>(input.page_size));
      for (const auto& recorded : page->customers) names.push_back(recorded.customer.display_name);
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return names;
  }

  DirectoryWorld world_;
};

TEST_F(ListCustomersTest, PagesComeInOrderOfDisplayNames) {
  for (const char* name : {"delta", "Alpha", "charlie", "Bravo", "Echo"}) Add(name);
  EXPECT_EQ(All({.page_size = 2}),
            (std::vector<std::string>{"Alpha", "Bravo", "charlie", "delta", "Echo"}));
}

TEST_F(ListCustomersTest, PrefixFindsNamesAndAliasesInAnyCase) {
  Add("M\u00fcller");
  Add("Zenith", {"mu\u0308ller alt"});
  Add("Mueller");
  EXPECT_EQ(All({.prefix = "M\u00dcL", .page_size = 1}),
            (std::vector<std::string>{"M\u00fcller", "Zenith"}));
}

TEST_F(ListCustomersTest, CustomerThatMatchesTwiceIsListedOnce) {
  Add("Acme", {"Acme AG", "Acme SE"});
  EXPECT_EQ(All({.prefix = "acme", .page_size = 5}), std::vector<std::string>{"Acme"});
}

TEST_F(ListCustomersTest, TokenOfAnotherFilterIsRefused) {
  for (const char* name : {"Alpha", "Alto"}) Add(name);
  const auto page = List({.prefix = "al", .page_size = 1});
  ASSERT_TRUE(page.ok());
  ASSERT_FALSE(page->next_page_token.empty());
  const auto other = List({.prefix = "a", .page_size = 1, .page_token = page->next_page_token});
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::directory
