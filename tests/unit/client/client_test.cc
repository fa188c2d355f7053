// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <fstream>
#include <map>

#include "tests/rpc/probe.grpc.pb.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/client/fake_server.h"

namespace zusage::client {
namespace {

using ::testing::ElementsAre;
using testing::FakeServer;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const grpc::Status kAway{grpc::StatusCode::UNAVAILABLE, "away"};
const grpc::Status kRefused{grpc::StatusCode::FAILED_PRECONDITION, "no"};
const grpc::Status kStranger{grpc::StatusCode::UNAUTHENTICATED, "who"};

// Answers with `answers` in turn, then with OK, and writes down what it was asked.
class Scripted : public probe::v1::ProbeService::Service {
 public:
  grpc::Status TellStory(grpc::ServerContext* context, const probe::v1::TellStoryRequest* in,
                         probe::v1::Story* out) override {
    request_ids.push_back(in->request_id());
    out->set_title(in->story().title());
    return Next(context);
  }
  grpc::Status Greet(grpc::ServerContext* context, const probe::v1::GreetRequest*,
                     probe::v1::Story*) override {
    return Next(context);
  }
  grpc::Status GetStory(grpc::ServerContext* context, const probe::v1::GetStoryRequest*,
                        probe::v1::Story*) override {
    return Next(context);
  }

  std::string Metadata(const std::string& key) const {
    const auto found = metadata.back().find(key);
    return found == metadata.back().end() ? "" : found->second;
  }

  std::deque<grpc::Status> answers;
  std::vector<std::string> request_ids;
  std::vector<std::map<std::string, std::string>> metadata;  // of each call
  std::vector<absl::Time> deadlines;

 private:
  grpc::Status Next(grpc::ServerContext* context) {
    auto& call = metadata.emplace_back();
    for (const auto& [key, value] : context->client_metadata()) {
      call[std::string(key.data(), key.size())] = std::string(value.data(), value.size());
    }
    deadlines.push_back(absl::FromChrono(context->deadline()));
    if (answers.empty()) return grpc::Status::OK;
    const grpc::Status answer = answers.front();
    answers.pop_front();
    return answer;
  }
};

class ClientTest : public ::testing::Test {
 protected:
  absl::Status Greet(const Client& client, const CallOptions& call = {}) {
    return client.Call(&probe::v1::ProbeService::Stub::Greet, {}, call).status();
  }
  absl::Status Tell(const Client& client, const std::string& request_id = "",
                    const CallOptions& call = {}) {
    probe::v1::TellStoryRequest request;
    request.set_request_id(request_id);
    return client.Call(&probe::v1::ProbeService::Stub::TellStory, request, call).status();
  }

  Scripted service;
  FakeServer server{service};
};

TEST_F(ClientTest, AReadIsRepeatedWhileTheServerIsUnavailable) {
  service.answers = {kAway, kAway};
  EXPECT_TRUE(Greet(server.client()).ok());
  EXPECT_THAT(service.metadata, SizeIs(3));
  EXPECT_THAT(server.slept, ElementsAre(absl::Milliseconds(100), absl::Milliseconds(300)));
}

TEST_F(ClientTest, TheLastAnswerIsReturnedWhenNoAttemptIsLeft) {
  service.answers = {kAway, kAway, kAway, {grpc::StatusCode::UNAVAILABLE, "still away"}, kAway};
  const absl::Status status = Greet(server.client());
  EXPECT_TRUE(absl::IsUnavailable(status));
  EXPECT_EQ(status.message(), "still away");
  EXPECT_THAT(service.metadata, SizeIs(4));
}

TEST_F(ClientTest, NothingIsRepeatedPastTheTimeout) {
  service.answers = {kAway, kAway, kAway};
  CallOptions call;
  call.timeout = absl::Milliseconds(350);
  EXPECT_TRUE(absl::IsUnavailable(Greet(server.client(), call)));
  EXPECT_THAT(server.slept, ElementsAre(absl::Milliseconds(100)));
}

TEST_F(ClientTest, DelaysGrowNoFurtherThanTheLongest) {
  service.answers = {kAway, kAway, kAway};
  ClientOptions options = server.options();
  options.retry.max_delay = absl::Milliseconds(200);
  EXPECT_TRUE(Greet(Client(options)).ok());
  EXPECT_THAT(server.slept, ElementsAre(absl::Milliseconds(100), absl::Milliseconds(200),
                                        absl::Milliseconds(200)));
}

TEST_F(ClientTest, ARequestIdIsMadeOnceAndKeptOverAttempts) {
  service.answers = {kAway, kAway};
  const Client client = server.client();
  EXPECT_TRUE(Tell(client).ok());
  EXPECT_TRUE(Tell(client).ok());
  EXPECT_THAT(service.request_ids, ElementsAre("id-1", "id-1", "id-1", "id-2"));
}

TEST_F(ClientTest, ARequestIdThatIsGivenIsSent) {
  const Client client = server.client();
  EXPECT_TRUE(Tell(client, "mine").ok());
  EXPECT_TRUE(Tell(client, "mine", {.request_id = "of the call"}).ok());
  EXPECT_THAT(service.request_ids, ElementsAre("mine", "of the call"));
}

TEST_F(ClientTest, IdsThatNobodyChoseAreAllDifferentAndFitTheContract) {
  ClientOptions options = server.options();
  options.new_request_id = nullptr;
  const Client client(options);
  EXPECT_TRUE(Tell(client).ok());
  EXPECT_TRUE(Tell(client).ok());
  EXPECT_NE(service.request_ids[0], service.request_ids[1]);
  EXPECT_THAT(service.request_ids[0], SizeIs(32));
}

TEST_F(ClientTest, WhatTheContractDoesNotCallSafeIsNotRepeated) {
  // One of the methods that take this request has no policy.
  service.answers = {kAway};
  const auto story =
      server.client().Call(&probe::v1::ProbeService::Stub::GetStory, probe::v1::GetStoryRequest());
  EXPECT_TRUE(absl::IsUnavailable(story.status()));
  EXPECT_THAT(service.metadata, SizeIs(1));
}

TEST_F(ClientTest, ARefusalIsNotRepeated) {
  service.answers = {kRefused};
  EXPECT_TRUE(absl::IsFailedPrecondition(Tell(server.client())));
  EXPECT_THAT(server.slept, IsEmpty());
}

TEST_F(ClientTest, TokenLanguageAndPrincipalTravelWithTheCall) {
  ClientOptions options = server.options();
  options.token = TokenFromText("secret");
  options.on_behalf_of = "principals/anna";
  options.language = "de";
  const Client client(options);
  EXPECT_TRUE(Greet(client).ok());
  EXPECT_EQ(service.Metadata("authorization"), "Bearer secret");
  EXPECT_EQ(service.Metadata("zusage-on-behalf-of"), "principals/anna");
  EXPECT_EQ(service.Metadata("accept-language"), "de");
  EXPECT_TRUE(Greet(client, {.on_behalf_of = "principals/ben"}).ok());
  EXPECT_EQ(service.Metadata("zusage-on-behalf-of"), "principals/ben");
  EXPECT_TRUE(Greet(client, {.on_behalf_of = ""}).ok());
  EXPECT_EQ(service.Metadata("zusage-on-behalf-of"), "");
}

TEST_F(ClientTest, ATokenThatWasReplacedIsReadAgainAfterARefusal) {
  zusage::testing::TemporaryDirectory files;
  const std::string path = files.File("token");
  std::ofstream(path) << "old\n";
  ClientOptions options = server.options();
  options.token = TokenFromFile(path);
  const Client client(options);
  EXPECT_TRUE(Greet(client).ok());
  std::ofstream(path) << "new\n";
  service.answers = {kStranger};
  EXPECT_TRUE(absl::IsUnauthenticated(Greet(client)));
  EXPECT_EQ(service.Metadata("authorization"), "Bearer old");
  EXPECT_TRUE(Greet(client).ok());
  EXPECT_EQ(service.Metadata("authorization"), "Bearer new");
}

TEST_F(ClientTest, WhatCannotTravelIsRefusedHere) {
  ClientOptions options = server.options();
  options.token = TokenFromText("two\nlines");
  EXPECT_TRUE(absl::IsInvalidArgument(Greet(Client(options))));
  options.token = TokenFromFile("/nowhere/at/all");
  EXPECT_TRUE(absl::IsInvalidArgument(Greet(Client(options))));
  options.token = TokenFromFile("/");
  EXPECT_TRUE(absl::IsInvalidArgument(Greet(Client(options))));
  options.token = nullptr;
  EXPECT_TRUE(absl::IsInvalidArgument(Greet(Client(options), {.on_behalf_of = "a\r\nb"})));
  EXPECT_THAT(service.metadata, IsEmpty());
}

TEST_F(ClientTest, AllAttemptsShareOneDeadline) {
  service.answers = {kAway};
  CallOptions call;
  call.timeout = absl::Hours(100);
  EXPECT_TRUE(Greet(server.client(), call).ok());
  ASSERT_THAT(service.deadlines, SizeIs(2));
  // What is left is sent as a span of time, and rounded.
  const absl::Duration off = service.deadlines[1] - service.deadlines[0];
  EXPECT_LT(absl::AbsDuration(off), absl::Hours(2));
}

}  // namespace
}  // namespace zusage::client
