// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_DELETE_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_DELETE_WEBHOOK_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::news {

// Ends a webhook for good, with its secrets and everything that it had still to deliver. Errors:
// NOT_FOUND; ABORTED / ETAG_STALE.
absl::Status DeleteWebhook(storage::Unit& unit, const directory::Caller& caller,
                           std::string_view name, std::string_view etag);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DELETE_WEBHOOK_H_
