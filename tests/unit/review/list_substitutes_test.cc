// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_substitutes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using testing::ReviewWorld;

class ListSubstitutesTest : public ::testing::Test {
 protected:
  absl::StatusOr<SubstitutePage> List(const ListSubstitutesInput& input) {
    absl::StatusOr<SubstitutePage> page;
    ZUSAGE_RETURN_IF_ERROR(world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListSubstitutes(tx, input, world_.clock().Now());
      return page.status();
    }));
    return page;
  }
  static std::vector<std::string> Names(const SubstitutePage& page) {
    std::vector<std::string> names;
    for (const Substitute& one : page.substitutes) names.push_back(one.name);
    return names;
  }

  ReviewWorld world_;
};

TEST_F(ListSubstitutesTest, PagesHoldEverythingOnceAndWhatIsOverIsLeftOut) {
  const std::string first = world_.Substitute("petra", "paula", 0, 1)->name;
  const std::string second = world_.Substitute("pia", "paula", 0, 30)->name;
  const std::string third = world_.Substitute("petra", "pia", 5, 30)->name;
  const auto page = List({.page_size = 2});
  ASSERT_TRUE(page.ok()) << page.status();
  EXPECT_THAT(Names(*page), ElementsAre(third, second));
  const auto rest = List({.page_size = 2, .page_token = page->next_page_token});
  EXPECT_THAT(Names(*rest), ElementsAre(first));
  EXPECT_EQ(rest->next_page_token, "");
  world_.clock().Advance(absl::Hours(24 * 4));
  EXPECT_THAT(Names(*List({})), ElementsAre(third, second));
  EXPECT_THAT(Names(*List({.principal = "principals/petra"})), ElementsAre(third));
  ASSERT_TRUE(world_.End(second).ok());
  EXPECT_THAT(Names(*List({})), ElementsAre(third));
  EXPECT_EQ(ReasonOf(List({.page_token = "x"}).status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::review
