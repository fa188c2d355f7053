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
  const auto found = std::find_if(deliveries.begin(), deliveries.end(),
                                  [&](const Delivery& delivery) { return delivery.line == line; });
  return found == deliveries.end() ? nullptr : &*found;
}

int64_t Promise::head() const {
  int64_t newest = position;
  for (const Link& link : links) newest = std::max(newest, link.position);
  for (const Delivery& delivery : deliveries) newest = std::max(newest, delivery.position);
  if (retraction.has_value()) newest = std::max(newest, retraction->position);
  return newest;
}

absl::Time MadeTimeOf(Date date, absl::Time recording, absl::TimeZone zone) {
  return date == DayOf(recording, zone) ? recording : EndOfDay(date, zone);
}

}  // namespace zusage::commitments
