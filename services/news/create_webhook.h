// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_CREATE_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_CREATE_WEBHOOK_H_

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/webhook.h"
#include "storage/store.h"
#include "storage/webhook_secret_repository.h"

namespace zusage::news {

struct CreateWebhookInput {
  Webhook webhook;               // its name, pause cause and secret number do not count
  storage::SealedSecret secret;  // the caller shows it once and forgets it
};

// Records a webhook that gets news from now on. Errors: what Validate() says, fields of "webhook";
// NOT_FOUND for a product; FAILED_PRECONDITION / TOO_MANY_WEBHOOKS.
absl::StatusOr<RecordedWebhook> CreateWebhook(storage::Unit& unit, const directory::Caller& caller,
                                              const CreateWebhookInput& input,
                                              const AddressPolicy& policy, RandomSource& random);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_CREATE_WEBHOOK_H_
