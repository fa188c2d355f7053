// SPDX-License-Identifier: Apache-2.0
#include "services/intake/list_change_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "storage/customer_repository.h"
#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::World;

class ListChangeRequestsTest : public ::testing::Test {
 protected:
  absl::StatusOr<ChangeRequestPage> List(const ListChangeRequestsInput& input,
                                         const directory::Caller& caller = World::Sofia()) {
    absl::StatusOr<ChangeRequestPage> page;
    ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListChangeRequests(tx, caller, input);
      return page.status();
    }));
    return page;
  }

  storage::RequestView Submit(const std::string& title, const std::string& customer = "Contoso") {
    Draft draft = World::SampleDraft();
    draft.title = title;
    draft.customer.display_name = customer;
    return world_.Submit(draft)->view;
  }

  static std::vector<std::string> Titles(const ChangeRequestPage& page) {
    std::vector<std::string> titles;
    for (const auto& view : page.change_requests) titles.push_back(view.request.title);
    return titles;
  }

  World world_;
};

TEST_F(ListChangeRequestsTest, NewestComesFirst) {
  Submit("one");
  Submit("two");
  EXPECT_THAT(Titles(*List({.parent = "products/atlas"})), ElementsAre("two", "one"));
}

TEST_F(ListChangeRequestsTest, CustomerMeansEverybodyWhoCountsAsThem) {
  const std::string known = Submit("one").request.customer;
  const std::string double_of_it = Submit("two", "Contoso GmbH").request.customer;
  Submit("three", "Fabrikam");
  ASSERT_TRUE(world_.store()
                  .Write([&](storage::Unit& unit) {
                    unit.Describe("MergeCustomers", {"principals/petra", ""});
                    return storage::CustomerRepository::Merge(unit,
                                                              {.customer = double_of_it,
                                                               .target = known,
                                                               .reason = "The same.",
                                                               .merged_by = "principals/petra"});
                  })
                  .ok());
  for (const std::string& customer : {known, double_of_it}) {
    EXPECT_THAT(Titles(*List({.parent = "products/atlas", .customer = customer})),
                ElementsAre("two", "one"));
  }
}

TEST_F(ListChangeRequestsTest, FiltersCombine) {
  const storage::RequestView declined = Submit("declined");
  ASSERT_TRUE(
      world_.Decide(World::Decision(declined, review::Outcome::kDeclined), World::Petra()).ok());
  const storage::RequestView open = Submit("open", "Fabrikam");
  const std::string contoso = declined.request.customer;
  EXPECT_THAT(Titles(*List({.parent = "products/-", .states = {State::kDecided}})),
              ElementsAre("declined"));
  EXPECT_THAT(Titles(*List({.parent = "products/-", .customer = contoso})),
              ElementsAre("declined"));
  EXPECT_THAT(List({.parent = "products/-", .states = {State::kSubmitted}, .customer = contoso})
                  ->change_requests,
              IsEmpty());
  EXPECT_THAT(Titles(*List({.parent = "products/-", .outcome = review::Outcome::kDeclined})),
              ElementsAre("declined"));
  EXPECT_THAT(Titles(*List({.parent = "products/atlas", .submitter = "principals/sofia"})),
              ElementsAre("open", "declined"));
  EXPECT_THAT(List({.parent = "products/atlas", .submitter = "principals/petra"})->change_requests,
              IsEmpty());
}

TEST_F(ListChangeRequestsTest, PagesTogetherAreTheWhole) {
  for (const char* title : {"1", "2", "3", "4", "5"}) Submit(title);
  std::vector<std::string> pieced;
  ListChangeRequestsInput input{.parent = "products/atlas", .page_size = 2};
  do {
    const auto page = List(input);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const std::string& title : Titles(*page)) pieced.push_back(title);
    input.page_token = page->next_page_token;
  } while (!input.page_token.empty());
  EXPECT_THAT(pieced, ElementsAre("5", "4", "3", "2", "1"));
}

TEST_F(ListChangeRequestsTest, CallerOfAnotherProductSeesNothingUnderTheWildcard) {
  Submit("secret");
  directory::Caller elsewhere = World::Sofia();
  elsewhere.grants = {{directory::Role::kSales, "products/other"}};
  EXPECT_THAT(List({.parent = "products/-"}, elsewhere)->change_requests, IsEmpty());
}

TEST_F(ListChangeRequestsTest, TokenOfAnotherFilterIsRefused) {
  Submit("one");
  Submit("two");
  const auto page = List({.parent = "products/atlas", .page_size = 1});
  EXPECT_EQ(ReasonOf(List({.parent = "products/atlas",
                           .states = {State::kDecided},
                           .page_token = page->next_page_token})
                         .status()),
            "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::intake
