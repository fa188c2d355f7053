// SPDX-License-Identifier: Apache-2.0
#include "services/news/update_webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

TEST(UpdateWebhookTest, WhatIsGivenTakesThePlaceOfWhatWas) {
  WebhookWorld world;
  Webhook before = WebhookWorld::Sample();
  before.kinds = {Kind::kReviewOverdue};
  const RecordedWebhook created = world.Created(before);
  const auto updated = world.Update(created, WebhookWorld::Sample("https://other.example.com/"));
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->webhook.name, created.webhook.name);
  EXPECT_EQ(updated->webhook.url, "https://other.example.com/");
  EXPECT_TRUE(updated->webhook.kinds.empty());
  EXPECT_EQ(updated->created_by, created.created_by);
  EXPECT_EQ(updated->create_time, created.create_time);
  EXPECT_GT(updated->position, created.position);
}

TEST(UpdateWebhookTest, WhoDidNotReadTheNewestIsAborted) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  ASSERT_TRUE(world.Update(created, WebhookWorld::Sample("https://a.example.com/")).ok());
  const auto late = world.Update(created, WebhookWorld::Sample("https://b.example.com/"));
  EXPECT_EQ(ReasonOf(late.status()), "ETAG_STALE");
}

TEST(UpdateWebhookTest, WhatIsAsItWasChangesNothing) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  const auto updated = world.Update(created, WebhookWorld::Sample());
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->position, created.position);
}

TEST(UpdateWebhookTest, AddressIsCheckedAgain) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  const auto refused = world.Update(created, WebhookWorld::Sample("https://192.168.1.1/"));
  EXPECT_EQ(ReasonOf(refused.status()), "ADDRESS_NOT_ALLOWED");
}

TEST(UpdateWebhookTest, PausingGivesUpWhatWaits) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  world.Tell();
  Webhook paused = WebhookWorld::Sample();
  paused.state = WebhookState::kPaused;
  const auto updated = world.Update(world.Load(created.webhook.name), paused);
  ASSERT_TRUE(updated.ok()) << updated.status();
  EXPECT_EQ(updated->webhook.state, WebhookState::kPaused);
  EXPECT_EQ(updated->webhook.pause_cause, PauseCause::kNone);
  EXPECT_EQ(updated->waiting_count, 0);
  EXPECT_EQ(updated->dead_count, 1);
  world.Tell();  // what happens meanwhile is not sent either
  const std::vector<Delivery> dead = world.Deliveries(created.webhook.name, DeliveryState::kDead);
  ASSERT_EQ(dead.size(), 2u);
  EXPECT_EQ(dead[0].failure, DeliveryFailure::kPaused);
  EXPECT_EQ(dead[1].failure, DeliveryFailure::kPaused);
}

TEST(UpdateWebhookTest, UnknownOneIsNotFound) {
  WebhookWorld world;
  RecordedWebhook unknown;
  unknown.webhook.name = "webhooks/nothing";
  EXPECT_TRUE(absl::IsNotFound(world.Update(unknown, WebhookWorld::Sample()).status()));
}

}  // namespace
}  // namespace zusage::news::testing
