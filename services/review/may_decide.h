// SPDX-License-Identifier: Apache-2.0
//
// What operations on reviews check alike.
#ifndef ZUSAGE_SERVICES_REVIEW_MAY_DECIDE_H_
#define ZUSAGE_SERVICES_REVIEW_MAY_DECIDE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/intake/domain/change_request.h"
#include "storage/request_view.h"

namespace zusage::review {

// OWN_REQUEST if the caller submitted the request or any of `parts`, or recorded it: neither
// through a tool nor for another nor by a merging does anybody have a say in their own matter.
absl::Status CheckNotOwn(const directory::Caller& caller, const intake::ChangeRequest& request,
                         const std::vector<intake::ChangeRequest>& parts = {});

// For whom the caller decides at `now`: "" if they own the review, the owner if they stand in for
// them. NOT_YOUR_REVIEW if neither; OWN_REQUEST if the owner themselves must not decide.
absl::StatusOr<std::string> DecidesFor(const directory::Caller& caller,
                                       const storage::RequestView& view,
                                       const std::vector<intake::ChangeRequest>& parts,
                                       absl::Time now);

// WRONG_STATE unless `event` can happen to the request.
absl::Status CheckState(const storage::RequestHead& head, intake::Event event);

// CheckEtag() unless `etag` is empty: for what is as right after a change as before it.
absl::Status CheckEtagIfGiven(std::string_view etag, const storage::RequestHead& head);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_MAY_DECIDE_H_
