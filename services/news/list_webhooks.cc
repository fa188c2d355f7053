// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_webhooks.h"

#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/webhook_repository.h"

namespace zusage::news {

absl::StatusOr<ListWebhooksOutput> ListWebhooks(storage::ReadTransaction& tx,
                                                const ListWebhooksInput& input) {
  constexpr std::string_view kFilter = "webhooks";
  std::string after;
  if (!input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(after, ReadPageToken(kFilter, input.page_token));
  }
  const int size = PageSize(input.page_size);
  ListWebhooksOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.webhooks, storage::WebhookRepository::List(tx, after, size + 1));
  if (output.webhooks.size() > static_cast<size_t>(size)) {
    output.webhooks.pop_back();
    output.next_page_token = MakePageToken(kFilter, output.webhooks.back().webhook.name);
  }
  return output;
}

}  // namespace zusage::news
