// SPDX-License-Identifier: Apache-2.0
// The queue as lists show it now and as facts tell it of any moment, and whose it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "services/base/status_macros.h"
#include "services/review/list_reviews.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using storage::RequestRepository;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReviewWorld;
using testing::World;

class QueueAsOfTest : public ::testing::Test {
 protected:
  struct Seen {
    int64_t position;
    absl::Time time;
    int waiting;
    int overdue;
  };

  // Notes how the queue is now.
  void Look() {
    world_.clock().Advance(absl::Hours(26));
    const absl::Time now = world_.clock().Now();
    ASSERT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                      const storage::QueueFilter filter{"products/atlas", "", now, false, ""};
                      ZUSAGE_ASSIGN_OR_RETURN(const RequestRepository::QueueSize size,
                                              RequestRepository::CountQueue(tx, filter, 1000));
                      seen_.push_back({world_.store().store().head().position, now, size.waiting,
                                       size.overdue});
                      return absl::OkStatus();
                    })
                    .ok());
  }
  storage::RequestView Read(const storage::RequestView& view) {
    return *world_.Load(view.request.name);
  }
  std::vector<std::string> QueueOf(const std::string& owner) {
    absl::StatusOr<ReviewPage> page;
    const absl::Status read = world_.store().Read([&](storage::ReadTransaction& tx) {
      page = ListReviews(tx, World::Lena(), {.parent = "products/-", .owner = owner},
                         world_.clock().Now());
      return page.status();
    });
    EXPECT_TRUE(read.ok()) << read;
    EXPECT_EQ(page->total_size, static_cast<int>(page->reviews.size()));
    std::vector<std::string> names;
    for (const storage::RequestView& view : page->reviews) names.push_back(view.request.name);
    return names;
  }

  ReviewWorld world_;
  std::vector<Seen> seen_;
};

TEST_F(QueueAsOfTest, FactsTellOfEveryMomentWhatTheListsShowed) {
  const storage::RequestView a = world_.RequestOf("A");
  Look();
  const storage::RequestView b = world_.RequestOf("B");
  const storage::RequestView c = world_.RequestOf("C");
  Look();
  ASSERT_TRUE(world_.Merge(Read(a), b).ok());
  Look();
  ASSERT_TRUE(world_.Withdraw(Read(c)).ok());
  Look();
  ASSERT_TRUE(world_.Ask(Read(b)).ok());
  Look();
  ASSERT_TRUE(world_.Reopen(Read(a)).ok());
  Look();
  ASSERT_TRUE(world_.Decide(World::Decision(Read(b), Outcome::kDeclined), World::Petra()).ok());
  Look();
  ASSERT_TRUE(world_.Reopen(Read(c)).ok());
  ASSERT_TRUE(world_.Assign(Read(c), "principals/paula").ok());
  Look();
  ASSERT_TRUE(world_.Reopen(Read(b)).ok());
  Look();
  ASSERT_TRUE(world_.Decide(World::Decision(Read(a), Outcome::kDeferred), World::Petra()).ok());
  Look();
  EXPECT_TRUE(std::ranges::any_of(seen_, [](const Seen& one) { return one.overdue > 0; }));
  for (const Seen& one : seen_) {
    ASSERT_TRUE(world_.store()
                    .Read([&](storage::ReadTransaction& tx) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const RequestRepository::QueueSize size,
                                              RequestRepository::CountQueueAsOf(
                                                  tx, "products/atlas", one.position, one.time));
                      EXPECT_EQ(size.waiting, one.waiting) << one.position;
                      EXPECT_EQ(size.overdue, one.overdue) << one.position;
                      return absl::OkStatus();
                    })
                    .ok());
  }
}

TEST_F(QueueAsOfTest, SubstitutesSeeWhatTheyDecideToday) {
  const std::string petras = world_.RequestOf("A").request.name;
  const std::string paulas_own = world_.RequestOf("B", World::Paula()).request.name;
  EXPECT_THAT(QueueOf("principals/paula"), IsEmpty());
  ASSERT_TRUE(world_.Substitute("petra", "paula", 0, 2).ok());
  EXPECT_THAT(QueueOf("principals/paula"), ElementsAre(petras)) << "not what she handed in";
  EXPECT_THAT(QueueOf("principals/petra"), ElementsAre(petras, paulas_own));
  world_.clock().Advance(absl::Hours(24 * 3));
  EXPECT_THAT(QueueOf("principals/paula"), IsEmpty());
}

TEST_F(QueueAsOfTest, QueueShowsWhatAnOwnerWhoLeftHas) {
  const std::string name = world_.RequestOf("A").request.name;
  ASSERT_TRUE(
      world_.Record("petra", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  EXPECT_THAT(QueueOf(""), ElementsAre(name));
  EXPECT_THAT(QueueOf("principals/petra"), ElementsAre(name));
}

}  // namespace
}  // namespace zusage::review
