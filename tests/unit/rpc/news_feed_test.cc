// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/news_feed.h"

#include <gtest/gtest.h>

#include <optional>

#include "absl/synchronization/notification.h"
#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::rpc {
namespace {

using testing::kStorySchema;
using testing::kStoryTables;
using testing::Tell;

class NewsFeedTest : public ::testing::Test {
 protected:
  void TellOne() {
    ASSERT_TRUE(store_.Write([](storage::Unit& unit) { return Tell(unit, {}); }).ok());
  }

  testing::TestStore store_{kStoryTables, std::string(kStorySchema)};
};

TEST_F(NewsFeedTest, ListenerHearsOfWhatComes) {
  NewsFeed feed(store_.store());
  absl::Notification heard;
  feed.Await(0, [&](NewsFeed::News news) {
    EXPECT_EQ(news, NewsFeed::News::kNewEntries);
    heard.Notify();
  });
  TellOne();
  heard.WaitForNotification();
}

TEST_F(NewsFeedTest, ListenerHearsAtOnceOfWhatIsThere) {
  TellOne();
  NewsFeed feed(store_.store());
  std::optional<NewsFeed::News> heard;
  feed.Await(0, [&](NewsFeed::News news) { heard = news; });
  EXPECT_EQ(heard, NewsFeed::News::kNewEntries);
}

TEST_F(NewsFeedTest, ListenersHearThatTheFeedStops) {
  NewsFeed feed(store_.store());
  std::optional<NewsFeed::News> before;
  std::optional<NewsFeed::News> after;
  feed.Await(0, [&](NewsFeed::News news) { before = news; });
  feed.Stop();
  feed.Await(0, [&](NewsFeed::News news) { after = news; });
  EXPECT_EQ(before, NewsFeed::News::kStopped);
  EXPECT_EQ(after, NewsFeed::News::kStopped);
}

TEST_F(NewsFeedTest, ForgottenListenerHearsNothing) {
  NewsFeed feed(store_.store());
  bool heard = false;
  feed.Forget(feed.Await(0, [&](NewsFeed::News) { heard = true; }));
  feed.Stop();
  EXPECT_FALSE(heard);
}

}  // namespace
}  // namespace zusage::rpc
