// SPDX-License-Identifier: Apache-2.0
#include "services/news/rotate_webhook_secret.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "services/news/domain/signature.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

// Sends one message, and sees what it is signed with.
void ExpectSignedWith(const std::vector<std::string>& secrets, WebhookWorld& world,
                      FakePoster& poster) {
  WebhookRounds rounds = world.Rounds(poster);
  world.Tell();
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  const WebhookMessage& message = poster.begun.back();
  EXPECT_EQ(FakePoster::Header(message, "webhook-signature"),
            Signatures(secrets, FakePoster::Header(message, "webhook-id"), world.clock().Now(),
                       message.body));
}

TEST(RotateWebhookSecretTest, ForADayBothSign) {
  WebhookWorld world;
  FakePoster poster;
  const RecordedWebhook created = world.Created();
  ExpectSignedWith({kSecret}, world, poster);
  ASSERT_TRUE(world.Rotate(created, "new").ok());
  ExpectSignedWith({"new", kSecret}, world, poster);
  world.clock().Advance(kOldSecretLasts - absl::Microseconds(1));
  ExpectSignedWith({"new", kSecret}, world, poster);
  world.clock().Advance(absl::Microseconds(1));
  ExpectSignedWith({"new"}, world, poster);
}

TEST(RotateWebhookSecretTest, OldestEndsAtOnce) {
  WebhookWorld world;
  FakePoster poster;
  const RecordedWebhook created = world.Created();
  ASSERT_TRUE(world.Rotate(created, "second").ok());
  ASSERT_TRUE(world.Rotate(world.Load(created.webhook.name), "third").ok());
  ExpectSignedWith({"third", "second"}, world, poster);
}

TEST(RotateWebhookSecretTest, EndedSecretIsErasedWithItsKey) {
  WebhookWorld world;
  FakePoster poster;
  ASSERT_TRUE(world.Rotate(world.Created(), "new").ok());
  const int64_t key = world.store().Number("SELECT MIN(key_id) FROM webhook_secrets");
  WebhookRounds rounds = world.Rounds(poster);
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM webhook_secrets"), 2);
  world.clock().Advance(kOldSecretLasts);
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(world.store().Number("SELECT COUNT(*) FROM webhook_secrets"), 1);
  EXPECT_TRUE(absl::IsNotFound(world.store().opened().keys->Get(key).status()));
}

// As after a restore without the keys: nothing is sent unsigned, and a new secret helps at once.
TEST(RotateWebhookSecretTest, TakesThePlaceOfOneWhoseKeyIsLost) {
  WebhookWorld world;
  FakePoster poster;
  const RecordedWebhook created = world.Created();
  const int64_t key = world.store().Number("SELECT key_id FROM webhook_secrets");
  ASSERT_TRUE(world.store().opened().keys->Erase(key).ok());
  WebhookRounds rounds = world.Rounds(poster);
  world.Tell();
  ASSERT_TRUE(rounds.Run(absl::ZeroDuration()).ok());
  EXPECT_TRUE(poster.begun.empty());
  ASSERT_TRUE(world.Rotate(created, "new").ok());
  ExpectSignedWith({"new"}, world, poster);
}

TEST(RotateWebhookSecretTest, ChangesTheEtag) {
  WebhookWorld world;
  const RecordedWebhook created = world.Created();
  ASSERT_TRUE(world.Rotate(created, "new").ok());
  EXPECT_EQ(ReasonOf(world.Rotate(created, "newer")), "ETAG_STALE");
  EXPECT_EQ(world.Load(created.webhook.name).webhook.secret_number, 2);
}

}  // namespace
}  // namespace zusage::news::testing
