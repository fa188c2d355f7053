// SPDX-License-Identifier: Apache-2.0
#include "services/news/get_webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

TEST(GetWebhookTest, SaysHowItGoes) {
  WebhookWorld world;
  FakePoster poster;
  const std::string name = world.Created().webhook.name;
  EXPECT_FALSE(world.Load(name).last_success_time.has_value());
  world.Tell();
  EXPECT_EQ(world.Load(name).waiting_count, 1);
  WebhookRounds rounds = world.Rounds(poster);
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(world.Load(name).waiting_count, 0);
  EXPECT_EQ(world.Load(name).last_success_time, world.clock().Now());
}

TEST(GetWebhookTest, UnknownOneIsNotFound) {
  WebhookWorld world;
  const absl::Status status = world.store().Read(
      [](storage::ReadTransaction& tx) { return GetWebhook(tx, "webhooks/nothing").status(); });
  EXPECT_TRUE(absl::IsNotFound(status));
}

}  // namespace
}  // namespace zusage::news::testing
