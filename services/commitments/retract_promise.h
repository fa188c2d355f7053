// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_RETRACT_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_RETRACT_PROMISE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct RetractPromiseInput {
  std::string name;
  std::string etag;
  std::string reason;  // what the customer was told
};

// Records that the customer was told it will not be, as far as it was not delivered. Who is no
// product manager of the product retracts only what they promised themselves. Errors in the order
// of precedence: NOT_FOUND; PERMISSION_DENIED / NOT_YOUR_PROMISE; ABORTED / ETAG_STALE;
// FAILED_PRECONDITION / PROMISE_OVER if it was retracted, or delivered as a whole.
absl::StatusOr<JudgedPromise> RetractPromise(storage::Unit& unit, const directory::Caller& caller,
                                             const RetractPromiseInput& input);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_RETRACT_PROMISE_H_
