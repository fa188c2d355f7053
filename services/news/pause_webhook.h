// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_PAUSE_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_PAUSE_WEBHOOK_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/base/ids.h"
#include "services/news/domain/webhook.h"
#include "storage/store.h"

namespace zusage::news {

// Pauses a webhook for `cause` in the name of `principal`, a process of Zusage, gives up what waits
// for it, and has the admins told. Nothing if it is not active any more.
absl::Status PauseWebhook(storage::Unit& unit, std::string_view principal, std::string_view name,
                          PauseCause cause, RandomSource& random);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_PAUSE_WEBHOOK_H_
