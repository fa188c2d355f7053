// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/rpc/probe_world.h"

namespace zusage::testing {
namespace {

using enum grpc::StatusCode;

TEST(IdempotencyTest, RetryGetsTheFirstAnswerAndRecordsNothing) {
  ProbeWorld world;
  probe::Story first;
  probe::Story second;
  ASSERT_TRUE(world.Tell("anna", Telling("r1"), &first).ok());
  ASSERT_TRUE(world.Tell("anna", Telling("r1"), &second).ok());
  EXPECT_EQ(second.position(), first.position());
  EXPECT_EQ(world.service().effects, 1);
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 1);
}

TEST(IdempotencyTest, ConcurrentRetriesRecordOnce) {
  ProbeWorld world;
  constexpr int kCalls = 16;
  std::vector<probe::Story> stories(kCalls);
  std::vector<std::thread> threads;
  for (int i = 0; i < kCalls; ++i) {
    threads.emplace_back([&, i] {
      EXPECT_TRUE(world.Tell("anna", Telling("same"), &stories[static_cast<size_t>(i)]).ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const probe::Story& story : stories) EXPECT_EQ(story.position(), stories[0].position());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 1);
}

TEST(IdempotencyTest, ReusedIdWithOtherContentIsRefused) {
  ProbeWorld world;
  ASSERT_TRUE(world.Tell("anna", Telling("r1", "one")).ok());
  const grpc::Status status = world.Tell("anna", Telling("r1", "another"));
  EXPECT_EQ(status.error_code(), ALREADY_EXISTS);
  EXPECT_EQ(DetailsOfCall(status).info.reason(), "REQUEST_ID_REUSED");
  EXPECT_EQ(DetailsOfCall(status).info.metadata().at("request_id"), "r1");
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 1);
}

TEST(IdempotencyTest, IdsBelongToTheKeyAndToWhomItActsFor) {
  ProbeWorld world;
  world.people().Add("otto", {{directory::Role::kSales, "products/atlas"}});
  EXPECT_TRUE(world.Tell("anna", Telling("r1", "a")).ok());
  EXPECT_TRUE(world.Tell("otto", Telling("r1", "b")).ok());
  const ProbeWorld::Metadata for_anna = {{"zusage-on-behalf-of", "principals/anna"}};
  const ProbeWorld::Metadata for_otto = {{"zusage-on-behalf-of", "principals/otto"}};
  EXPECT_TRUE(world.Tell("crm", Telling("r1", "c"), nullptr, for_anna).ok());
  EXPECT_TRUE(world.Tell("crm", Telling("r1", "d"), nullptr, for_otto).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 4);
}

TEST(IdempotencyTest, SecretIsInTheFirstAnswerOnly) {
  ProbeWorld world;
  probe::Story first;
  probe::Story second;
  ASSERT_TRUE(world.Tell("anna", Telling("r1"), &first).ok());
  ASSERT_TRUE(world.Tell("anna", Telling("r1"), &second).ok());
  EXPECT_EQ(first.token(), "once");
  EXPECT_EQ(second.token(), "");
}

TEST(IdempotencyTest, FailureIsNotStored) {
  ProbeWorld world;
  probe::TellStoryRequest failing = Telling("r1");
  failing.set_fail("effect");
  EXPECT_EQ(world.Tell("anna", failing).error_code(), NOT_FOUND);
  EXPECT_TRUE(world.Tell("anna", Telling("r1")).ok());
}

TEST(IdempotencyTest, AnswerThatFactsTellIsToldAgainAndNotKept) {
  ProbeWorld world;
  probe::Story first;
  probe::Story second;
  ASSERT_TRUE(world.Retell("anna", Telling("r1"), &first).ok());
  ASSERT_TRUE(world.Retell("anna", Telling("r1"), &second).ok());
  EXPECT_NE(first.name(), "");
  EXPECT_GT(first.position(), 0);
  EXPECT_EQ(first.teller(), "principals/anna");
  EXPECT_EQ(second.name(), first.name());
  EXPECT_EQ(second.position(), first.position());
  EXPECT_EQ(second.teller(), "") << "is not what the effect answered";
  EXPECT_EQ(world.service().effects, 1);
  EXPECT_EQ(world.store().Number("SELECT length(answer) FROM answers"), 0);
  EXPECT_EQ(world.Retell("anna", Telling("r1", "another"), &second).error_code(), ALREADY_EXISTS);
}

TEST(IdempotencyTest, AnswerWhoseFactsAreGoneIsAnErrorAndNoSecondRecord) {
  ProbeWorld world;
  probe::Story story;
  ASSERT_TRUE(world.Retell("anna", Telling("r1"), &story).ok());
  ASSERT_TRUE(world.store()
                  .Write([](storage::Unit& unit) {
                    return unit.tx().Execute("DELETE FROM stories", {}).status();
                  })
                  .ok());
  EXPECT_EQ(world.Retell("anna", Telling("r1"), &story).error_code(), INTERNAL);
  EXPECT_EQ(world.service().effects, 1);
}

TEST(IdempotencyTest, WhatWasPreparedTooEarlyIsPreparedOnceMore) {
  ProbeWorld world;
  probe::TellStoryRequest telling = Telling("r1");
  telling.set_fail("outdated once");
  probe::Story first;
  probe::Story second;
  ASSERT_TRUE(world.Tell("anna", telling, &first).ok());
  EXPECT_EQ(world.service().prepared, 2);
  EXPECT_EQ(world.service().effects, 2);
  ASSERT_TRUE(world.Tell("anna", telling, &second).ok());
  EXPECT_EQ(second.position(), first.position());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 1);
}

TEST(IdempotencyTest, WhatIsAlwaysOutdatedIsADefectAndRecordsNothing) {
  ProbeWorld world;
  probe::TellStoryRequest telling = Telling("r1");
  telling.set_fail("always outdated");
  EXPECT_EQ(world.Tell("anna", telling).error_code(), INTERNAL);
  EXPECT_EQ(world.service().prepared, 2);
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM stories"), 0);
}

TEST(IdempotencyTest, WhatOnlyValidatesStoresNoAnswer) {
  ProbeWorld world;
  probe::TellStoryRequest validating = Telling("r1");
  validating.set_validate_only(true);
  ASSERT_TRUE(world.Tell("anna", validating).ok());
  ASSERT_TRUE(world.Tell("anna", validating).ok());
  EXPECT_EQ(world.service().effects, 2);
  EXPECT_TRUE(world.Tell("anna", Telling("r1")).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM answers"), 1);
}

TEST(IdempotencyTest, RetryIsAnsweredWhenItCanNoLongerBePrepared) {
  ProbeWorld world;
  probe::TellStoryRequest request = Telling("r1");
  request.set_fail("prepare");
  EXPECT_EQ(world.Tell("anna", request).error_code(), UNAVAILABLE);
  ASSERT_TRUE(world.Tell("anna", Telling("r2")).ok());
  request.set_request_id("r2");  // other content than what was stored
  EXPECT_EQ(world.Tell("anna", request).error_code(), ALREADY_EXISTS);
}

TEST(IdempotencyTest, AnswersAreKeptAsLongAsThePolicySays) {
  ProbeWorld world;
  grpc::ClientContext context;
  Authorize(context, "root");
  probe::Story story;
  ASSERT_TRUE(world.stub().Administer(&context, Telling("r1"), &story).ok());
  ASSERT_TRUE(world.Tell("anna", Telling("r2")).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM answers WHERE expire_time IS NULL"), 1);
  const int64_t week = absl::ToInt64Microseconds(absl::Hours(7 * 24));
  EXPECT_EQ(world.store().Number("SELECT MAX(expire_time) FROM answers"),
            absl::ToUnixMicros(world.store().clock().Now()) + week);
}

TEST(IdempotencyTest, WhatOnlyTheServerSetsIsNoPartOfTheContent) {
  ProbeWorld world;
  ASSERT_TRUE(world.Tell("anna", Telling("r1")).ok());
  probe::TellStoryRequest request = Telling("r1");
  request.mutable_story()->set_position(99);
  request.mutable_story()->set_teller("principals/mallory");
  probe::Story story;
  EXPECT_TRUE(world.Tell("anna", request, &story).ok());
  EXPECT_EQ(story.teller(), "principals/anna");
}

}  // namespace
}  // namespace zusage::testing
