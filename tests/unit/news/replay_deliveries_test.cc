// SPDX-License-Identifier: Apache-2.0
#include "services/news/replay_deliveries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

// A webhook with two dead deliveries and one that came through.
class ReplayDeliveriesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    webhook_ = world_.Created().webhook.name;
    world_.Tell();
    ASSERT_TRUE(rounds_.Run(absl::ZeroDuration()).ok());
    poster_.answer = [](const WebhookMessage&) { return TryResult{.status = 500}; };
    for (int i = 0; i < 2; ++i) world_.Tell();
    for (int i = 0; i < kMaxTries; ++i) {
      ASSERT_TRUE(rounds_.Run(absl::ZeroDuration()).ok());
      world_.AwaitNextTries(webhook_);
    }
    poster_.answer = [](const WebhookMessage&) { return TryResult{.status = 200}; };
    poster_.begun.clear();
  }

  WebhookWorld world_;
  FakePoster poster_;
  WebhookRounds rounds_ = world_.Rounds(poster_);
  std::string webhook_;
};

TEST_F(ReplayDeliveriesTest, AllDeadOnesAreSentAgainWithTheIdsTheyHad) {
  const std::vector<Delivery> dead = world_.Deliveries(webhook_, DeliveryState::kDead);
  ASSERT_EQ(dead.size(), 2u);
  EXPECT_EQ(world_.Replay({.webhook = webhook_}).value_or(-1), 2);
  ASSERT_TRUE(rounds_.Run(absl::ZeroDuration()).ok());
  ASSERT_EQ(poster_.begun.size(), 2u);
  EXPECT_EQ(FakePoster::Header(poster_.begun[1], "webhook-id"), dead[0].id);
  EXPECT_EQ(FakePoster::Header(poster_.begun[0], "webhook-id"), dead[1].id);
  EXPECT_EQ(world_.Deliveries(webhook_, DeliveryState::kDelivered).size(), 3u);
}

TEST_F(ReplayDeliveriesTest, OneThatCameThroughIsSentAgain) {
  const std::vector<Delivery> delivered = world_.Deliveries(webhook_, DeliveryState::kDelivered);
  ASSERT_EQ(delivered.size(), 1u);
  EXPECT_EQ(world_.Replay({.delivery = delivered[0].name()}).value_or(-1), 1);
  ASSERT_TRUE(rounds_.Run(absl::ZeroDuration()).ok());
  ASSERT_EQ(poster_.begun.size(), 1u);
  EXPECT_EQ(poster_.begun[0].body, delivered[0].body);
}

TEST_F(ReplayDeliveriesTest, ExactlyOneOfTheTwoIsNamed) {
  EXPECT_EQ(ReasonOf(world_.Replay({}).status()), "NO_DELIVERIES");
  EXPECT_EQ(ReasonOf(world_.Replay({webhook_ + "/deliveries/x", webhook_}).status()),
            "NO_DELIVERIES");
}

TEST_F(ReplayDeliveriesTest, WhatIsNotThereIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(world_.Replay({.webhook = "webhooks/nothing"}).status()));
  EXPECT_TRUE(
      absl::IsNotFound(world_.Replay({.delivery = webhook_ + "/deliveries/nothing"}).status()));
}

TEST_F(ReplayDeliveriesTest, PausedWebhookGetsNothing) {
  Webhook paused = WebhookWorld::Sample();
  paused.state = WebhookState::kPaused;
  ASSERT_TRUE(world_.Update(world_.Load(webhook_), paused).ok());
  EXPECT_EQ(ReasonOf(world_.Replay({.webhook = webhook_}).status()), "WEBHOOK_PAUSED");
}

}  // namespace
}  // namespace zusage::news::testing
