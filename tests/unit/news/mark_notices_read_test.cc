// SPDX-License-Identifier: Apache-2.0
#include "services/news/mark_notices_read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/news/news_world.h"

namespace zusage::news {
namespace {

using testing::NewsWorld;

class MarkNoticesReadTest : public ::testing::Test {
 protected:
  // Sofia gets a notice of it.
  void Decline() {
    world_.Decide(world_.Request(), review::Outcome::kDeclined);
    world_.clock().Advance(absl::Seconds(1));
    world_.News();
  }

  NewsWorld world_;
};

TEST_F(MarkNoticesReadTest, ReadOnesKeepTheirTime) {
  Decline();
  Decline();
  const std::vector<Notice> notices = world_.ListNotices(NewsWorld::Sofia()).notices;
  EXPECT_EQ(*world_.MarkRead(NewsWorld::Sofia(), {.names = {notices[1].name}}), 1);
  const absl::Time read = world_.now();
  world_.clock().Advance(absl::Hours(1));
  EXPECT_EQ(*world_.MarkRead(NewsWorld::Sofia(), {.up_to = notices[0].name}), 1);
  const std::vector<Notice> after = world_.ListNotices(NewsWorld::Sofia()).notices;
  EXPECT_EQ(after[1].read_time, read);
  EXPECT_EQ(after[0].read_time, world_.now());
  EXPECT_EQ(world_.ListNotices(NewsWorld::Sofia()).unread_count, 0);
}

TEST_F(MarkNoticesReadTest, UpToLeavesNewerOnes) {
  Decline();
  Decline();
  Decline();
  const std::vector<Notice> notices = world_.ListNotices(NewsWorld::Sofia()).notices;
  EXPECT_EQ(*world_.MarkRead(NewsWorld::Sofia(), {.up_to = notices[1].name}), 2);
  EXPECT_EQ(world_.ListNotices(NewsWorld::Sofia()).unread_count, 1);
}

TEST_F(MarkNoticesReadTest, OnlyOnesOwnAreMarked) {
  Decline();
  const std::string name = world_.ListNotices(NewsWorld::Sofia()).notices[0].name;
  const std::string svens = "principals/sven" + name.substr(name.find("/notices/"));
  for (const std::string& other : {name, svens, std::string("principals/sven/notices/01J")}) {
    EXPECT_EQ(ReasonOf(world_.MarkRead(NewsWorld::Sven(), {.names = {other}}).status()),
              "NOT_FOUND");
    EXPECT_EQ(ReasonOf(world_.MarkRead(NewsWorld::Sven(), {.up_to = other}).status()), "NOT_FOUND");
  }
  EXPECT_EQ(ReasonOf(world_.MarkRead(NewsWorld::Sofia(), {.names = {name, svens}}).status()),
            "NOT_FOUND");
  EXPECT_EQ(world_.ListNotices(NewsWorld::Sofia()).unread_count, 1) << "all or none";
  EXPECT_EQ(ReasonOf(world_.MarkRead(NewsWorld::Sofia(), {}).status()), "NO_NOTICES");
}

}  // namespace
}  // namespace zusage::news
