// SPDX-License-Identifier: Apache-2.0
//
// Who is asked about a request: routing.h with what the store knows of people and of what is
// merged. A step of operations of several roles, and no call of its own.
#ifndef ZUSAGE_SERVICES_REVIEW_ROUTE_REQUEST_H_
#define ZUSAGE_SERVICES_REVIEW_ROUTE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/directory/domain/customer.h"
#include "services/intake/domain/change_request.h"
#include "services/review/domain/routing.h"
#include "storage/request_view.h"
#include "storage/strategy_repository.h"

namespace zusage::review {

// Whether `principal` handed the request in, themselves or by a tool.
bool HandedIn(std::string_view principal, const intake::ChangeRequest& request);

// The requests that are part of the one that `history` is about, directly or through others, as it
// is now.
absl::StatusOr<std::vector<intake::ChangeRequest>> PartsOf(storage::ReadTransaction& tx,
                                                           const RequestHistory& history);

// For whom the request speaks with all that is part of it: its own customer first, each once.
std::vector<std::string> CustomersOf(const intake::ChangeRequest& request,
                                     const std::vector<intake::ChangeRequest>& parts);

// How urgent the request is now with all that is part of it: as the most urgent of them, and more
// with every further customer.
absl::StatusOr<Priority> PriorityNow(storage::ReadTransaction& tx,
                                     const intake::ChangeRequest& request,
                                     const std::vector<intake::ChangeRequest>& parts, Date today);

// The routing of a request that comes to wait at `now`: to the first that CandidatesFor() names who
// is an active product manager and handed in neither it nor any of `parts`; else to the owner's
// substitute; else to nobody, which the queue shows. Whom the strategy names before they are
// recorded is taken at its word.
absl::StatusOr<intake::Routing> RouteRequest(storage::ReadTransaction& tx,
                                             const intake::ChangeRequest& request,
                                             const std::vector<intake::ChangeRequest>& parts,
                                             const storage::PublishedStrategy& strategy,
                                             const alignment::Assessment* assessment,
                                             absl::Time now);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_ROUTE_REQUEST_H_
