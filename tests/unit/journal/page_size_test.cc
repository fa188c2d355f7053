// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/page_size.h"

#include <gtest/gtest.h>

namespace zusage::journal {
namespace {

// Entries of so many bytes each, followed by some that do not fit the filter.
Page PageOf(const std::vector<size_t>& sizes) {
  Page page;
  for (const size_t size : sizes) {
    Entry entry;
    entry.position = static_cast<int64_t>(page.entries.size()) + 1;
    entry.parts.push_back({.kind = Kind::kPlain, .json = std::string(size, 'x')});
    page.entries.push_back(std::move(entry));
  }
  page.position = static_cast<int64_t>(sizes.size()) + 5;
  page.head_position = 100;
  return page;
}

TEST(PageSizeTest, PageThatFitsStaysAsItIs) {
  Page page = PageOf({1000, 2000});
  EXPECT_FALSE(Shorten(page));
  EXPECT_EQ(page.entries.size(), 2u);
  EXPECT_EQ(page.position, 7);
}

TEST(PageSizeTest, PageEndsWithTheLastEntryThatFits) {
  Page page = PageOf({kMaxPageBytes / 2, kMaxPageBytes / 3, kMaxPageBytes / 2, 10});
  EXPECT_TRUE(Shorten(page));
  EXPECT_EQ(page.entries.size(), 2u);
  EXPECT_EQ(page.position, 2) << "what was passed over comes with the next page";
  EXPECT_EQ(page.head_position, 100);
}

TEST(PageSizeTest, EntryThatIsTooLargeComesAlone) {
  Page page = PageOf({2 * kMaxPageBytes, 10});
  EXPECT_TRUE(Shorten(page));
  EXPECT_EQ(page.entries.size(), 1u);
  Page single = PageOf({2 * kMaxPageBytes});
  EXPECT_FALSE(Shorten(single));
  EXPECT_EQ(single.position, 6);
}

TEST(PageSizeTest, EmptyPageStaysEmpty) {
  Page page = PageOf({});
  EXPECT_FALSE(Shorten(page));
  EXPECT_EQ(page.position, 5);
}

}  // namespace
}  // namespace zusage::journal
