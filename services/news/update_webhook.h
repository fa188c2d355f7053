// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_UPDATE_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_UPDATE_WEBHOOK_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/webhook.h"
#include "storage/store.h"

namespace zusage::news {

struct UpdateWebhookInput {
  std::string name;
  Webhook webhook;  // as it shall be; its name, pause cause and secret number do not count
  std::string etag;
};

// Records a webhook as it shall be from now on. Pausing one gives up what waits for it; one that is
// active again starts without its failures. Says nothing if nothing is new. Errors in the order of
// precedence: NOT_FOUND; ABORTED / ETAG_STALE; what Validate() says, fields of "webhook"; NOT_FOUND
// for a product.
absl::StatusOr<RecordedWebhook> UpdateWebhook(storage::Unit& unit, const directory::Caller& caller,
                                              const UpdateWebhookInput& input,
                                              const AddressPolicy& policy);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_UPDATE_WEBHOOK_H_
