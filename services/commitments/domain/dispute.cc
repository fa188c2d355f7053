// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/dispute.h"

#include <algorithm>

#include "services/commitments/domain/promise.h"

namespace zusage::commitments {

bool MayDispute(DisputeKind kind, const Promise& promise, std::string_view person) {
  if (promise.promised_by == person) return true;
  return kind != DisputeKind::kNotMade && promise.recorded_by == person;
}

bool IsAbout(const Dispute& dispute, const Promise& promise, std::string_view person) {
  if (person == promise.promised_by || person == promise.recorded_by) return true;
  if (person == dispute.disputed_by) return true;
  if (dispute.kind != DisputeKind::kDelivery) return false;
  return std::any_of(
      promise.deliveries.begin(), promise.deliveries.end(), [&](const Delivery& delivery) {
        return delivery.marked_by == person && delivery.position < dispute.position &&
               std::find(dispute.lines.begin(), dispute.lines.end(), delivery.line) !=
                   dispute.lines.end();
      });
}

}  // namespace zusage::commitments
