// SPDX-License-Identifier: Apache-2.0
#include "services/journal/list_entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/journal/journal_world.h"

namespace zusage::journal {
namespace {

using ::testing::ElementsAre;

class ListEntriesTest : public JournalWorld {
 protected:
  Page List(const directory::Caller& caller, const ListEntriesQuery& query) {
    return ListEntries(world_.store(), entries_, caller, query).value();
  }
};

TEST_F(ListEntriesTest, EmptyJournalGivesAnEmptyLastPage) {
  const Page page = List(auditor_, {});
  EXPECT_TRUE(page.entries.empty());
  EXPECT_EQ(page.position, page.head_position);
}

TEST_F(ListEntriesTest, PagesAreFullUntilTheLast) {
  TellAbout("stories/1", 5);
  const Page first = List(auditor_, {.page_size = 3});
  EXPECT_THAT(Positions(first), ElementsAre(1, 2, 3));
  EXPECT_LT(first.position, first.head_position);
  const Page last = List(auditor_, {.after_position = first.position, .page_size = 3});
  EXPECT_THAT(Positions(last), ElementsAre(4, 5));
  EXPECT_EQ(last.position, last.head_position);
}

TEST_F(ListEntriesTest, EntriesOfOneResourceAreFound) {
  TellAbout("stories/1", 2);
  TellAbout("stories/2");
  TellAbout("stories/1");
  EXPECT_THAT(Positions(List(auditor_, {.resource_name = "stories/1"})), ElementsAre(1, 2, 4));
}

TEST_F(ListEntriesTest, CallerGetsThePartsThatItMaySee) {
  TellAbout("stories/1");
  for (const Part& part : List(auditor_, {}).entries.at(0).parts) EXPECT_FALSE(part.withheld);
  const Entry entry = List(integration_, {}).entries.at(0);
  EXPECT_FALSE(entry.parts.at(0).withheld);
  EXPECT_TRUE(entry.parts.at(1).withheld);
  EXPECT_TRUE(entry.parts.at(2).withheld);
}

}  // namespace
}  // namespace zusage::journal
