// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DISPUTE_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DISPUTE_PROMISE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/commitments/domain/dispute.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct DisputePromiseInput {
  std::string name;
  std::string etag;
  DisputeKind kind = DisputeKind::kUnspecified;
  std::vector<std::string> lines;  // with kDelivery; all that are delivered if empty
  std::string reason;
  std::string words;  // with kTerms: what was said
};

// Records that somebody says that what is recorded about a promise is not so. Errors in the order
// of precedence: NOT_FOUND; PERMISSION_DENIED / NOT_YOURS_TO_DISPUTE; ABORTED / ETAG_STALE;
// FAILED_PRECONDITION / PROMISE_OVER if it was never made, DISPUTE_OPEN; INVALID_ARGUMENT /
// REQUIRED without the words of kTerms, DELIVERY_ONLY for lines of another kind; NOT_FOUND for a
// line; FAILED_PRECONDITION / NOT_DELIVERED.
absl::StatusOr<JudgedPromise> DisputePromise(storage::Unit& unit, const directory::Caller& caller,
                                             const DisputePromiseInput& input);

// "products/…/promises/01J…/disputes/1".
std::string DisputeName(const Promise& promise, const Dispute& dispute);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DISPUTE_PROMISE_H_
