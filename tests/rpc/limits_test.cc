// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

// Calls Linger() on a thread of its own until the test lets it go.
class LingeringCall {
 public:
  explicit LingeringCall(ProbeWorld& world)
      : thread_([this, &world] {
          Authorize(context_, "anna");
          probe::Story story;
          status_ = world.stub().Linger(&context_, {}, &story);
        }) {
    world.service().lingering.WaitForNotification();
  }
  grpc::Status Join() {
    thread_.join();
    return status_;
  }

 private:
  grpc::ClientContext context_;
  grpc::Status status_;
  std::thread thread_;
};

TEST(LimitsTest, ExpiredDeadlineIsExceededAndNothingRuns) {
  ProbeWorld world;
  grpc::ClientContext context;
  Authorize(context, "anna");
  context.set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  probe::Story story;
  const grpc::Status status = world.stub().TellStory(&context, Telling("r1"), &story);
  EXPECT_EQ(status.error_code(), DEADLINE_EXCEEDED);
  EXPECT_EQ(world.service().effects, 0);
}

TEST(LimitsTest, CallBeyondTheLimitIsRefusedWhileOthersAreAtWork) {
  ProbeWorld world({.max_in_flight = 1});
  LingeringCall lingering(world);
  const grpc::Status status = world.GetStory("anna");
  EXPECT_EQ(status.error_code(), RESOURCE_EXHAUSTED);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "OVERLOADED");
  world.service().let_go.Notify();
  EXPECT_TRUE(lingering.Join().ok());
  EXPECT_TRUE(world.GetStory("anna").ok());
}

TEST(LimitsTest, PlacesOfRefusedCallsAreGivenBack) {
  ProbeWorld world({.max_in_flight = 1});
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(world.GetStory("mallory").error_code(), UNAUTHENTICATED);
    EXPECT_TRUE(world.GetStory("anna").ok());
  }
  EXPECT_EQ(world.plumbing().calls_in_flight(), 0);
}

TEST(LimitsTest, MessageBeyondTheLimitIsRefused) {
  ProbeWorld world({}, {.max_request_bytes = 4096});
  const auto status = world.GetStory("anna", Asking(kStory, std::string(5000, 'x')));
  EXPECT_EQ(status.error_code(), RESOURCE_EXHAUSTED);
}

TEST(ServerTest, StopLetsCallsUnderWayFinish) {
  ProbeWorld world;
  LingeringCall lingering(world);
  std::thread stopping([&] { world.server().Stop(absl::Minutes(1)); });
  world.service().let_go.Notify();
  stopping.join();
  EXPECT_TRUE(lingering.Join().ok());
  EXPECT_EQ(world.GetStory("anna").error_code(), UNAVAILABLE);
}

TEST(ServerTest, CallUnderWayCanStillAskItsPeersWhileTheServerStops) {
  ProbeWorld world;
  grpc::Status status;
  std::thread forwarding([&] {
    grpc::ClientContext context;
    Authorize(context, "anna");
    probe::Story story;
    status = world.stub().ForwardStory(&context, Asking(kStory, "linger"), &story);
  });
  world.service().lingering.WaitForNotification();
  std::thread stopping([&] { world.server().Stop(absl::Minutes(1)); });
  while (world.GetStory("anna").error_code() != UNAVAILABLE) {
  }
  world.service().let_go.Notify();
  forwarding.join();
  stopping.join();
  EXPECT_TRUE(status.ok()) << status.error_message();
}

}  // namespace
}  // namespace zusage::testing
