// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_REOPEN_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_REVIEW_REOPEN_CHANGE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct ReopenChangeRequestInput {
  std::string name;
  std::string etag;
  std::string reason;
};

// Has a request that is DECIDED, WITHDRAWN or MERGED wait for a decision again: it is IN_REVIEW and
// routed anew. Its newest decision stays in force until another one replaces it; a withdrawal and a
// merging end. Errors in the order of precedence: NOT_FOUND, PERMISSION_DENIED / OWN_REQUEST,
// ABORTED / ETAG_STALE, FAILED_PRECONDITION / WRONG_STATE.
absl::StatusOr<storage::RequestView> ReopenChangeRequest(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const ReopenChangeRequestInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_REOPEN_CHANGE_REQUEST_H_
