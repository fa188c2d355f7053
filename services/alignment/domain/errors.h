// SPDX-License-Identifier: Apache-2.0
// The reasons that only the check returns; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::alignment {

inline constexpr ErrorSpec kInvalidJson{absl::StatusCode::kInvalidArgument, "INVALID_JSON",
                                        "The line is no JSON object.",
                                        "Die Zeile ist kein JSON-Objekt."};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_
