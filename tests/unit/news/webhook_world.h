// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_NEWS_WEBHOOK_WORLD_H_
#define ZUSAGE_TESTS_UNIT_NEWS_WEBHOOK_WORLD_H_

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/base/etag.h"
#include "services/news/deliver_webhooks.h"
#include "services/news/domain/webhook.h"
#include "services/news/list_deliveries.h"
#include "services/news/replay_deliveries.h"
#include "services/news/webhook_poster.h"
#include "tests/support/world.h"

namespace zusage::news::testing {

// Receivers as a test says: each message is answered at once, or hangs where `answer` says nothing.
class FakePoster final : public WebhookPoster {
 public:
  std::function<std::optional<TryResult>(const WebhookMessage& message)> answer =
      [](const WebhookMessage&) { return TryResult{.status = 204}; };
  std::vector<WebhookMessage> begun;

  void Begin(WebhookMessage message) override;
  std::vector<PostResult> Await(absl::Duration) override;

  // Those of the messages begun that are for the URL.
  int CountFor(const std::string& url) const;
  static std::string Header(const WebhookMessage& message, const std::string& name);

 private:
  std::vector<WebhookMessage> hanging_;
};

// A store with the product "products/atlas", the admins Ada and Ali, and news that is told.
class WebhookWorld {
 public:
  WebhookWorld();

  zusage::testing::TestStore& store() { return world_.store(); }
  zusage::testing::FakeClock& clock() { return world_.clock(); }
  static directory::Caller Ada();
  static Webhook Sample(const std::string& url = "https://hooks.example.com/zusage");

  absl::StatusOr<RecordedWebhook> Create(const Webhook& webhook,
                                         const AddressPolicy& policy = AddressPolicy());
  // One that must come about.
  RecordedWebhook Created(const Webhook& webhook = Sample());
  RecordedWebhook Load(const std::string& name);
  absl::StatusOr<RecordedWebhook> Update(const RecordedWebhook& before, const Webhook& after,
                                         const AddressPolicy& policy = AddressPolicy());
  absl::Status Rotate(const RecordedWebhook& webhook, const std::string& secret);
  absl::Status Delete(const RecordedWebhook& webhook);
  absl::StatusOr<int64_t> Replay(const ReplayDeliveriesInput& input);

  // Records news; each time another.
  News Tell(Kind kind = Kind::kPromiseUnilateral, const std::string& product = "products/atlas");
  std::vector<Delivery> Deliveries(const std::string& webhook,
                                   DeliveryState state = DeliveryState::kUnspecified);

  // Moves the clock to where all that waits for the webhook is due.
  void AwaitNextTries(const std::string& webhook);

  WebhookRounds Rounds(FakePoster& poster);
  DeliveryFigures figures;

 private:
  zusage::testing::World world_;
  int told_ = 0;
};

inline constexpr char kSecret[] = "0123456789abcdef0123456789abcdef";

}  // namespace zusage::news::testing

#endif  // ZUSAGE_TESTS_UNIT_NEWS_WEBHOOK_WORLD_H_
