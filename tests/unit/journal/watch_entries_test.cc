// SPDX-License-Identifier: Apache-2.0
#include "services/journal/watch_entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/journal/journal_world.h"

namespace zusage::journal {
namespace {

using ::testing::ElementsAre;

class WatchEntriesTest : public JournalWorld {
 protected:
  Page Watch(const WatchEntriesQuery& query) {
    return WatchEntries(world_.store(), entries_, auditor_, query).value();
  }
};

TEST_F(WatchEntriesTest, FollowingThePositionMeetsEveryEntryOnce) {
  TellAbout("stories/1", static_cast<int>(kWatchedAtOnce) + 2);
  const Page first = Watch({});
  EXPECT_EQ(first.entries.size(), static_cast<size_t>(kWatchedAtOnce));
  EXPECT_EQ(first.position, kWatchedAtOnce);
  const Page second = Watch({.after_position = first.position, .operations = {}});
  EXPECT_THAT(Positions(second), ElementsAre(kWatchedAtOnce + 1, kWatchedAtOnce + 2));
  EXPECT_EQ(second.position, second.head_position);
  TellAbout("stories/2");
  EXPECT_THAT(Positions(Watch({.after_position = second.position, .operations = {}})),
              ElementsAre(kWatchedAtOnce + 3));
}

TEST_F(WatchEntriesTest, NothingNewIsAnEmptyBatchAtTheSamePosition) {
  TellAbout("stories/1");
  const Page page = Watch({.after_position = 1, .operations = {}});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.position, 1);
}

TEST_F(WatchEntriesTest, OtherOperationsArePassedOver) {
  TellAbout("stories/1", 3);
  const Page page = Watch({.after_position = 0, .operations = {"DecideChangeRequest"}});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.position, 3);
  EXPECT_EQ(Watch({.after_position = 0, .operations = {"TellStory"}}).entries.size(), 3u);
}

}  // namespace
}  // namespace zusage::journal
