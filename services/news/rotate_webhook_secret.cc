// SPDX-License-Identifier: Apache-2.0
#include "services/news/rotate_webhook_secret.h"

#include <utility>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "storage/webhook_repository.h"

namespace zusage::news {

absl::StatusOr<RotateWebhookSecretOutput> RotateWebhookSecret(
    storage::Unit& unit, const directory::Caller& caller, const RotateWebhookSecretInput& input) {
  using storage::WebhookRepository;
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedWebhook known, WebhookRepository::Get(tx, input.name));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, known.position));
  Webhook webhook = known.webhook;
  ++webhook.secret_number;
  unit.Describe("RotateWebhookSecret", {caller.principal, caller.on_behalf_of});
  unit.Touch(webhook.name);
  ZUSAGE_RETURN_IF_ERROR(WebhookRepository::Record(unit, webhook, known.created_by));
  const absl::Time end = unit.commit_time() + kOldSecretLasts;
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookSecretRepository::Add(
      tx, webhook.name, webhook.secret_number, input.secret, unit.commit_time(), end));
  ZUSAGE_ASSIGN_OR_RETURN(RecordedWebhook recorded, WebhookRepository::Get(tx, webhook.name));
  return RotateWebhookSecretOutput{std::move(recorded), end};
}

}  // namespace zusage::news
