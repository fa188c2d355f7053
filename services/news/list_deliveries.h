// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_LIST_DELIVERIES_H_
#define ZUSAGE_SERVICES_NEWS_LIST_DELIVERIES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/news/domain/delivery.h"
#include "storage/connection.h"

namespace zusage::news {

struct ListDeliveriesInput {
  std::string webhook;
  DeliveryState state = DeliveryState::kUnspecified;  // kUnspecified for any
  int page_size = 0;                                  // 0 for the default
  std::string page_token;
};

struct ListDeliveriesOutput {
  std::vector<Delivery> deliveries;  // newest first
  std::string next_page_token;       // "" on the last page
};

// A page of a webhook's deliveries. Errors: NOT_FOUND; INVALID_PAGE_TOKEN.
absl::StatusOr<ListDeliveriesOutput> ListDeliveries(storage::ReadTransaction& tx,
                                                    const ListDeliveriesInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_LIST_DELIVERIES_H_
