// SPDX-License-Identifier: Apache-2.0
//
// What a quarter can take.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_CAPACITY_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_CAPACITY_H_

#include <algorithm>
#include <optional>

#include "services/base/time.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::review {

// How much of a quarter's capacity is taken. More than there is, is a finding and no refusal.
struct QuarterLoad {
  Quarter quarter;
  double capacity = 0;  // in person days, by the strategy
  double approved = 0;  // by all approvals for it that were neither revoked nor superseded

  double over() const { return std::max(approved - capacity, 0.0); }
};

// What the strategy can build in `quarter`, or nothing if it does not say.
inline std::optional<double> CapacityOf(const strategy::Strategy& strategy, Quarter quarter) {
  for (const strategy::QuarterCapacity& capacity : strategy.capacity) {
    if (capacity.quarter == quarter) return capacity.person_days;
  }
  return std::nullopt;
}

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_CAPACITY_H_
