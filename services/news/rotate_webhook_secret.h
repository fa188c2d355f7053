// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_ROTATE_WEBHOOK_SECRET_H_
#define ZUSAGE_SERVICES_NEWS_ROTATE_WEBHOOK_SECRET_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "services/news/domain/webhook.h"
#include "storage/store.h"
#include "storage/webhook_secret_repository.h"

namespace zusage::news {

// So long deliveries are signed with the old secret as well.
inline constexpr absl::Duration kOldSecretLasts = absl::Hours(24);

struct RotateWebhookSecretInput {
  std::string name;
  std::string etag;
  storage::SealedSecret secret;  // the new one; the caller shows it once and forgets it
};

struct RotateWebhookSecretOutput {
  RecordedWebhook webhook;
  absl::Time old_secret_end_time;
};

// Signs with a new secret from now on, and with the one before it for a day. One before that ends
// at once. Errors: NOT_FOUND; ABORTED / ETAG_STALE.
absl::StatusOr<RotateWebhookSecretOutput> RotateWebhookSecret(
    storage::Unit& unit, const directory::Caller& caller, const RotateWebhookSecretInput& input);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_ROTATE_WEBHOOK_SECRET_H_
