// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "services/rpc/exchange_loop.h"
#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

probe::StoryItem Item(const std::string& request_id, const std::string& name = kStory) {
  probe::StoryItem item;
  item.mutable_story()->set_name(name);
  item.set_request_id(request_id);
  return item;
}

probe::TellStoriesRequest Message(const std::vector<probe::StoryItem>& items,
                                  const std::string& parent = "products/atlas") {
  probe::TellStoriesRequest message;
  message.set_parent(parent);
  for (const probe::StoryItem& item : items) *message.add_items() = item;
  return message;
}

// An exchange under way.
class Exchange {
 public:
  Exchange(ProbeWorld& world, const std::string& token, const ProbeWorld::Metadata& metadata = {})
      : Exchange(world.stub(), token, metadata) {}
  Exchange(probe::ProbeService::Stub& stub, const std::string& token,
           const ProbeWorld::Metadata& metadata = {}) {
    Authorize(context_, token, metadata);
    stream_ = stub.TellStories(&context_);
  }
  bool Send(const probe::TellStoriesRequest& message) { return stream_->Write(message); }
  void SendAll() { stream_->WritesDone(); }
  // The results of the next answer; {"end"} if there is none.
  std::vector<std::string> Next() {
    if (!stream_->Read(&answer_)) return {"end"};
    return {answer_.results().begin(), answer_.results().end()};
  }
  const probe::TellStoriesResponse& answer() const { return answer_; }
  void Cancel() { context_.TryCancel(); }
  grpc::Status Finish() { return stream_->Finish(); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReaderWriter<probe::TellStoriesRequest, probe::TellStoriesResponse>>
      stream_;
  probe::TellStoriesResponse answer_;
};

using Results = std::vector<std::string>;

TEST(ExchangeTest, EachMessageIsAnsweredInOrder) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item("a"), Item("b")})));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna", "told by principals/anna"}));
  ASSERT_TRUE(exchange.Send(Message({Item("c"), Item("a")}, "")));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna", "known"}));
  exchange.SendAll();
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_TRUE(exchange.Finish().ok());
}

TEST(ExchangeTest, StreamWithoutMessagesEndsWell) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  exchange.SendAll();
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_TRUE(exchange.Finish().ok());
}

TEST(ExchangeTest, MessageMayHaveSeveralAnswersOrNone) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  probe::TellStoriesRequest message = Message({});
  message.set_answers(3);
  ASSERT_TRUE(exchange.Send(message));
  ASSERT_TRUE(exchange.Send(Message({Item("a")})));
  exchange.SendAll();
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(exchange.Next(), Results());
    EXPECT_EQ(exchange.answer().number(), 1);
  }
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  EXPECT_EQ(exchange.Next(), Results({"end"}));
}

// An item is a call: it and a unary call with one request_id are the same.
TEST(ExchangeTest, ItemAndCallWithOneRequestIdAreTheSame) {
  ProbeWorld world;
  probe::TellStoryRequest call;
  call.mutable_story()->set_name(kStory);
  call.set_request_id("r1");
  ASSERT_TRUE(world.Tell("anna", call).ok());
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(
      Message({Item("r1"), Item("r2"), Item("r1", "products/atlas/changeRequests/2")})));
  EXPECT_EQ(exchange.Next(), Results({"known", "told by principals/anna", "REQUEST_ID_REUSED"}));
  call.set_request_id("r2");
  probe::Story story;
  EXPECT_TRUE(world.Tell("anna", call, &story).ok());
  EXPECT_EQ(story.name(), kStory);
  EXPECT_EQ(world.service().effects, 1) << "the second was answered from what the item left";
  exchange.SendAll();
}

TEST(ExchangeTest, BrokenItemsAreRefusedAlone) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item(""), Item("a", "no name"), Item("b")})));
  EXPECT_EQ(exchange.Next(), Results({"REQUIRED", "INVALID_FORMAT", "told by principals/anna"}));
  exchange.SendAll();
}

TEST(ExchangeTest, BrokenMessageEndsTheStreamAfterTheAnswersBefore) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item("a")})));
  exchange.Send(Message({Item("b"), Item("c"), Item("d"), Item("e")}));
  exchange.Send(Message({Item("f")}));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  const grpc::Status status = exchange.Finish();
  EXPECT_EQ(status.error_code(), INVALID_ARGUMENT);
  EXPECT_EQ(DetailsOfCall(status).bad_request.field_violations(0).field(), "items");
}

TEST(ExchangeTest, HandlersErrorEndsTheStream) {
  for (const char* how : {"refuse", "throw"}) {
    ProbeWorld world;
    Exchange exchange(world, "anna");
    ASSERT_TRUE(exchange.Send(Message({Item("a")})));
    probe::TellStoriesRequest bad = Message({});
    bad.set_fail(how);
    exchange.Send(bad);
    EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
    EXPECT_EQ(exchange.Next(), Results({"end"}));
    EXPECT_EQ(exchange.Finish().error_code(), how[0] == 'r' ? NOT_FOUND : INTERNAL);
  }
}

TEST(ExchangeTest, StreamIsGuardedLikeACall) {
  ProbeWorld world;
  for (const auto& [token, code] :
       {std::pair{"pia", PERMISSION_DENIED}, std::pair{"mallory", UNAUTHENTICATED}}) {
    Exchange exchange(world, token);
    exchange.Send(Message({Item("a")}));
    EXPECT_EQ(exchange.Next(), Results({"end"}));
    EXPECT_EQ(exchange.Finish().error_code(), code);
  }
  EXPECT_EQ(world.service().handled, 0);
}

TEST(ExchangeTest, WhoLosesTheirKeyHalfWayIsHeardNoMore) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item("a")})));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  world.people().Remove("anna");
  world.plumbing().identities().Clear();
  exchange.Send(Message({Item("b")}, ""));
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_EQ(exchange.Finish().error_code(), UNAUTHENTICATED);
}

TEST(ExchangeTest, ToolsActForPeopleItemByItem) {
  ProbeWorld world;
  const auto of = [](const std::string& id, const std::string& teller) {
    probe::StoryItem item = Item(id);
    item.set_teller(teller);
    return item;
  };
  Exchange crm(world, "crm");
  ASSERT_TRUE(
      crm.Send(Message({of("a", "principals/anna"), of("b", "principals/pia"), of("c", "")})));
  EXPECT_EQ(crm.Next(),
            Results({"told by principals/anna", "PERMISSION_DENIED", "told by principals/crm"}));
  crm.SendAll();
  Exchange anna(world, "anna");
  ASSERT_TRUE(anna.Send(Message({of("a", "principals/crm"), of("b", "principals/anna")})));
  EXPECT_EQ(anna.Next(), Results({"PERMISSION_DENIED", "told by principals/anna"}));
  anna.SendAll();
  Exchange for_anna(world, "crm", {{"zusage-on-behalf-of", "principals/anna"}});
  ASSERT_TRUE(for_anna.Send(Message({of("a", ""), of("d", "principals/pia")})));
  EXPECT_EQ(for_anna.Next(), Results({"known", "PERMISSION_DENIED"}));
  for_anna.SendAll();
}

TEST(ExchangeTest, WhoDoesNotReadIsNotReadFrom) {
  ProbeWorld world;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);  // a buffer of 64 KiB, however fast the line
  const auto stub = probe::ProbeService::NewStub(
      grpc::CreateCustomChannel(world.address(), grpc::InsecureChannelCredentials(), arguments));
  Exchange exchange(*stub, "anna");
  probe::TellStoriesRequest heavy = Message({});
  heavy.set_ballast(std::string(500 << 10, 'x'));
  constexpr int kMessages = 100;
  std::atomic<int> sent = 0;
  std::thread sender([&] {
    while (sent < kMessages && exchange.Send(heavy)) ++sent;
    exchange.SendAll();
  });
  // The handler is never further ahead of the answers that were taken.
  for (int i = 1; i <= kMessages; ++i) {
    ASSERT_EQ(exchange.Next(), Results());
    EXPECT_EQ(exchange.answer().number(), i);
    EXPECT_LE(world.service().handled, i + static_cast<int>(rpc::kExchangeWindow) + 1);
  }
  sender.join();
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_TRUE(exchange.Finish().ok());
}

TEST(ExchangeTest, MessageBeyondTheLimitOfBytesEndsTheStream) {
  ProbeWorld world({}, {.max_request_bytes = 4096});
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item("a")})));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  probe::TellStoriesRequest heavy = Message({});
  heavy.set_ballast(std::string(5000, 'x'));
  exchange.Send(heavy);
  exchange.SendAll();
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_EQ(exchange.Finish().error_code(), RESOURCE_EXHAUSTED);
}

TEST(ExchangeTest, ExchangeTakesThePlaceOfAStreamAndGivesItBack) {
  ProbeWorld world({.max_streams = 1});
  {
    Exchange exchange(world, "anna");
    ASSERT_TRUE(exchange.Send(Message({Item("a")})));
    EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
    Exchange another(world, "anna");
    EXPECT_EQ(another.Next(), Results({"end"}));
    EXPECT_EQ(another.Finish().error_code(), RESOURCE_EXHAUSTED);
    exchange.Cancel();
    EXPECT_EQ(exchange.Finish().error_code(), CANCELLED);
  }
  // The server learns of the cancellation in its own time.
  for (;;) {
    Exchange exchange(world, "anna");
    exchange.Send(Message({Item("b")}));
    if (exchange.Next() != Results({"end"})) {
      exchange.SendAll();
      break;
    }
    ASSERT_EQ(exchange.Finish().error_code(), RESOURCE_EXHAUSTED);
  }
}

TEST(ExchangeTest, CancelledWhileAHandlerIsAtWorkEndsWhenItIsDone) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  probe::TellStoriesRequest slow = Message({Item("a")});
  slow.set_fail("linger");
  ASSERT_TRUE(exchange.Send(slow));
  world.service().lingering.WaitForNotification();
  exchange.Cancel();
  EXPECT_EQ(exchange.Finish().error_code(), CANCELLED);
  world.service().let_go.Notify();
  EXPECT_TRUE(world.GetStory("anna").ok());
}

TEST(ExchangeTest, StopLetsWhatWasTakenFinishAndEndsAsUnavailable) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  probe::TellStoriesRequest slow = Message({Item("a")});
  slow.set_fail("linger");
  ASSERT_TRUE(exchange.Send(slow));
  world.service().lingering.WaitForNotification();
  std::thread stopping([&] { world.server().Stop(absl::Minutes(1)); });
  while (!world.plumbing().stopping()) std::this_thread::yield();
  world.service().let_go.Notify();
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_EQ(exchange.Finish().error_code(), UNAVAILABLE);
  stopping.join();
}

TEST(ExchangeTest, IdleStreamEndsAsUnavailableWhenTheServerStops) {
  ProbeWorld world;
  Exchange exchange(world, "anna");
  ASSERT_TRUE(exchange.Send(Message({Item("a")})));
  EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
  std::thread stopping([&] { world.server().Stop(absl::Minutes(1)); });
  EXPECT_EQ(exchange.Next(), Results({"end"}));
  EXPECT_EQ(exchange.Finish().error_code(), UNAVAILABLE);
  stopping.join();
}

TEST(ExchangeTest, ManyStreamsAtOnceAreAnsweredWhole) {
  ProbeWorld world;
  constexpr int kStreams = 8;
  constexpr int kMessages = 25;
  std::vector<std::thread> clients;
  for (int client = 0; client < kStreams; ++client) {
    clients.emplace_back([&world, client] {
      Exchange exchange(world, "anna");
      std::thread sender([&exchange, client] {
        for (int i = 0; i < kMessages; ++i) {
          exchange.Send(Message({Item(std::to_string(client) + "-" + std::to_string(i))}));
        }
        exchange.SendAll();
      });
      for (int i = 0; i < kMessages; ++i) {
        EXPECT_EQ(exchange.Next(), Results({"told by principals/anna"}));
      }
      sender.join();
      EXPECT_EQ(exchange.Next(), Results({"end"}));
      EXPECT_TRUE(exchange.Finish().ok());
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(world.store().store().head().position, kStreams * kMessages);
}

}  // namespace
}  // namespace zusage::testing
