// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_GET_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_GET_WEBHOOK_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "services/news/domain/webhook.h"
#include "storage/connection.h"

namespace zusage::news {

// One webhook. Errors: NOT_FOUND.
absl::StatusOr<RecordedWebhook> GetWebhook(storage::ReadTransaction& tx, std::string_view name);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_GET_WEBHOOK_H_
