// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_RESOLVE_DISPUTE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_RESOLVE_DISPUTE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct ResolveDisputeInput {
  std::string name;  // "products/…/promises/01J…/disputes/1"
  std::string etag;  // of the promise
  bool upheld = false;
  std::string reason;
};

// Says who is right. Neither the caller nor whom they act for may be one whom the dispute is about.
// Errors in the order of precedence: NOT_FOUND; PERMISSION_DENIED / DISPUTE_ABOUT_YOURSELF; ABORTED
// / ETAG_STALE; FAILED_PRECONDITION / DISPUTE_RESOLVED.
absl::StatusOr<JudgedPromise> ResolveDispute(storage::Unit& unit, const directory::Caller& caller,
                                             const ResolveDisputeInput& input);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_RESOLVE_DISPUTE_H_
