// SPDX-License-Identifier: Apache-2.0
#include "services/news/update_webhook.h"

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/news/check_webhook.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::news {
namespace {

using storage::DeliveryRepository;
using storage::WebhookRepository;

// What the webhook shall be, with what nobody but the server sets.
Webhook Changed(const Webhook& before, const Webhook& input) {
  Webhook webhook = Tidy(input);
  webhook.name = before.name;
  webhook.secret_number = before.secret_number;
  const bool stays_paused =
      webhook.state == WebhookState::kPaused && before.state == WebhookState::kPaused;
  webhook.pause_cause = stays_paused ? before.pause_cause : PauseCause::kNone;
  return webhook;
}

}  // namespace

absl::StatusOr<RecordedWebhook> UpdateWebhook(storage::Unit& unit, const directory::Caller& caller,
                                              const UpdateWebhookInput& input,
                                              const AddressPolicy& policy) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedWebhook known, WebhookRepository::Get(tx, input.name));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, known.position));
  const Webhook webhook = Changed(known.webhook, input.webhook);
  ZUSAGE_RETURN_IF_ERROR(CheckWebhook(tx, webhook, policy));
  if (webhook == known.webhook) return known;
  unit.Describe("UpdateWebhook", {caller.principal, caller.on_behalf_of});
  unit.Touch(webhook.name);
  ZUSAGE_RETURN_IF_ERROR(WebhookRepository::Record(unit, webhook, known.created_by));
  if (webhook.state != known.webhook.state) {
    ZUSAGE_RETURN_IF_ERROR(webhook.state == WebhookState::kPaused
                               ? DeliveryRepository::GiveUp(tx, webhook.name)
                               : WebhookRepository::ForgetFailures(tx, webhook.name));
  }
  return WebhookRepository::Get(tx, webhook.name);
}

}  // namespace zusage::news
