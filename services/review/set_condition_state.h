// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_SET_CONDITION_STATE_H_
#define ZUSAGE_SERVICES_REVIEW_SET_CONDITION_STATE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct SetConditionStateInput {
  std::string name;       // "products/…/approvals/…"
  std::string condition;  // its id
  Condition::State state = Condition::State::kUnspecified;
  std::string note;
  std::string etag;  // of the request, or "" for whatever it is
};

struct ConditionStateSet {
  storage::RequestView view;                         // the request as it stands then
  std::vector<std::string> promises_without_ground;  // covered before and not now, by name
};

// Says whether a condition of an approval is met, or corrects that. FAILED ends what the approval
// allows. Errors in the order of precedence: NOT_FOUND, PERMISSION_DENIED / OWN_REQUEST, ABORTED /
// ETAG_STALE, FAILED_PRECONDITION / APPROVAL_NOT_IN_FORCE if it was revoked or superseded,
// INVALID_ARGUMENT / NOT_A_CONDITION.
absl::StatusOr<ConditionStateSet> SetConditionState(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    const SetConditionStateInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_SET_CONDITION_STATE_H_
