// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/news/webhook_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "services/news/create_webhook.h"
#include "services/news/delete_webhook.h"
#include "services/news/get_webhook.h"
#include "services/news/record_news.h"
#include "services/news/rotate_webhook_secret.h"
#include "services/news/update_webhook.h"
#include "storage/principal_repository.h"

namespace zusage::news::testing {

using storage::ReadTransaction;
using storage::Unit;

void FakePoster::Begin(WebhookMessage message) {
  begun.push_back(message);
  hanging_.push_back(std::move(message));
}

std::vector<PostResult> FakePoster::Await(absl::Duration) {
  std::vector<PostResult> ended;
  std::erase_if(hanging_, [&](const WebhookMessage& message) {
    const std::optional<TryResult> result = answer(message);
    if (result.has_value()) ended.push_back({message.key, *result});
    return result.has_value();
  });
  return ended;
}

int FakePoster::CountFor(const std::string& url) const {
  return static_cast<int>(std::ranges::count(begun, url, &WebhookMessage::url));
}

std::string FakePoster::Header(const WebhookMessage& message, const std::string& name) {
  for (const auto& [key, value] : message.headers) {
    if (key == name) return value;
  }
  return "";
}

WebhookWorld::WebhookWorld() {
  EXPECT_TRUE(world_.Publish(zusage::testing::World::SampleStrategy()).ok());
  for (const std::string id : {"ada", "ali"}) {
    const directory::Principal admin{.name = "principals/" + id,
                                     .display_name = id,
                                     .language = "en",
                                     .grants = {{directory::Role::kAdmin, "products/-"}}};
    const absl::Status status = store().Write([&](Unit& unit) {
      unit.Describe("CreatePrincipal", {.principal = "principals/ada"});
      return storage::PrincipalRepository::Record(unit, admin);
    });
    EXPECT_TRUE(status.ok()) << status;
  }
}

directory::Caller WebhookWorld::Ada() {
  return {.principal = "principals/ada", .grants = {{directory::Role::kAdmin, "products/-"}}};
}

Webhook WebhookWorld::Sample(const std::string& url) {
  return {.display_name = "Chat", .url = url};
}

absl::StatusOr<RecordedWebhook> WebhookWorld::Create(const Webhook& webhook,
                                                     const AddressPolicy& policy) {
  absl::StatusOr<RecordedWebhook> created = absl::UnknownError("did not run");
  const absl::StatusOr<storage::SealedSecret> secret =
      storage::SealSecret(*store().opened().keys, store().random(), kSecret);
  if (!secret.ok()) return secret.status();
  const absl::Status status = store().Write([&](Unit& unit) {
    created = CreateWebhook(unit, Ada(), {webhook, *secret}, policy, store().random());
    return created.status();
  });
  if (!status.ok()) return status;
  return created;
}

RecordedWebhook WebhookWorld::Created(const Webhook& webhook) {
  const absl::StatusOr<RecordedWebhook> created = Create(webhook);
  EXPECT_TRUE(created.ok()) << created.status();
  return *created;
}

RecordedWebhook WebhookWorld::Load(const std::string& name) {
  absl::StatusOr<RecordedWebhook> webhook = absl::UnknownError("did not run");
  const absl::Status status = store().Read([&](ReadTransaction& tx) {
    webhook = GetWebhook(tx, name);
    return webhook.status();
  });
  EXPECT_TRUE(status.ok()) << status;
  return webhook.value_or(RecordedWebhook());
}

absl::StatusOr<RecordedWebhook> WebhookWorld::Update(const RecordedWebhook& before,
                                                     const Webhook& after,
                                                     const AddressPolicy& policy) {
  absl::StatusOr<RecordedWebhook> updated = absl::UnknownError("did not run");
  const std::string& name = before.webhook.name;
  const absl::Status status = store().Write([&](Unit& unit) {
    updated = UpdateWebhook(unit, Ada(), {name, after, EtagOf(name, before.position)}, policy);
    return updated.status();
  });
  if (!status.ok()) return status;
  return updated;
}

absl::Status WebhookWorld::Rotate(const RecordedWebhook& webhook, const std::string& secret) {
  const std::string& name = webhook.webhook.name;
  const storage::SealedSecret sealed =
      storage::SealSecret(*store().opened().keys, store().random(), secret).value();
  return store().Write([&](Unit& unit) {
    return RotateWebhookSecret(unit, Ada(), {name, EtagOf(name, webhook.position), sealed})
        .status();
  });
}

absl::Status WebhookWorld::Delete(const RecordedWebhook& webhook) {
  const std::string& name = webhook.webhook.name;
  return store().Write(
      [&](Unit& unit) { return DeleteWebhook(unit, Ada(), name, EtagOf(name, webhook.position)); });
}

absl::StatusOr<int64_t> WebhookWorld::Replay(const ReplayDeliveriesInput& input) {
  absl::StatusOr<int64_t> count = absl::UnknownError("did not run");
  const absl::Status status = store().Write([&](Unit& unit) {
    count = ReplayDeliveries(unit, Ada(), input);
    return count.status();
  });
  if (!status.ok()) return status;
  return count;
}

News WebhookWorld::Tell(Kind kind, const std::string& product) {
  Told told;
  told.news.kind = kind;
  told.news.occasion = absl::StrCat("occasion ", ++told_);
  told.news.product = product;
  told.news.subject = absl::StrCat(product, "/promises/P", told_);
  told.news.actor = "principals/sofia";
  told.news.position = 7;
  told.news.create_time = clock().Now();
  const absl::Status status = store().Write([&](Unit& unit) {
    return RecordNews(unit.tx(), unit.commit_time(), store().random(), {told});
  });
  EXPECT_TRUE(status.ok()) << status;
  return told.news;
}

std::vector<Delivery> WebhookWorld::Deliveries(const std::string& webhook, DeliveryState state) {
  absl::StatusOr<ListDeliveriesOutput> page = absl::UnknownError("did not run");
  const absl::Status status = store().Read([&](ReadTransaction& tx) {
    page = ListDeliveries(tx, {webhook, state, 200, ""});
    return page.status();
  });
  EXPECT_TRUE(status.ok()) << status;
  return page.ok() ? page->deliveries : std::vector<Delivery>();
}

void WebhookWorld::AwaitNextTries(const std::string& webhook) {
  for (const Delivery& delivery : Deliveries(webhook, DeliveryState::kWaiting)) {
    clock().Set(std::max(clock().Now(), delivery.next_try_time));
  }
}

WebhookRounds WebhookWorld::Rounds(FakePoster& poster) {
  return WebhookRounds(store().store(), *store().opened().keys, poster, clock(), store().random(),
                       "principals/zusage", figures);
}

}  // namespace zusage::news::testing
