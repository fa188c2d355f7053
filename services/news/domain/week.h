// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_WEEK_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_WEEK_H_

#include "absl/time/time.h"
#include "services/base/time.h"

namespace zusage::news {

// Monday to Sunday in some time zone: 167, 168 or 169 hours, as clocks are changed.
struct Week {
  Date first_day;    // a Monday
  Date last_day;     // the Sunday
  absl::Time begin;  // its first moment
  absl::Time end;    // its last microsecond

  friend bool operator==(const Week&, const Week&) = default;
};

// The week that `day` belongs to.
Week WeekOf(Date day, absl::TimeZone zone);

// The last week that is over at `now`.
Week LastWholeWeek(absl::Time now, absl::TimeZone zone);

// From when on the digest of `week` is mailed: seven o'clock on the Monday after it.
absl::Time MailTimeOf(const Week& week, absl::TimeZone zone);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_WEEK_H_
