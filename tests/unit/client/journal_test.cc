// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "tests/unit/client/fake_server.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"

namespace zusage::client {
namespace {

using journal::v1::WatchEntriesRequest;
using journal::v1::WatchEntriesResponse;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A journal of `head` entries that sends `at_once` of them before it breaks off; when all were sent
// it waits for its caller to go.
class Journal : public journal::v1::JournalService::Service {
 public:
  grpc::Status WatchEntries(grpc::ServerContext* context, const WatchEntriesRequest* in,
                            grpc::ServerWriter<WatchEntriesResponse>* out) override {
    asked_after.push_back(in->after_position());
    const int64_t end = std::min(head, in->after_position() + at_once);
    for (int64_t position = in->after_position(); position < end; ++position) {
      WatchEntriesResponse news;
      news.set_after_position(position == skip_after ? position + 1 : position);
      news.set_position(position + 1);
      news.set_head_position(head);
      out->Write(news);
    }
    if (in->after_position() >= head) return {grpc::StatusCode::UNAVAILABLE, "stopping"};
    while (end == head && !context->IsCancelled()) std::this_thread::yield();
    return {grpc::StatusCode::UNAVAILABLE, "stopping"};
  }

  int64_t head = 0;
  int64_t at_once = 0;
  int64_t skip_after = -1;
  std::vector<int64_t> asked_after;
};

class JournalTest : public ::testing::Test {
 protected:
  absl::Status Watch(
      const JournalClient::WatchOptions& options,
      std::function<bool()> go_on = [] { return true; }) {
    return JournalClient(server.client())
        .Watch(
            {},
            [&](const WatchEntriesResponse& news) {
              positions.push_back(news.position());
              return go_on();
            },
            options);
  }

  Journal service;
  testing::FakeServer server{service};
  std::vector<int64_t> positions;
};

TEST_F(JournalTest, AStreamThatBreaksOffGoesOnWithoutGapsOrRepeats) {
  service.head = 20;
  service.at_once = 3;
  EXPECT_TRUE(Watch({.until_caught_up = true}).ok());
  ASSERT_THAT(positions, SizeIs(20));
  EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end()));
  EXPECT_EQ(positions.front(), 1);
  EXPECT_EQ(positions.back(), 20);
  // Each stream brought something, so each break was the first.
  EXPECT_THAT(server.slept, ::testing::Each(absl::Milliseconds(100)));
}

TEST_F(JournalTest, AServerThatStaysAwayIsGivenUp) {
  service.head = 0;
  EXPECT_TRUE(absl::IsUnavailable(Watch({})));
  EXPECT_THAT(service.asked_after, ElementsAre(0, 0, 0, 0));
  EXPECT_THAT(positions, IsEmpty());
}

TEST_F(JournalTest, WhoHasSeenEnoughEndsIt) {
  service.head = 20;
  service.at_once = 20;
  EXPECT_TRUE(Watch({}, [&] { return positions.size() < 5; }).ok());
  EXPECT_THAT(positions, ElementsAre(1, 2, 3, 4, 5));
}

TEST_F(JournalTest, AGapIsDataLoss) {
  service.head = 20;
  service.at_once = 20;
  service.skip_after = 2;
  EXPECT_TRUE(absl::IsDataLoss(Watch({})));
  EXPECT_THAT(positions, ElementsAre(1, 2));
}

TEST_F(JournalTest, AStopSignalEndsAStreamOnWhichNothingComes) {
  service.head = 1;
  service.at_once = 1;
  StopSignal stop;
  EXPECT_TRUE(absl::IsCancelled(Watch({.stop = &stop}, [&] {
    stop.Stop();
    return true;
  })));
  EXPECT_THAT(positions, ElementsAre(1));
  EXPECT_TRUE(absl::IsCancelled(Watch({.stop = &stop})));
}

}  // namespace
}  // namespace zusage::client
