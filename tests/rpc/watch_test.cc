// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <memory>
#include <thread>

#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

// A stream under way.
class Stream {
 public:
  Stream(ProbeWorld& world, const std::string& token, int64_t after) {
    Authorize(context_, token);
    probe::WatchStoriesRequest request;
    request.set_after_position(after);
    reader_ = world.stub().WatchStories(&context_, request);
  }
  // The position of the next message; -1 if the stream has ended.
  int64_t Next() {
    probe::WatchStoriesResponse response;
    return reader_->Read(&response) ? response.position() : -1;
  }
  void Cancel() { context_.TryCancel(); }
  grpc::Status Finish() { return reader_->Finish(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<probe::WatchStoriesResponse>> reader_;
};

void TellTimes(ProbeWorld& world, int first, int last) {
  for (int i = first; i <= last; ++i) {
    ASSERT_TRUE(world.Tell("anna", Telling("r" + std::to_string(i))).ok());
  }
}

TEST(WatchTest, StreamBringsWhatIsThereAndThenWhatComes) {
  ProbeWorld world;
  TellTimes(world, 1, 2);
  Stream stream(world, "anna", 0);
  EXPECT_EQ(stream.Next(), 1);
  EXPECT_EQ(stream.Next(), 2);
  TellTimes(world, 3, 4);
  EXPECT_EQ(stream.Next(), 3);
  EXPECT_EQ(stream.Next(), 4);
  stream.Cancel();
  EXPECT_EQ(stream.Next(), -1);
  EXPECT_EQ(stream.Finish().error_code(), CANCELLED);
}

TEST(WatchTest, FirstMessageComesAtOnceEvenIfThereIsNothing) {
  ProbeWorld world;
  Stream stream(world, "anna", 0);
  EXPECT_EQ(stream.Next(), 0);
  stream.Cancel();
}

TEST(WatchTest, StreamGoesOnWhereItIsTold) {
  ProbeWorld world;
  TellTimes(world, 1, 3);
  Stream stream(world, "anna", 2);
  EXPECT_EQ(stream.Next(), 3);
  stream.Cancel();
}

TEST(WatchTest, EveryPositionComesOnceAndInOrderWhileOthersWrite) {
  ProbeWorld world;
  Stream stream(world, "anna", 0);
  constexpr int kStories = 100;
  std::thread writer([&] { TellTimes(world, 1, kStories); });
  int64_t position = stream.Next();
  EXPECT_LE(position, 1);
  while (position < kStories) {
    const int64_t next = stream.Next();
    ASSERT_EQ(next, position + 1);
    position = next;
  }
  writer.join();
}

TEST(WatchTest, SilentReaderHoldsUpNobody) {
  ProbeWorld world;
  Stream silent(world, "anna", 0);
  TellTimes(world, 1, 20);
  Stream stream(world, "anna", 19);
  EXPECT_EQ(stream.Next(), 20);
}

TEST(WatchTest, StreamIsGuardedLikeACall) {
  ProbeWorld world;
  Stream stream(world, "pia", 0);
  EXPECT_EQ(stream.Next(), -1);
  EXPECT_EQ(stream.Finish().error_code(), PERMISSION_DENIED);
}

TEST(WatchTest, StreamBeyondTheLimitIsRefusedAndPlacesAreGivenBack) {
  ProbeWorld world({.max_streams = 1});
  {
    Stream stream(world, "anna", 0);
    EXPECT_EQ(stream.Next(), 0);
    Stream another(world, "anna", 0);
    EXPECT_EQ(another.Next(), -1);
    EXPECT_EQ(another.Finish().error_code(), RESOURCE_EXHAUSTED);
    stream.Cancel();
    EXPECT_EQ(stream.Next(), -1);
    EXPECT_EQ(stream.Finish().error_code(), CANCELLED);
  }
  // The server learns of the cancellation in its own time.
  for (;;) {
    Stream stream(world, "anna", 0);
    if (stream.Next() == 0) break;
    ASSERT_EQ(stream.Finish().error_code(), RESOURCE_EXHAUSTED);
  }
}

TEST(WatchTest, StreamEndsAsUnavailableWhenTheServerStops) {
  ProbeWorld world;
  Stream stream(world, "anna", 0);
  EXPECT_EQ(stream.Next(), 0);
  std::thread stopping([&] { world.server().Stop(absl::Minutes(1)); });
  EXPECT_EQ(stream.Next(), -1);
  EXPECT_EQ(stream.Finish().error_code(), UNAVAILABLE);
  stopping.join();
}

TEST(WatchTest, StreamEndsAtItsDeadline) {
  ProbeWorld world;
  grpc::ClientContext context;
  Authorize(context, "anna");
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(50));
  const auto reader = world.stub().WatchStories(&context, {});
  probe::WatchStoriesResponse response;
  while (reader->Read(&response)) {
  }
  EXPECT_EQ(reader->Finish().error_code(), DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace zusage::testing
