// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_promises.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class ListPromisesTest : public ::testing::Test {
 protected:
  // Records a promise made so many hours ago; returns its name.
  std::string MadeAgo(int hours, const char* customer = testing::kAcme) {
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.customer = customer;
    if (input.customer != testing::kAcme) input.deal.clear();
    input.made_time = world_.now() - absl::Hours(hours);
    input.source = "call";
    return world_.Record(input).promise.name;
  }
  std::vector<std::string> Names(const ListPromisesInput& input) {
    const absl::StatusOr<PromisePage> page = world_.List(input);
    std::vector<std::string> names;
    for (const JudgedPromise& judged : page->promises) names.push_back(judged.promise.name);
    return names;
  }

  PromiseWorld world_;
  const ListPromisesInput all_{.parent = testing::kProduct};
};

TEST_F(ListPromisesTest, ThoseMadeLastComeFirst) {
  const std::string middle = MadeAgo(2);
  const std::string oldest = MadeAgo(3);
  const std::string newest = MadeAgo(1);
  EXPECT_EQ(Names(all_), (std::vector{newest, middle, oldest}));
}

TEST_F(ListPromisesTest, PagesAreContinuedWithoutGapsOrRepeats) {
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) expected.insert(expected.begin(), MadeAgo(7));  // the same moment
  ListPromisesInput input = all_;
  input.page_size = 2;
  std::vector<std::string> seen;
  int pages = 0;
  do {
    const absl::StatusOr<PromisePage> page = world_.List(input);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const JudgedPromise& judged : page->promises) seen.push_back(judged.promise.name);
    input.page_token = page->next_page_token;
    ++pages;
  } while (!input.page_token.empty());
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen, expected);
}

TEST_F(ListPromisesTest, TokenOfAnotherFilterIsRefused) {
  MadeAgo(1), MadeAgo(2);
  ListPromisesInput input = all_;
  input.page_size = 1;
  input.page_token = world_.List(input)->next_page_token;
  ASSERT_FALSE(input.page_token.empty());
  input.selection.customer = testing::kAcme;
  EXPECT_EQ(ReasonOf(world_.List(input).status()), "INVALID_PAGE_TOKEN");
}

TEST_F(ListPromisesTest, FiltersByCustomerPromiserAndDay) {
  const std::string acme = MadeAgo(1);
  const std::string bolt = MadeAgo(2, testing::kBolt);
  const std::string yesterday = MadeAgo(24);
  ListPromisesInput input = all_;
  input.selection.customer = testing::kBolt;
  EXPECT_EQ(Names(input), std::vector{bolt});
  input.selection.promised_by = "principals/emil";
  EXPECT_TRUE(Names(input).empty());
  input.selection.customer.clear();
  input.selection.promised_by = "principals/sofia";
  input.selection.made_from = Date(2026, 1, 15);
  EXPECT_EQ(Names(input), (std::vector{acme, bolt}));
  input.selection.made_from.reset();
  input.selection.made_until = Date(2026, 1, 14);
  EXPECT_EQ(Names(input), std::vector{yesterday});
}

TEST_F(ListPromisesTest, OnlyTheCallersProductsAreListed) {
  MadeAgo(1);
  const directory::Caller stranger{.principal = "principals/x",
                                   .grants = {{directory::Role::kSales, "products/other"}}};
  const absl::StatusOr<PromisePage> page = world_.List({.parent = "products/-"}, stranger);
  ASSERT_TRUE(page.ok());
  EXPECT_TRUE(page->promises.empty());
  EXPECT_EQ(world_.List({.parent = "products/-"})->promises.size(), 1u);
}

}  // namespace
}  // namespace zusage::commitments
