// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

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

// A peer whose copies answer as a test says; none of their channels is ever used.
class CopiesOfAPeer {
 public:
  explicit CopiesOfAPeer(size_t copies) : answers_(copies, OK), asked_(copies, 0) {
    std::vector<std::shared_ptr<grpc::Channel>> channels;
    for (size_t i = 0; i < copies; ++i) {
      channels.push_back(grpc::CreateChannel("127.0.0.1:1", grpc::InsecureChannelCredentials()));
    }
    peer_.Connect(std::move(channels));
  }

  // From now on it answers so. DEADLINE_EXCEEDED is the client's own: the copy hangs.
  void Answer(size_t copy, grpc::StatusCode code) { answers_[copy] = code; }
  absl::Status Ask() {
    return peer_.Ask(CallOfAnna(), [this](grpc::ClientContext& context, size_t copy) {
      ++asked_[copy];
      patience_ = absl::FromChrono(context.deadline()) - absl::Now();
      return answers_[copy] == OK ? grpc::Status::OK : grpc::Status(answers_[copy], "so it is");
    });
  }

  int asked(size_t copy) const { return asked_[copy]; }
  // How long the last one asked was given.
  absl::Duration patience() const { return patience_; }
  FakeClock& clock() { return clock_; }

 private:
  FakeClock clock_;
  rpc::Peer peer_{"alignment", "token", clock_};
  std::vector<grpc::StatusCode> answers_;
  std::vector<int> asked_;
  absl::Duration patience_;
};

TEST(PeerTest, PeerWithoutChannelIsAway) {
  CopiesOfAPeer peer(0);
  const absl::Status status = peer.Ask();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(status), "UNAVAILABLE");
}

TEST(PeerTest, PeerThatIsAwayIsLeftAloneForAMoment) {
  CopiesOfAPeer peer(1);
  peer.Answer(0, UNAVAILABLE);
  EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  EXPECT_EQ(peer.asked(0), 1);
  peer.clock().Advance(rpc::CopyHealth::kAwayFor);
  EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  EXPECT_EQ(peer.asked(0), 2);
}

TEST(PeerTest, PeerThatRefusesIsNotAway) {
  CopiesOfAPeer peer(1);
  peer.Answer(0, NOT_FOUND);
  EXPECT_EQ(peer.Ask().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(peer.Ask().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(peer.asked(0), 2);
}

TEST(PeerTest, PeerThatHangsCostsAFewCallersTheirPatienceAndThenOneASecond) {
  CopiesOfAPeer peer(1);
  peer.Answer(0, DEADLINE_EXCEEDED);
  for (int i = 0; i < rpc::CopyHealth::kMaxSilences; ++i) {
    EXPECT_EQ(peer.Ask().code(), absl::StatusCode::kDeadlineExceeded);
  }
  EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  EXPECT_EQ(peer.asked(0), rpc::CopyHealth::kMaxSilences);
  peer.clock().Advance(rpc::CopyHealth::kAwayFor);
  EXPECT_EQ(peer.Ask().code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  peer.clock().Advance(rpc::CopyHealth::kAwayFor);
  peer.Answer(0, OK);
  EXPECT_TRUE(peer.Ask().ok());
  EXPECT_TRUE(peer.Ask().ok());
}

TEST(PeerTest, CopiesTakeTurns) {
  CopiesOfAPeer peer(2);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(peer.Ask().ok());
  EXPECT_EQ(peer.asked(0), 5);
  EXPECT_EQ(peer.asked(1), 5);
}

TEST(PeerTest, WhatACopyLeavesUnansweredIsAskedOfTheOther) {
  for (const grpc::StatusCode code : {UNAVAILABLE, DEADLINE_EXCEEDED}) {
    CopiesOfAPeer peer(2);
    peer.Answer(0, code);
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(peer.Ask().ok());
    EXPECT_EQ(peer.asked(0), code == UNAVAILABLE ? 1 : rpc::CopyHealth::kMaxSilences);
    EXPECT_EQ(peer.asked(1), 10);
  }
}

TEST(PeerTest, WhatACopySaysIsNotAskedOfTheOther) {
  CopiesOfAPeer peer(2);
  peer.Answer(0, NOT_FOUND);
  peer.Answer(1, NOT_FOUND);
  EXPECT_EQ(peer.Ask().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(peer.asked(0) + peer.asked(1), 1);
}

TEST(PeerTest, CopyIsWaitedForAsLongAsThereIsNoOther) {
  CopiesOfAPeer peer(2);
  ASSERT_TRUE(peer.Ask().ok());
  EXPECT_LE(peer.patience(), rpc::Peer::kPatience);
  peer.Answer(0, UNAVAILABLE);
  while (peer.asked(0) < 2) ASSERT_TRUE(peer.Ask().ok());  // until it is known
  ASSERT_TRUE(peer.Ask().ok());
  EXPECT_GT(peer.patience(), rpc::Peer::kPatience);
}

TEST(PeerTest, PeerIsAwayWhenAllOfItsCopiesAre) {
  CopiesOfAPeer peer(2);
  peer.Answer(0, UNAVAILABLE);
  peer.Answer(1, UNAVAILABLE);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ReasonOf(peer.Ask()), "UNAVAILABLE");
  EXPECT_EQ(peer.asked(0), 1);
  EXPECT_EQ(peer.asked(1), 1);
}

}  // namespace
}  // namespace zusage::testing
