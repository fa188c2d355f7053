// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_HORIZON_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_HORIZON_H_

#include <optional>
#include <string_view>

#include "services/base/time.h"

namespace zusage::commitments {

// The last day of a roadmap item's horizon: of a quarter ("2026-Q4", "Q4 2026") in the product's
// fiscal year, or the day itself ("2026-12-31"). Nothing for free text ("next year"): such an item
// may be promised without a date only.
std::optional<Date> HorizonEnd(std::string_view horizon, int fiscal_year_start_month);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_HORIZON_H_
