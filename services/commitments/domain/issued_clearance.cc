// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/issued_clearance.h"

#include <algorithm>

namespace zusage::commitments {
namespace {

bool IsOf(const Claim& claim, const IssuedClearance& clearance) {
  return claim.customer == clearance.customer ||
         std::find(claim.also_known_as.begin(), claim.also_known_as.end(), clearance.customer) !=
             claim.also_known_as.end();
}

}  // namespace

bool WasValid(const IssuedClearance& clearance, int64_t made_position, absl::Time made) {
  return clearance.position <= made_position && made < clearance.expire_time;
}

Allowance AllowanceOf(const IssuedClearance& clearance) {
  Allowance allowance{.kind = Allowance::Kind::kClearance,
                      .name = clearance.name,
                      .position = clearance.position,
                      .earliest = clearance.by,
                      .undated_only = !clearance.by.has_value(),
                      .without_quantity = !clearance.quantity.has_value(),
                      .conditions_of = clearance.conditions_of,
                      .expires = clearance.expire_time};
  if (clearance.quantity.has_value()) {
    allowance.at_most = Limit{clearance.quantity->value, clearance.quantity->unit};
  }
  for (const review::Condition& condition : clearance.conditions) {
    allowance.conditions.push_back({condition.id, condition.text});
  }
  return allowance;
}

void AddClearances(absl::Span<const IssuedClearance> clearances, const Claim& claim,
                   int64_t made_position, absl::Time made, Ground& ground) {
  for (const IssuedClearance& clearance : clearances) {
    if (clearance.item != claim.item || !IsOf(claim, clearance)) continue;
    if (!WasValid(clearance, made_position, made)) continue;
    ground.allowances.push_back(AllowanceOf(clearance));
  }
}

}  // namespace zusage::commitments
