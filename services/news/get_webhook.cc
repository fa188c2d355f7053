// SPDX-License-Identifier: Apache-2.0
#include "services/news/get_webhook.h"

#include "storage/webhook_repository.h"

namespace zusage::news {

absl::StatusOr<RecordedWebhook> GetWebhook(storage::ReadTransaction& tx, std::string_view name) {
  return storage::WebhookRepository::Get(tx, name);
}

}  // namespace zusage::news
