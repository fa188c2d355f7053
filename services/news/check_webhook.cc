// SPDX-License-Identifier: Apache-2.0
#include "services/news/check_webhook.h"

#include <string>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"

namespace zusage::news {

absl::Status CheckWebhook(storage::ReadTransaction& tx, const Webhook& webhook,
                          const AddressPolicy& policy) {
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix("webhook.", Validate(webhook, policy)));
  for (const std::string& product : webhook.products) {
    ZUSAGE_ASSIGN_OR_RETURN(const int version,
                            storage::StrategyRepository::CurrentVersion(tx, product));
    if (version == 0) return FieldError("webhook.products", kNotFound, {{"resource", product}});
  }
  return absl::OkStatus();
}

}  // namespace zusage::news
