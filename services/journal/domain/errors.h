// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_JOURNAL_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::journal {

inline constexpr ErrorSpec kNoCheckpoint{
    absl::StatusCode::kNotFound, "NO_CHECKPOINT",
    "There is no checkpoint yet; the first is signed right after the first entry.",
    "Es gibt noch keinen Prüfpunkt; der erste wird gleich nach dem ersten Eintrag signiert."};

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_DOMAIN_ERRORS_H_
