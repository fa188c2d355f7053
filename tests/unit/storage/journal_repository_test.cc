// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/journal_repository.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kStorySchema;
using testing::kStoryTables;
using testing::Tell;
using testing::TestStore;

class JournalRepositoryTest : public ::testing::Test {
 protected:
  JournalRepositoryTest()
      : world_(kStoryTables, std::string(kStorySchema)), entries_(*world_.opened().keys) {}

  void TellAbout(const std::string& name) {
    world_.clock().Advance(absl::Seconds(1));
    ASSERT_TRUE(world_.Write([&](Unit& unit) { return Tell(unit, {.name = name}); }).ok());
  }

  journal::Page List(int64_t after, int64_t limit, const journal::Filter& filter = {},
                     const journal::Access& access = {}) {
    journal::Page page;
    EXPECT_TRUE(world_
                    .Read([&](ReadTransaction& tx) {
                      auto listed = entries_.List(tx, after, limit, filter, access);
                      if (listed.ok()) page = *listed;
                      return listed.status();
                    })
                    .ok());
    return page;
  }

  int64_t PositionAt(absl::Time time) {
    int64_t position = -1;
    EXPECT_TRUE(world_
                    .Read([&](ReadTransaction& tx) {
                      auto found = entries_.PositionAt(tx, time);
                      if (found.ok()) position = *found;
                      return found.status();
                    })
                    .ok());
    return position;
  }

  static std::vector<int64_t> Positions(const journal::Page& page) {
    std::vector<int64_t> positions;
    for (const journal::Entry& entry : page.entries) positions.push_back(entry.position);
    return positions;
  }

  TestStore world_;
  JournalRepository entries_;
};

TEST_F(JournalRepositoryTest, EntrySaysWhoDidWhatToWhat) {
  TellAbout("stories/1");
  const journal::Page page = List(0, 10);
  ASSERT_EQ(page.entries.size(), 1u);
  const journal::Entry& entry = page.entries[0];
  EXPECT_EQ(entry.operation, "TellStory");
  EXPECT_EQ(entry.principal, "principals/teller");
  EXPECT_THAT(entry.resources, ElementsAre("stories/1"));
  EXPECT_EQ(entry.commit_time, world_.clock().Now());
  ASSERT_EQ(entry.parts.size(), 3u);
  EXPECT_EQ(
      entry.parts[0].json,
      R"([{"fact":0,"row":{"chapter":1,"story":"stories/1","weight":0.5},"table":"stories"}])");
}

// Parts are read for many entries at once, and each must come to its own.
TEST_F(JournalRepositoryTest, EveryEntryHasItsOwnParts) {
  constexpr int64_t kEntries = 150;
  for (int64_t i = 1; i <= kEntries; ++i) {
    // Every third is about another story, so that a filter leaves gaps.
    const std::string name = i % 3 == 0 ? "stories/third" : "stories/" + std::to_string(i);
    ASSERT_TRUE(world_
                    .Write([&](Unit& unit) {
                      return Tell(
                          unit,
                          {.name = name, .chapter = i, .body = "Chapter " + std::to_string(i)});
                    })
                    .ok());
  }
  const auto expect_own_parts = [](const journal::Page& page) {
    for (const journal::Entry& entry : page.entries) {
      const std::string number = std::to_string(entry.position);
      ASSERT_EQ(entry.parts.size(), 3u);
      EXPECT_THAT(entry.parts[0].json, HasSubstr("\"chapter\":" + number + ","));
      EXPECT_THAT(entry.parts[1].json, HasSubstr("Erika"));
      EXPECT_THAT(entry.parts[2].json, HasSubstr("\"Chapter " + number + "\""));
    }
  };
  const journal::Access all = {.personal = true, .free_text = true};
  const journal::Page whole = List(0, 1000, {}, all);
  EXPECT_EQ(whole.entries.size(), static_cast<size_t>(kEntries));
  expect_own_parts(whole);
  const journal::Page thirds = List(0, 1000, {.resource = "stories/third"}, all);
  EXPECT_EQ(thirds.entries.size(), static_cast<size_t>(kEntries / 3));
  expect_own_parts(thirds);
}

TEST_F(JournalRepositoryTest, PrivatePartsAreWithheldWithoutAccess) {
  TellAbout("stories/1");
  const auto parts = [&](journal::Access access) {
    return List(0, 1, {}, access).entries[0].parts;
  };
  EXPECT_TRUE(parts({})[1].withheld && parts({})[2].withheld);
  EXPECT_EQ(parts({})[1].json, "");
  const auto free_text = parts({.free_text = true});
  EXPECT_TRUE(free_text[1].withheld);
  EXPECT_EQ(free_text[2].json, R"([{"fact":0,"row":{"body":"Es war einmal."}}])");
  const auto all = parts({.personal = true, .free_text = true});
  EXPECT_EQ(all[1].kind, journal::Kind::kPersonal);
  EXPECT_EQ(all[1].json, R"([{"fact":0,"row":{"author":"Erika Mustermann"}}])");
}

TEST_F(JournalRepositoryTest, ErasedPartIsWithheldFromEverybody) {
  TellAbout("stories/1");
  const int64_t key = world_.Number("SELECT key_id FROM owner_keys WHERE owner = 'stories/1'");
  ASSERT_TRUE(world_.opened().keys->Erase(key).ok());
  const auto parts = List(0, 1, {}, {.personal = true, .free_text = true}).entries[0].parts;
  EXPECT_FALSE(parts[1].withheld);
  EXPECT_TRUE(parts[2].withheld);
}

TEST_F(JournalRepositoryTest, PagesFollowEachOther) {
  for (int i = 1; i <= 5; ++i) TellAbout("stories/" + std::to_string(i));
  const journal::Page first = List(0, 2);
  EXPECT_THAT(Positions(first), ElementsAre(1, 2));
  EXPECT_EQ(first.position, 2);
  EXPECT_EQ(first.head_position, 5);
  EXPECT_THAT(Positions(List(2, 2)), ElementsAre(3, 4));
  const journal::Page last = List(4, 2);
  EXPECT_THAT(Positions(last), ElementsAre(5));
  EXPECT_EQ(last.position, 5);
  EXPECT_TRUE(List(5, 2).entries.empty());
  EXPECT_EQ(List(9, 2).position, 5);
}

TEST_F(JournalRepositoryTest, ResourceIsFoundBeforeAndBehindTheIndex) {
  for (int i = 1; i <= 9; ++i) {
    TellAbout("stories/" + std::to_string(i % 3));
    if (i == 5) {
      ASSERT_TRUE(world_.opened().follower->CatchUp().ok());
    }
  }
  const journal::Filter filter{.resource = "stories/1", .operations = {}};
  EXPECT_THAT(Positions(List(0, 10, filter)), ElementsAre(1, 4, 7));
  EXPECT_THAT(Positions(List(0, 2, filter)), ElementsAre(1, 4));
  EXPECT_THAT(Positions(List(4, 2, filter)), ElementsAre(7));
  EXPECT_EQ(List(7, 2, filter).position, 9);
  EXPECT_TRUE(List(0, 10, {.resource = "stories/none", .operations = {}}).entries.empty());
}

TEST_F(JournalRepositoryTest, OperationsAreFiltered) {
  TellAbout("stories/1");
  EXPECT_EQ(List(0, 10, {.resource = "", .operations = {"Other", "TellStory"}}).entries.size(), 1u);
  const journal::Page none = List(0, 10, {.resource = "", .operations = {"Other"}});
  EXPECT_TRUE(none.entries.empty());
  EXPECT_EQ(none.position, 1);
}

TEST_F(JournalRepositoryTest, PositionAtIsTheLastCommittedByThen) {
  const absl::Time start = world_.clock().Now();
  EXPECT_EQ(PositionAt(start), 0);
  for (int i = 1; i <= 5; ++i) TellAbout("stories/1");
  EXPECT_EQ(PositionAt(start), 0);
  EXPECT_EQ(PositionAt(start + absl::Seconds(1)), 1);
  EXPECT_EQ(PositionAt(start + absl::Seconds(3) - absl::Microseconds(1)), 2);
  EXPECT_EQ(PositionAt(start + absl::Seconds(3)), 3);
  EXPECT_EQ(PositionAt(absl::InfiniteFuture()), 5);
  EXPECT_EQ(PositionAt(absl::InfinitePast()), 0);
}

}  // namespace
}  // namespace zusage::storage
