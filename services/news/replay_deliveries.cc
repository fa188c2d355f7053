// SPDX-License-Identifier: Apache-2.0
#include "services/news/replay_deliveries.h"

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/news/domain/errors.h"
#include "services/news/domain/webhook.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::news {
namespace {

using storage::DeliveryRepository;

absl::StatusOr<int64_t> Replay(storage::Unit& unit, const std::string& webhook,
                               const std::string& delivery) {
  const absl::Time now = unit.commit_time();
  if (delivery.empty()) return DeliveryRepository::ReplayDead(unit.tx(), webhook, now);
  ZUSAGE_ASSIGN_OR_RETURN(
      const bool found, DeliveryRepository::Replay(unit.tx(), webhook, LastSegment(delivery), now));
  if (!found) return Error(kNotFound, {{"resource", delivery}});
  return 1;
}

}  // namespace

absl::StatusOr<int64_t> ReplayDeliveries(storage::Unit& unit, const directory::Caller& caller,
                                         const ReplayDeliveriesInput& input) {
  if (input.delivery.empty() == input.webhook.empty()) return Error(kNoDeliveries);
  const std::string webhook = input.webhook.empty()
                                  ? input.delivery.substr(0, input.delivery.find("/deliveries/"))
                                  : input.webhook;
  ZUSAGE_ASSIGN_OR_RETURN(const RecordedWebhook known,
                          storage::WebhookRepository::Get(unit.tx(), webhook));
  if (known.webhook.state == WebhookState::kPaused) {
    return Error(kWebhookPaused, {{"webhook", webhook}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t count, Replay(unit, webhook, input.delivery));
  unit.Describe("ReplayDeliveries", {caller.principal, caller.on_behalf_of});
  unit.Touch(webhook);
  ZUSAGE_RETURN_IF_ERROR(
      storage::WebhookRepository::RecordReplay(unit, webhook, LastSegment(input.delivery), count));
  return count;
}

}  // namespace zusage::news
