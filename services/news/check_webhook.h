// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_CHECK_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_CHECK_WEBHOOK_H_

#include "absl/status/status.h"
#include "services/news/domain/webhook.h"
#include "storage/connection.h"

namespace zusage::news {

// Whether a tidy webhook can be recorded. Errors: what Validate() says, fields of "webhook";
// NOT_FOUND for a product.
absl::Status CheckWebhook(storage::ReadTransaction& tx, const Webhook& webhook,
                          const AddressPolicy& policy);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_CHECK_WEBHOOK_H_
