// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_deliveries.h"

#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::news {

absl::StatusOr<ListDeliveriesOutput> ListDeliveries(storage::ReadTransaction& tx,
                                                    const ListDeliveriesInput& input) {
  const std::string filter =
      "deliveries " + input.webhook + " " + std::to_string(static_cast<int>(input.state));
  std::string after;
  if (!input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(after, ReadPageToken(filter, input.page_token));
  }
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookRepository::Get(tx, input.webhook).status());
  const int size = PageSize(input.page_size);
  ListDeliveriesOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.deliveries, storage::DeliveryRepository::List(
                                                 tx, input.webhook, input.state, after, size + 1));
  if (output.deliveries.size() > static_cast<size_t>(size)) {
    output.deliveries.pop_back();
    output.next_page_token = MakePageToken(filter, output.deliveries.back().id);
  }
  return output;
}

}  // namespace zusage::news
