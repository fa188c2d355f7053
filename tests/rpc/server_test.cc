// SPDX-License-Identifier: Apache-2.0
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/escaping.h"
#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

// Makes a unary call with bytes that this test wrote itself, and returns the answer's bytes.
grpc::Status CallRaw(ProbeWorld& world, const std::string& method, const std::string& bytes,
                     std::string& answer, const std::string& token = "") {
  grpc::GenericStub stub(world.channel());
  grpc::ClientContext context;
  Authorize(context, token);
  grpc::CompletionQueue queue;
  const grpc::Slice slice(bytes);
  auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&slice, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  grpc::Slice flat;
  if (response.Valid() && response.DumpToSingleSlice(&flat).ok()) {
    answer.assign(reinterpret_cast<const char*>(flat.begin()), flat.size());
  }
  return status;
}

// grpc.health.v1.HealthCheckRequest and -Response, written by hand: field 1 of each.
std::string HealthOf(ProbeWorld& world, const std::string& service) {
  std::string request;
  if (!service.empty())
    request = "\x0a" + std::string(1, static_cast<char>(service.size())) + service;
  std::string answer;
  const auto status = CallRaw(world, "/grpc.health.v1.Health/Check", request, answer);
  if (!status.ok()) return "code " + std::to_string(status.error_code());
  return answer == "\x08\x01" ? "SERVING" : "NOT_SERVING";
}

TEST(ServerTest, HealthIsToldPerService) {
  ProbeWorld world;
  EXPECT_EQ(HealthOf(world, ""), "SERVING");
  EXPECT_EQ(HealthOf(world, "zusage.probe.v1.ProbeService"), "SERVING");
  EXPECT_EQ(HealthOf(world, "zusage.probe.v1.NoSuchService"), "code 5");
}

TEST(ServerTest, CallsAreTakenWhileHealthSaysNo) {
  ProbeWorld world;
  world.server().SetServing(false);
  EXPECT_EQ(HealthOf(world, ""), "NOT_SERVING");
  EXPECT_EQ(HealthOf(world, "zusage.probe.v1.ProbeService"), "NOT_SERVING");
  EXPECT_TRUE(world.GetStory("anna").ok());
  world.server().SetServing(true);
  EXPECT_EQ(HealthOf(world, ""), "SERVING");
  EXPECT_EQ(HealthOf(world, "zusage.probe.v1.ProbeService"), "SERVING");
}

TEST(ServerTest, ReflectionNamesTheServices) {
  ProbeWorld world;
  grpc::GenericStub stub(world.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  void* tag = nullptr;
  bool ok = false;
  auto call = stub.PrepareCall(
      &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  call->StartCall(nullptr);
  queue.Next(&tag, &ok);
  const grpc::Slice list_services("\x3a\x01*", 3);  // field 7: list_services
  call->Write(grpc::ByteBuffer(&list_services, 1), nullptr);
  queue.Next(&tag, &ok);
  grpc::ByteBuffer response;
  call->Read(&response, nullptr);
  queue.Next(&tag, &ok);
  ASSERT_TRUE(ok);
  grpc::Slice flat;
  ASSERT_TRUE(response.DumpToSingleSlice(&flat).ok());
  const std::string names(reinterpret_cast<const char*>(flat.begin()), flat.size());
  EXPECT_NE(names.find("zusage.probe.v1.ProbeService"), std::string::npos);
  context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  queue.Next(&tag, &ok);
}

TEST(ServerTest, BytesThatAreNoMessageAreRefused) {
  ProbeWorld world;
  std::string answer;
  const auto status = CallRaw(world, "/zusage.probe.v1.ProbeService/GetStory",
                              "\xff\xff\xff\xff\xff", answer, "anna");
  EXPECT_FALSE(status.ok());
  EXPECT_TRUE(world.GetStory("anna").ok());
}

// --- policies
// -------------------------------------------------------------------------------------

// Why a server with the named service does not start.
std::string WhyNot(const char* service) {
  TestStore store(kStoryTables, std::string(kStorySchema));
  FakeAuthenticator people;
  rpc::Plumbing plumbing({}, people, store.clock(), store.random());
  const rpc::CallPath path(service, plumbing, &store.store());
  const auto server = rpc::Server::Start({.address = "127.0.0.1:0"}, plumbing, {});
  return server.ok() ? "" : std::string(server.status().message());
}

TEST(PolicyTest, MethodWithoutPolicyKeepsTheServerFromStarting) {
  EXPECT_NE(WhyNot("zusage.probe.v1.UnguardedService").find("UnguardedService.GetStory"),
            std::string::npos);
}

TEST(PolicyTest, PolicyThatContradictsTheRequestKeepsTheServerFromStarting) {
  EXPECT_NE(WhyNot("zusage.probe.v1.MisguidedService").find("story.title"), std::string::npos);
  EXPECT_NE(WhyNot("zusage.probe.v1.ForgetfulService").find("request_id"), std::string::npos);
  EXPECT_NE(WhyNot("zusage.probe.v1.NoSuchService").find("NoSuchService"), std::string::npos);
}

TEST(PolicyTest, MutationWithoutStoreKeepsTheServerFromStarting) {
  TestStore store;
  FakeAuthenticator people;
  rpc::Plumbing plumbing({}, people, store.clock(), store.random());
  const rpc::CallPath path("zusage.probe.v1.ProbeService", plumbing, nullptr);
  EXPECT_FALSE(plumbing.startup_status().ok());
}

TEST(ServerTest, AddressInUseIsUnavailable) {
  ProbeWorld world;
  const auto second = rpc::Server::Start({.address = world.address()}, world.plumbing(), {});
  EXPECT_EQ(second.status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace zusage::testing
