// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_approvals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReviewWorld;
using testing::World;

class ListApprovalsTest : public ::testing::Test {
 protected:
  std::vector<std::string> List(const ListApprovalsInput& input,
                                const directory::Caller& caller = World::Sofia()) {
    absl::StatusOr<ApprovalPage> page;
    const absl::Status read = world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListApprovals(tx, caller, input, world_.clock().Now());
      return page.status();
    });
    EXPECT_TRUE(read.ok()) << read;
    next_ = page->next_page_token;
    std::vector<std::string> names;
    for (const GivenApproval& given : page->approvals) {
      names.push_back(given.view.history.decisions[given.decision].approval->name);
    }
    return names;
  }
  std::string Approve(const std::string& customer) {
    world_.clock().Advance(absl::Seconds(1));
    return world_.Approved(world_.RequestOf(customer)).history.decisions[0].approval->name;
  }

  ReviewWorld world_;
  std::string next_;
};

TEST_F(ListApprovalsTest, NewestComeFirstPageByPage) {
  const std::string a = Approve("A");
  const std::string b = Approve("B");
  const std::string c = Approve("C");
  EXPECT_THAT(List({.parent = "products/-", .page_size = 2}), ElementsAre(c, b));
  EXPECT_THAT(List({.parent = "products/-", .page_size = 2, .page_token = next_}), ElementsAre(a));
  EXPECT_EQ(next_, "");
}

TEST_F(ListApprovalsTest, OnlyThoseOfAStateAndOfVisibleProducts) {
  const std::string a = Approve("A");
  const std::string b = Approve("B");
  storage::RequestView read;
  ASSERT_TRUE(world_.store()
                  .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                    ZUSAGE_ASSIGN_OR_RETURN(const GivenApproval given, GetApproval(tx, a));
                    read = given.view;
                    return absl::OkStatus();
                  })
                  .ok());
  const auto reopened = world_.Reopen(read);
  ASSERT_TRUE(world_.Decide(World::Decision(*reopened, Outcome::kDeclined), World::Petra()).ok());
  EXPECT_THAT(List({.parent = "products/atlas", .state = ApprovalState::kInForce}), ElementsAre(b));
  EXPECT_THAT(List({.parent = "products/atlas", .state = ApprovalState::kSuperseded}),
              ElementsAre(a));
  EXPECT_THAT(List({.parent = "products/-"}, {.principal = "principals/x"}), IsEmpty());
}

}  // namespace
}  // namespace zusage::review
