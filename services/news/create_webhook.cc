// SPDX-License-Identifier: Apache-2.0
#include "services/news/create_webhook.h"

#include <string>
#include <vector>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/news/check_webhook.h"
#include "services/news/domain/errors.h"
#include "storage/webhook_repository.h"

namespace zusage::news {
namespace {

absl::Status CheckRoom(storage::ReadTransaction& tx) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Webhook> webhooks, storage::WebhookRepository::All(tx));
  if (webhooks.size() < kMaxWebhooks) return absl::OkStatus();
  return Error(kTooManyWebhooks, {{"limit", std::to_string(kMaxWebhooks)}});
}

}  // namespace

absl::StatusOr<RecordedWebhook> CreateWebhook(storage::Unit& unit, const directory::Caller& caller,
                                              const CreateWebhookInput& input,
                                              const AddressPolicy& policy, RandomSource& random) {
  Webhook webhook = Tidy(input.webhook);
  ZUSAGE_RETURN_IF_ERROR(CheckWebhook(unit.tx(), webhook, policy));
  ZUSAGE_RETURN_IF_ERROR(CheckRoom(unit.tx()));
  webhook.name = "webhooks/" + NewId(unit.commit_time(), random);
  webhook.pause_cause = PauseCause::kNone;
  webhook.secret_number = 1;
  unit.Describe("CreateWebhook", {caller.principal, caller.on_behalf_of});
  unit.Touch(webhook.name);
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookRepository::Record(unit, webhook, caller.subject()));
  ZUSAGE_RETURN_IF_ERROR(
      storage::WebhookSecretRepository::Add(unit.tx(), webhook.name, webhook.secret_number,
                                            input.secret, unit.commit_time(), unit.commit_time()));
  return storage::WebhookRepository::Get(unit.tx(), webhook.name);
}

}  // namespace zusage::news
