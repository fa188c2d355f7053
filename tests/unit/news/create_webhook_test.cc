// SPDX-License-Identifier: Apache-2.0
#include "services/news/create_webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

TEST(CreateWebhookTest, IsRecordedAsItShallBe) {
  WebhookWorld world;
  Webhook webhook = WebhookWorld::Sample();
  webhook.products = {"products/atlas"};
  webhook.kinds = {Kind::kPromiseUnilateral, Kind::kRequestDecided};
  const RecordedWebhook created = world.Created(webhook);
  EXPECT_TRUE(created.webhook.name.starts_with("webhooks/"));
  EXPECT_EQ(created.webhook.url, "https://hooks.example.com/zusage");
  EXPECT_EQ(created.webhook.products, webhook.products);
  EXPECT_EQ(created.webhook.kinds,
            (std::vector<Kind>{Kind::kRequestDecided, Kind::kPromiseUnilateral}));
  EXPECT_EQ(created.webhook.state, WebhookState::kActive);
  EXPECT_EQ(created.created_by, "principals/ada");
  EXPECT_EQ(created.create_time, world.clock().Now());
  EXPECT_EQ(created.webhook, world.Load(created.webhook.name).webhook);
}

TEST(CreateWebhookTest, FieldsAreNamedWithTheirPath) {
  WebhookWorld world;
  const auto refused = world.Create(WebhookWorld::Sample("ftp://example.com"));
  EXPECT_EQ(ReasonOf(refused.status()), "INVALID_URL");
  EXPECT_EQ(DetailsOf(refused.status())->fields[0].field, "webhook.url");
}

TEST(CreateWebhookTest, PrivateAddressTakesAServerThatAllowsIt) {
  WebhookWorld world;
  const Webhook webhook = WebhookWorld::Sample("http://10.1.2.3/hook");
  EXPECT_EQ(ReasonOf(world.Create(webhook).status()), "INVALID_URL");
  EXPECT_EQ(ReasonOf(world.Create(WebhookWorld::Sample("https://10.1.2.3/hook")).status()),
            "ADDRESS_NOT_ALLOWED");
  EXPECT_TRUE(world.Create(webhook, *AddressPolicy::Make({"10.1.0.0/16"})).ok());
}

TEST(CreateWebhookTest, UnknownProductIsNotFound) {
  WebhookWorld world;
  Webhook webhook = WebhookWorld::Sample();
  webhook.products = {"products/nothing"};
  const auto refused = world.Create(webhook);
  EXPECT_TRUE(absl::IsNotFound(refused.status()));
  EXPECT_EQ(DetailsOf(refused.status())->fields[0].field, "webhook.products");
}

TEST(CreateWebhookTest, MoreThanTheMostAreRefused) {
  WebhookWorld world;
  for (size_t i = 0; i < kMaxWebhooks; ++i) world.Created();
  EXPECT_EQ(ReasonOf(world.Create(WebhookWorld::Sample()).status()), "TOO_MANY_WEBHOOKS");
}

// Whoever reads the data, its backups or the journal finds no secret in them.
TEST(CreateWebhookTest, SecretStandsNowhereAsItIs) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  int secrets = 0;
  const absl::Status status = world.store().Read([&](storage::ReadTransaction& tx) {
    return tx.Query("SELECT sealed FROM webhook_secrets", {}, [&](const storage::Row& row) {
      ++secrets;
      EXPECT_EQ(row.Bytes(0).find(kSecret), std::string_view::npos);
      return absl::OkStatus();
    });
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_EQ(secrets, 1);
}

// Addresses often hold what lets somebody in: the journal holds them encrypted, under the webhook's
// own key.
TEST(CreateWebhookTest, AddressIsInNoPlainPartOfTheJournal) {
  WebhookWorld world;
  world.Created(WebhookWorld::Sample("https://hooks.example.com/T0K3N"));
  int parts = 0;
  const absl::Status status = world.store().Read([&](storage::ReadTransaction& tx) {
    return tx.Query("SELECT body FROM journal_parts", {}, [&](const storage::Row& row) {
      ++parts;
      EXPECT_EQ(row.Bytes(0).find("T0K3N"), std::string_view::npos);
      return absl::OkStatus();
    });
  });
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_GT(parts, 0);
}

}  // namespace
}  // namespace zusage::news::testing
