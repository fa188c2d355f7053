// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_LIST_WEBHOOKS_H_
#define ZUSAGE_SERVICES_NEWS_LIST_WEBHOOKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/news/domain/webhook.h"
#include "storage/connection.h"

namespace zusage::news {

struct ListWebhooksInput {
  int page_size = 0;  // 0 for the default
  std::string page_token;
};

struct ListWebhooksOutput {
  std::vector<RecordedWebhook> webhooks;  // newest first
  std::string next_page_token;            // "" on the last page
};

// A page of webhooks. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListWebhooksOutput> ListWebhooks(storage::ReadTransaction& tx,
                                                const ListWebhooksInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_LIST_WEBHOOKS_H_
