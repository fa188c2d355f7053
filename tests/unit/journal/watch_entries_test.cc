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
  const Page second = Watch({.after_position = first.position, .operations = {}, .tables = {}});
  EXPECT_THAT(Positions(second), ElementsAre(kWatchedAtOnce + 1, kWatchedAtOnce + 2));
  EXPECT_EQ(second.position, second.head_position);
  TellAbout("stories/2");
  EXPECT_THAT(Positions(Watch({.after_position = second.position, .operations = {}, .tables = {}})),
              ElementsAre(kWatchedAtOnce + 3));
}

TEST_F(WatchEntriesTest, NothingNewIsAnEmptyBatchAtTheSamePosition) {
  TellAbout("stories/1");
  const Page page = Watch({.after_position = 1, .operations = {}, .tables = {}});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.position, 1);
}

TEST_F(WatchEntriesTest, OtherOperationsArePassedOver) {
  TellAbout("stories/1", 3);
  const Page page =
      Watch({.after_position = 0, .operations = {"DecideChangeRequest"}, .tables = {}});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.position, 3);
  EXPECT_EQ(Watch({.after_position = 0, .operations = {"TellStory"}, .tables = {}}).entries.size(),
            3u);
}

TEST_F(WatchEntriesTest, EntriesWithoutFactsOfTheTablesArePassedOver) {
  TellAbout("stories/1", 3);
  const Page page = Watch({.after_position = 1, .operations = {}, .tables = {"decisions"}});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.after_position, 1);
  EXPECT_EQ(page.position, 3);
}

TEST_F(WatchEntriesTest, EntriesWithFactsOfTheTablesAloneComeAsTheyAre) {
  TellAbout("stories/1", 3);
  const Page all = Watch({});
  const Page page =
      Watch({.after_position = 0, .operations = {}, .tables = {"decisions", "stories"}});
  EXPECT_EQ(page.entries, all.entries);
}

TEST_F(WatchEntriesTest, WhoMayNotSeePrivatePartsIsToldSoWhateverTheTables) {
  TellAbout("stories/1");
  const Page page = WatchEntries(world_.store(), entries_, integration_,
                                 {.after_position = 0, .operations = {}, .tables = {"stories"}})
                        .value();
  ASSERT_EQ(page.entries.size(), 1u);
  ASSERT_EQ(page.entries[0].parts.size(), 3u);
  for (const Part& part : page.entries[0].parts) {
    EXPECT_EQ(part.withheld, part.kind != Kind::kPlain);
    EXPECT_EQ(part.json.empty(), part.withheld);
  }
}

}  // namespace
}  // namespace zusage::journal
