// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_DECIDE_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_REVIEW_DECIDE_CHANGE_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/review/domain/approval_terms.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct DecideChangeRequestInput {
  std::string name;
  std::string etag;
  DecisionInput decision;
};

// Decides on an open request and returns it as it stands then. Only the review's owner decides, or
// who stands in for them today, which is recorded. Errors in the order of precedence: NOT_FOUND,
// PERMISSION_DENIED / OWN_REQUEST or NOT_YOUR_REVIEW, ABORTED / ETAG_STALE, FAILED_PRECONDITION /
// WRONG_STATE, INVALID_ARGUMENT with the fields of the decision.
absl::StatusOr<storage::RequestView> DecideChangeRequest(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const DecideChangeRequestInput& input,
                                                         RandomSource& random);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DECIDE_CHANGE_REQUEST_H_
