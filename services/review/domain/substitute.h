// SPDX-License-Identifier: Apache-2.0
//
// Who decides for a product manager who is away.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_SUBSTITUTE_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_SUBSTITUTE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/base/time.h"

namespace zusage::review {

// A dated absence. Days are those of each product's calendar, both inclusive.
struct Substitute {
  std::string name;        // "principals/…/substitutes/01J…"
  std::string principal;   // who is away: "principals/…"
  std::string substitute;  // who decides for them: "principals/…"
  Date first_day;
  Date last_day;         // before first_day: it was called off
  std::string set_by;    // "principals/…": who said so last
  int64_t position = 0;  // of the newest entry about it: its etag

  bool Covers(Date day) const { return first_day <= day && day <= last_day; }
};

// Somebody who decides for an owner, from the first day to the last, unless away themselves: nobody
// stands in for a substitute.
struct Deputy {
  std::string principal;
  Date first_day;
  Date last_day;
  std::vector<Substitute> absences;  // of the deputy
};

// Who decides for the owner on the day `today`: the deputy of that day, or "" if the owner does.
std::string_view DeputyOn(const std::vector<Deputy>& deputies, Date today);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_SUBSTITUTE_H_
