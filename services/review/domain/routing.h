// SPDX-License-Identifier: Apache-2.0
//
// Who decides on a request, by when, and how urgent it is.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_ROUTING_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_ROUTING_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/base/error.h"
#include "services/directory/domain/customer.h"
#include "services/intake/domain/change_request.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::review {

// The end of the `days`-th working day (Monday to Friday without `holidays`) after the day of
// `from`, in `zone`.
absl::Time AddWorkingDays(absl::Time from, int days, absl::TimeZone zone,
                          const std::vector<Date>& holidays = {});

// The owner of `area`, else of everything, else `publisher` within five working days.
strategy::Owner OwnerOf(const strategy::Strategy& strategy, std::string_view area,
                        std::string_view publisher);

// Who is asked about `area` one after the other, until one of them may decide: its owner and the
// next one, the owner of everything and the next one, and `publisher`. Each once; the next owner
// has as long as the one before.
std::vector<strategy::Owner> CandidatesFor(const strategy::Strategy& strategy,
                                           std::string_view area, std::string_view publisher);

// The area of a request: what the field named; else, if the check found an element that the verdict
// rests on, that element's; else "".
std::string AreaOf(const intake::ChangeRequest& request, const strategy::Strategy& strategy,
                   const alignment::Assessment* assessment);

// How urgent a request is, 0 to 100, with the keys of the reasons:
//   20, and for pain 8 each step above 1, for a wish due within 30 days 20 (90 days: 10), for a
//   deal that is proposed or negotiated 15, for a deal that closes within 30 days 10, and for each
//   further customer whose request was merged into it 5, up to 15.
struct Priority {
  int value = 0;
  std::string reasons;  // e.g. "pain wanted_soon", separated by blanks
};
Priority PriorityOf(const intake::ChangeRequest& request, const directory::Deal& deal, Date today,
                    int further_customers = 0);

// The reasons in words, e.g. "High pain; wanted soon." English or German.
std::string DescribePriority(std::string_view reasons, Language language);

// The routing to `owner` of a request that comes to wait at `now`.
intake::Routing RouteTo(const strategy::Owner& owner, std::string_view request, Priority priority,
                        const strategy::Strategy& strategy, absl::Time now);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_ROUTING_H_
