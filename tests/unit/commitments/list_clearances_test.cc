// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_clearances.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class ListClearancesTest : public ::testing::Test {
 protected:
  std::string Issue(const directory::Caller& caller = PromiseWorld::Sofia()) {
    return world_
        .Issue({.product = testing::kProduct,
                .customer = testing::kAcme,
                .item = testing::kCapability},
               caller)
        ->clearance.name;
  }
  std::vector<std::string> Names(ListClearancesInput input) {
    std::vector<std::string> names;
    do {
      const absl::StatusOr<ClearancePage> page = world_.Clearances(input);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (const ClearanceView& view : page->clearances) names.push_back(view.clearance.name);
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return names;
  }

  PromiseWorld world_;
};

TEST_F(ListClearancesTest, NewestComeFirstPageByPage) {
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) expected.insert(expected.begin(), Issue());
  EXPECT_EQ(Names({.parent = testing::kProduct, .page_size = 2}), expected);
  EXPECT_EQ(Names({.parent = "products/-"}), expected);
}

TEST_F(ListClearancesTest, ThoseOfOnePersonOnly) {
  Issue();
  const std::string mine = Issue(PromiseWorld::Emil());
  EXPECT_EQ(Names({.parent = testing::kProduct, .issued_to = "principals/emil"}),
            std::vector{mine});
}

TEST_F(ListClearancesTest, TokenOfAnotherQueryIsRefused) {
  Issue();
  Issue();
  ListClearancesInput input{.parent = testing::kProduct, .page_size = 1};
  input.page_token = world_.Clearances(input)->next_page_token;
  input.issued_to = "principals/emil";
  EXPECT_EQ(ReasonOf(world_.Clearances(input).status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::commitments
