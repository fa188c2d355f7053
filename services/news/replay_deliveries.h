// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_REPLAY_DELIVERIES_H_
#define ZUSAGE_SERVICES_NEWS_REPLAY_DELIVERIES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::news {

// Exactly one of the two.
struct ReplayDeliveriesInput {
  std::string delivery;  // "webhooks/…/deliveries/01J…": this one
  std::string webhook;   // "webhooks/01J…": all dead ones of this webhook
};

// Has deliveries sent again at once, with the ids that they had; how many. Errors:
// INVALID_ARGUMENT / NO_DELIVERIES unless exactly one is given; NOT_FOUND; FAILED_PRECONDITION /
// WEBHOOK_PAUSED.
absl::StatusOr<int64_t> ReplayDeliveries(storage::Unit& unit, const directory::Caller& caller,
                                         const ReplayDeliveriesInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_REPLAY_DELIVERIES_H_
