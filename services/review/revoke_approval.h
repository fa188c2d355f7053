// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_REVOKE_APPROVAL_H_
#define ZUSAGE_SERVICES_REVIEW_REVOKE_APPROVAL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct RevokeApprovalInput {
  std::string name;  // "products/…/approvals/…"
  std::string reason;
  std::string etag;  // of the request
};

struct RevokedApproval {
  storage::RequestView view;                         // the request as it stands then
  std::vector<std::string> promises_without_ground;  // covered before and not now, by name
};

// Takes an approval back. Revoking a lapsed approval is
// meaningful: what was promised in time loses its ground. Errors in the order of precedence:
// NOT_FOUND, ABORTED / ETAG_STALE, FAILED_PRECONDITION / APPROVAL_NOT_IN_FORCE.
absl::StatusOr<RevokedApproval> RevokeApproval(storage::Unit& unit, const directory::Caller& caller,
                                               const RevokeApprovalInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_REVOKE_APPROVAL_H_
