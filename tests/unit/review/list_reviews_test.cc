// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_reviews.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "tests/support/world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::World;

class ListReviewsTest : public ::testing::Test {
 protected:
  absl::StatusOr<ReviewPage> List(const ListReviewsInput& input,
                                  const directory::Caller& caller = World::Petra()) {
    absl::StatusOr<ReviewPage> page;
    ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListReviews(tx, caller, input, world_.clock().Now());
      return page.status();
    }));
    return page;
  }

  std::string Submit(const std::string& title, int pain) {
    intake::Draft draft = World::SampleDraft();
    draft.title = title;
    draft.evidence.pain = pain;
    return world_.Submit(draft)->view.request.name;
  }

  static std::vector<std::string> Titles(const ReviewPage& page) {
    std::vector<std::string> titles;
    for (const auto& view : page.reviews) titles.push_back(view.request.title);
    return titles;
  }

  World world_;
};

TEST_F(ListReviewsTest, EmptyQueueIsAnEmptyPage) {
  const auto page = List({.parent = "products/-"});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(page->reviews, IsEmpty());
  EXPECT_EQ(page->total_size, 0);
  EXPECT_EQ(page->next_page_token, "");
}

TEST_F(ListReviewsTest, MorePressingOnesComeFirst) {
  Submit("nuisance", 1);
  Submit("cannot work", 5);
  Submit("hurts", 3);
  EXPECT_THAT(Titles(*List({.parent = "products/atlas"})),
              ElementsAre("cannot work", "hurts", "nuisance"));
}

TEST_F(ListReviewsTest, OverdueOnesComeBeforePressingOnes) {
  Submit("old nuisance", 1);
  world_.clock().Advance(absl::Hours(24 * 7));
  Submit("new and pressing", 5);
  const auto page = List({.parent = "products/atlas"});
  EXPECT_THAT(Titles(*page), ElementsAre("old nuisance", "new and pressing"));
  EXPECT_THAT(Titles(*List({.parent = "products/atlas", .overdue_only = true})),
              ElementsAre("old nuisance"));
  EXPECT_EQ(List({.parent = "products/atlas", .overdue_only = true})->total_size, 1);
}

TEST_F(ListReviewsTest, PagesTogetherAreTheWholeInOrder) {
  for (int i = 0; i < 3; ++i) Submit("old", 1 + i);
  world_.clock().Advance(absl::Hours(24 * 7));
  for (int i = 0; i < 4; ++i) Submit("new", 1 + i);
  const std::vector<std::string> whole = Titles(*List({.parent = "products/atlas"}));
  std::vector<std::string> pieced;
  ListReviewsInput input{.parent = "products/atlas", .page_size = 2};
  do {
    const auto page = List(input);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_EQ(page->total_size, 7);
    for (const std::string& title : Titles(*page)) pieced.push_back(title);
    input.page_token = page->next_page_token;
  } while (!input.page_token.empty());
  EXPECT_EQ(pieced, whole);
}

TEST_F(ListReviewsTest, DecidedOnesAreGone) {
  const storage::RequestView request = world_.Request();
  ASSERT_TRUE(world_.Decide(World::Decision(request, Outcome::kDeclined), World::Petra()).ok());
  EXPECT_THAT(List({.parent = "products/atlas"})->reviews, IsEmpty());
}

TEST_F(ListReviewsTest, OwnerFilterShowsTheirOwnOnly) {
  Submit("for petra", 1);
  EXPECT_EQ(List({.parent = "products/atlas", .owner = "principals/petra"})->total_size, 1);
  EXPECT_EQ(List({.parent = "products/atlas", .owner = "principals/paula"})->total_size, 0);
}

TEST_F(ListReviewsTest, WildcardShowsTheCallersProductsOnly) {
  Submit("here", 1);
  directory::Caller elsewhere = World::Petra();
  elsewhere.grants = {{directory::Role::kProductManager, "products/other"}};
  EXPECT_THAT(List({.parent = "products/-"}, elsewhere)->reviews, IsEmpty());
  elsewhere.grants = {{directory::Role::kLeader, "products/-"}};
  EXPECT_THAT(Titles(*List({.parent = "products/-"}, elsewhere)), ElementsAre("here"));
}

TEST_F(ListReviewsTest, TokenOfAnotherQueryIsRefused) {
  Submit("one", 1);
  Submit("two", 1);
  const auto page = List({.parent = "products/atlas", .page_size = 1});
  const auto other =
      List({.parent = "products/-", .page_size = 1, .page_token = page->next_page_token});
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
  EXPECT_EQ(ReasonOf(List({.parent = "products/-", .page_token = "!"}).status()),
            "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::review
