// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_PROMISES_WITHOUT_GROUND_H_
#define ZUSAGE_SERVICES_COMMITMENTS_PROMISES_WITHOUT_GROUND_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "storage/store.h"

namespace zusage::commitments {

// The names of the promises that were covered just before `position` and are not covered at it,
// oldest first: about items of a request, of those that are merged into it, and about roadmap items
// that an approval of that position pushed off. `history` is the request's, including what was said
// at `position`; dates are judged at `time`. Works within the mutation that says it, where position
// and time are the unit's.
absl::StatusOr<std::vector<std::string>> PromisesWithoutGround(
    storage::ReadTransaction& tx, const review::RequestHistory& history, int64_t position,
    absl::Time time);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_PROMISES_WITHOUT_GROUND_H_
