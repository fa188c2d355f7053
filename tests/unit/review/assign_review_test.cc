// SPDX-License-Identifier: Apache-2.0
#include "services/review/assign_review.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

class AssignReviewTest : public ::testing::Test {
 protected:
  std::string DecideAs(const storage::RequestView& view, const directory::Caller& caller) {
    const auto decided = world_.Decide(World::Decision(view, Outcome::kDeclined), caller);
    return decided.ok() ? "OK" : std::string(ReasonOf(decided.status()));
  }

  ReviewWorld world_;
  storage::RequestView request_ = world_.RequestOf("Contoso");
};

TEST_F(AssignReviewTest, NewOwnerDecidesAndTheOldOneNoMore) {
  const auto assigned = world_.Assign(request_, "principals/paula");
  ASSERT_TRUE(assigned.ok()) << assigned.status();
  EXPECT_EQ(assigned->routing.owner, "principals/paula");
  EXPECT_EQ(assigned->head.owner, "principals/paula");
  EXPECT_EQ(assigned->routing.cause, intake::RoutingCause::kAssigned);
  EXPECT_EQ(assigned->routing.assigned_by, "principals/petra");
  EXPECT_EQ(assigned->routing.note, "You know it.");
  EXPECT_EQ(assigned->routing.due_time, request_.routing.due_time);
  EXPECT_GT(assigned->head.head, request_.head.head);
  EXPECT_EQ(DecideAs(*assigned, World::Petra()), "NOT_YOUR_REVIEW");
  EXPECT_EQ(DecideAs(*assigned, World::Paula()), "OK");
}

TEST_F(AssignReviewTest, AnyProductManagerTakesItThemselves) {
  const auto assigned = world_.Assign(request_, "principals/paula", World::Paula());
  ASSERT_TRUE(assigned.ok()) << assigned.status();
  EXPECT_EQ(assigned->routing.owner, "principals/paula");
}

TEST_F(AssignReviewTest, SubmitterDoesNotGetIt) {
  EXPECT_EQ(ReasonOf(world_.Assign(request_, "principals/sofia").status()), "OWNER_SUBMITTED");
}

TEST_F(AssignReviewTest, WhoeverManagesAnotherProductOrLeftOrIsUnknownDoesNotGetIt) {
  using directory::Role;
  ASSERT_TRUE(world_.Record("bert", {{Role::kProductManager, "products/borealis"}}).ok());
  ASSERT_TRUE(world_.Record("pia", {{Role::kProductManager, "products/atlas"}}, false).ok());
  for (const char* owner : {"principals/bert", "principals/pia", "principals/nobody"}) {
    EXPECT_EQ(ReasonOf(world_.Assign(request_, owner).status()), "NOT_A_PRODUCT_MANAGER") << owner;
  }
}

TEST_F(AssignReviewTest, ItIsTakenFromWhoLeft) {
  ASSERT_TRUE(
      world_.Record("petra", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  const auto read = world_.Load(request_.request.name);
  EXPECT_EQ(read->routing.owner, "principals/petra");
  const auto assigned = world_.Assign(*read, "principals/paula", World::Paula());
  ASSERT_TRUE(assigned.ok()) << assigned.status();
  EXPECT_EQ(DecideAs(*assigned, World::Paula()), "OK");
}

TEST_F(AssignReviewTest, UnknownRequestIsNotFoundAndAStaleEtagAborts) {
  storage::RequestView other = request_;
  other.request.name += "X";
  EXPECT_TRUE(absl::IsNotFound(world_.Assign(other, "principals/paula").status()));
  absl::Status stale = world_.store().Write([&](storage::Unit& unit) {
    return AssignReview(unit, World::Petra(),
                        {.name = request_.request.name,
                         .owner = "principals/paula",
                         .note = "",
                         .etag = "other"})
        .status();
  });
  EXPECT_EQ(ReasonOf(stale), "ETAG_STALE");
}

TEST_F(AssignReviewTest, OfTwoWhoDecideAtOnceOneComesTooLate) {
  const auto first = World::Decision(request_, Outcome::kApproved);
  ASSERT_TRUE(world_.Decide(first, World::Petra()).ok());
  EXPECT_EQ(ReasonOf(world_.Decide(first, World::Petra()).status()), "ETAG_STALE");
  EXPECT_EQ(ReasonOf(world_.Decide(first, World::Paula()).status()), "NOT_YOUR_REVIEW");
}

}  // namespace
}  // namespace zusage::review
