// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "services/base/error.h"
#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

grpc::Status Forward(ProbeWorld& world, const std::string& token,
                     const probe::GetStoryRequest& request, probe::Story& story,
                     const ProbeWorld::Metadata& metadata = {}) {
  grpc::ClientContext context;
  Authorize(context, token, metadata);
  return world.stub().ForwardStory(&context, request, &story);
}

TEST(PeerTest, PeerInThisProcessIsAskedInTheCallersName) {
  ProbeWorld world;
  probe::Story story;
  const grpc::Status status = Forward(world, "anna", Asking(kStory), story);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(story.teller(), rpc::kOwnServiceName);
  EXPECT_EQ(story.on_behalf_of(), "principals/anna");
}

TEST(PeerTest, HandlerThatWaitsForNewsFindsAThreadWhileAllOthersWaitForPeers) {
  rpc::PlumbingOptions options;
  options.worker_threads = 1;
  ProbeWorld world(options);
  probe::GetStoryRequest request = Asking(kStory);
  request.set_fail("wait for news");
  probe::Story story;
  const grpc::Status status = Forward(world, "anna", request, story);
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST(PeerTest, ToolsPersonIsForwarded) {
  ProbeWorld world;
  probe::Story story;
  const auto status =
      Forward(world, "crm", Asking(kStory), story, {{"zusage-on-behalf-of", "principals/anna"}});
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(story.on_behalf_of(), "principals/anna");
}

TEST(PeerTest, PeersErrorComesThroughWithItsDetails) {
  ProbeWorld world;
  probe::Story story;
  const grpc::Status status =
      Forward(world, "anna", Asking(kStory, "missing"), story, {{"accept-language", "de"}});
  EXPECT_EQ(status.error_code(), NOT_FOUND);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "NOT_FOUND");
  EXPECT_EQ(DetailsOfCall(status).localized.message(), "products/atlas gibt es nicht.");
}

// A call as a handler has it.
rpc::Call CallOfAnna() {
  rpc::Call call;
  call.caller.principal = "principals/anna";
  call.deadline = absl::InfiniteFuture();
  call.trace_id = std::string(32, 'a');
  return call;
}

TEST(PeerTest, PeerWithoutChannelIsAway) {
  FakeClock clock;
  rpc::Peer peer("alignment", "token", clock);
  const absl::Status status =
      peer.Ask(CallOfAnna(), [](grpc::ClientContext&) { return grpc::Status::OK; });
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "UNAVAILABLE");
}

TEST(PeerTest, PeerThatIsAwayIsLeftAloneForAMoment) {
  FakeClock clock;
  rpc::Peer peer("alignment", "token", clock);
  peer.Connect(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()));
  int asked = 0;
  const auto ask = [&](grpc::ClientContext&) {
    ++asked;
    return grpc::Status(UNAVAILABLE, "connection refused");
  };
  EXPECT_EQ(ReasonOf(peer.Ask(CallOfAnna(), ask)), "UNAVAILABLE");
  EXPECT_EQ(ReasonOf(peer.Ask(CallOfAnna(), ask)), "UNAVAILABLE");
  EXPECT_EQ(asked, 1);
  clock.Advance(rpc::Peer::kAwayFor);
  EXPECT_EQ(ReasonOf(peer.Ask(CallOfAnna(), ask)), "UNAVAILABLE");
  EXPECT_EQ(asked, 2);
}

TEST(PeerTest, PeerThatRefusesIsNotAway) {
  FakeClock clock;
  rpc::Peer peer("alignment", "token", clock);
  peer.Connect(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()));
  int asked = 0;
  const auto ask = [&](grpc::ClientContext&) {
    ++asked;
    return grpc::Status(NOT_FOUND, "no");
  };
  EXPECT_EQ(peer.Ask(CallOfAnna(), ask).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(peer.Ask(CallOfAnna(), ask).code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(asked, 2);
}

}  // namespace
}  // namespace zusage::testing
