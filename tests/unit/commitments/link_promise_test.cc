// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/link_promise.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class LinkPromiseTest : public ::testing::Test {
 protected:
  LinkPromiseTest() : request_(world_.Request()), item_(PromiseWorld::ItemOf(request_)) {
    world_.Approve(request_);
    world_.clock().Advance(absl::Hours(1));
    name_ = world_.Record(PromiseWorld::ToAcme("")).promise.name;
    world_.clock().Advance(absl::Hours(1));
  }
  absl::StatusOr<JudgedPromise> Link(const std::string& item, const std::string& line = "1") {
    return world_.Link({.name = name_, .etag = world_.EtagFor(name_), .line = line, .item = item});
  }

  PromiseWorld world_;
  const std::string request_;
  const std::string item_;
  std::string name_;
};

TEST_F(LinkPromiseTest, LinkCorrectsTheRecordAsOfThen) {
  EXPECT_EQ(world_.Get(name_).when_made, Standing::kUnrequested);
  const absl::StatusOr<JudgedPromise> linked = Link(item_);
  ASSERT_TRUE(linked.ok()) << linked.status();
  EXPECT_EQ(linked->when_made, Standing::kCovered);
  EXPECT_EQ(linked->now, Standing::kCovered);
  EXPECT_EQ(world_.Get(name_).when_made, Standing::kCovered);
}

TEST_F(LinkPromiseTest, RequestThatCameLaterWasUnrequestedWhenMade) {
  const std::string later = world_.Request();
  const absl::StatusOr<JudgedPromise> linked = Link(PromiseWorld::ItemOf(later));
  EXPECT_EQ(linked->when_made, Standing::kUnrequested);
  EXPECT_EQ(linked->now, Standing::kPending);
}

TEST_F(LinkPromiseTest, ViewsOfEarlierMomentsDoNotKnowTheLink) {
  const absl::Time before = world_.now();
  world_.clock().Advance(absl::Hours(1));
  ASSERT_TRUE(Link(item_).ok());
  const JudgedPromise earlier = world_.Get(name_, before);
  EXPECT_EQ(earlier.when_made, Standing::kUnrequested);
  EXPECT_EQ(earlier.promise.ItemOf(earlier.promise.lines[0]), "");
}

TEST_F(LinkPromiseTest, LaterLinkReplacesAndEmptyTakesBack) {
  ASSERT_TRUE(Link(item_).ok());
  EXPECT_EQ(Link(testing::kRoadmapItem)->lines[0].now.basis, testing::kRoadmapItem);
  EXPECT_EQ(Link("")->now, Standing::kUnrequested);
}

TEST_F(LinkPromiseTest, StaleEtagIsAborted) {
  const std::string etag = world_.EtagFor(name_);
  ASSERT_TRUE(Link(item_).ok());
  const auto again =
      world_.Link({.name = name_, .etag = etag, .line = "1", .item = testing::kCapability});
  EXPECT_EQ(again.status().code(), absl::StatusCode::kAborted);
  EXPECT_EQ(ReasonOf(again.status()), "ETAG_STALE");
}

TEST_F(LinkPromiseTest, RetractedPromiseIsOver) {
  ASSERT_TRUE(world_.Retract({.name = name_, .etag = world_.EtagFor(name_), .reason = "No"}).ok());
  EXPECT_EQ(ReasonOf(Link(item_).status()), "PROMISE_OVER");
}

TEST_F(LinkPromiseTest, UnknownPromiseLineAndItemAreNotFound) {
  EXPECT_EQ(ReasonOf(Link(item_, "2").status()), "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Link(PromiseWorld::ItemOf(request_, 9)).status()), "NOT_FOUND");
  EXPECT_EQ(ReasonOf(Link("products/atlas/elements/G1").status()), "NOT_AN_ITEM");
  const auto none = world_.Link({.name = "products/atlas/promises/none", .etag = "x"});
  EXPECT_EQ(none.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::commitments
