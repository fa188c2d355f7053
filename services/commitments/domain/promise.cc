// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/promise.h"

#include <algorithm>

namespace zusage::commitments {

const Line* Promise::Find(std::string_view line) const {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.id == line; });
  return found == lines.end() ? nullptr : &*found;
}

std::string_view Promise::ItemOf(const Line& line) const {
  const auto newest = std::find_if(links.rbegin(), links.rend(),
                                   [&](const Link& link) { return link.line == line.id; });
  return newest == links.rend() ? line.item : newest->item;
}

const Delivery* Promise::DeliveryOf(std::string_view line) const {
  const auto taken_back = [&](const Delivery& delivery) {
    return std::any_of(disputes.begin(), disputes.end(), [&](const Dispute& dispute) {
      return dispute.kind == DisputeKind::kDelivery && dispute.upheld() &&
             dispute.position > delivery.position &&
             std::find(dispute.lines.begin(), dispute.lines.end(), line) != dispute.lines.end();
    });
  };
  const auto found = std::find_if(
      deliveries.rbegin(), deliveries.rend(),
      [&](const Delivery& delivery) { return delivery.line == line && !taken_back(delivery); });
  return found == deliveries.rend() ? nullptr : &*found;
}

const Dispute* Promise::FindDispute(std::string_view id) const {
  const auto found = std::find_if(disputes.begin(), disputes.end(),
                                  [&](const Dispute& dispute) { return dispute.id == id; });
  return found == disputes.end() ? nullptr : &*found;
}

const Dispute* Promise::OpenDispute(DisputeKind kind) const {
  const auto found = std::find_if(disputes.begin(), disputes.end(), [&](const Dispute& dispute) {
    return dispute.kind == kind && dispute.state() == DisputeState::kOpen;
  });
  return found == disputes.end() ? nullptr : &*found;
}

bool Promise::disputed() const {
  return std::any_of(disputes.begin(), disputes.end(),
                     [](const Dispute& dispute) { return dispute.state() == DisputeState::kOpen; });
}

bool Promise::never_made() const {
  return std::any_of(disputes.begin(), disputes.end(), [](const Dispute& dispute) {
    return dispute.kind == DisputeKind::kNotMade && dispute.upheld();
  });
}

int64_t Promise::head() const {
  int64_t newest = position;
  for (const Link& link : links) newest = std::max(newest, link.position);
  for (const Delivery& delivery : deliveries) newest = std::max(newest, delivery.position);
  if (retraction.has_value()) newest = std::max(newest, retraction->position);
  if (superseded.has_value()) newest = std::max(newest, superseded->position);
  for (const Dispute& dispute : disputes) {
    newest = std::max(newest, dispute.position);
    if (dispute.resolution.has_value()) newest = std::max(newest, dispute.resolution->position);
  }
  return newest;
}

absl::Time MadeTimeOf(Date date, absl::Time recording, absl::TimeZone zone) {
  return date == DayOf(recording, zone) ? recording : EndOfDay(date, zone);
}

}  // namespace zusage::commitments
