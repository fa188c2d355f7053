// SPDX-License-Identifier: Apache-2.0
#include "services/news/delete_webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

TEST(DeleteWebhookTest, EndsWithAllItHadToDeliver) {
  WebhookWorld world;
  FakePoster poster;
  const RecordedWebhook created = world.Created();
  world.Tell();
  ASSERT_TRUE(world.Delete(created).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM current_webhooks"), 0);
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM webhook_health"), 0);
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM webhook_deliveries"), 0);
  world.Tell();
  WebhookRounds rounds = world.Rounds(poster);
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_TRUE(poster.begun.empty());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM webhook_secrets"), 0);
}

TEST(DeleteWebhookTest, WhatIsUnderWayThenChangesNothing) {
  WebhookWorld world;
  FakePoster poster;
  poster.answer = [](const WebhookMessage&) { return std::nullopt; };
  const RecordedWebhook created = world.Created();
  world.Tell();
  WebhookRounds rounds = world.Rounds(poster);
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  ASSERT_TRUE(world.Delete(created).ok());
  poster.answer = [](const WebhookMessage&) { return TryResult{.status = 410}; };
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM current_webhooks"), 0);
}

TEST(DeleteWebhookTest, TakesTheNewestEtag) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  ASSERT_TRUE(world.Rotate(created, "new").ok());
  EXPECT_EQ(ReasonOf(world.Delete(created)), "ETAG_STALE");
}

TEST(DeleteWebhookTest, DeletedOneIsNotFound) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  ASSERT_TRUE(world.Delete(created).ok());
  EXPECT_TRUE(absl::IsNotFound(world.Delete(created)));
}

}  // namespace
}  // namespace zusage::news::testing
