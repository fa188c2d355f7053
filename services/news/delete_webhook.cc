// SPDX-License-Identifier: Apache-2.0
#include "services/news/delete_webhook.h"

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/news/domain/webhook.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"
#include "storage/webhook_secret_repository.h"

namespace zusage::news {

absl::Status DeleteWebhook(storage::Unit& unit, const directory::Caller& caller,
                           std::string_view name, std::string_view etag) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedWebhook known, storage::WebhookRepository::Get(tx, name));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(etag, name, known.position));
  Webhook webhook = known.webhook;
  webhook.state = WebhookState::kDeleted;
  webhook.pause_cause = PauseCause::kNone;
  unit.Describe("DeleteWebhook", {caller.principal, caller.on_behalf_of});
  unit.Touch(name);
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookRepository::Record(unit, webhook, known.created_by));
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookSecretRepository::End(tx, name, unit.commit_time()));
  return storage::DeliveryRepository::RemoveAll(tx, name);
}

}  // namespace zusage::news
