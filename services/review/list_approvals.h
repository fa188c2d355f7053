// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_LIST_APPROVALS_H_
#define ZUSAGE_SERVICES_REVIEW_LIST_APPROVALS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "services/review/get_approval.h"
#include "storage/connection.h"

namespace zusage::review {

struct ListApprovalsInput {
  std::string parent;                                 // "products/…" or "products/-"
  ApprovalState state = ApprovalState::kUnspecified;  // any
  int page_size = 0;
  std::string page_token;
};

struct ApprovalPage {
  std::vector<GivenApproval> approvals;
  std::string next_page_token;
};

// The approvals of the caller's products, the newest first. A page may hold fewer than asked for,
// or none, and yet not be the last: as many are looked at as make a call quick. Errors:
// INVALID_ARGUMENT / INVALID_PAGE_TOKEN.
absl::StatusOr<ApprovalPage> ListApprovals(storage::ReadTransaction& tx,
                                           const directory::Caller& caller,
                                           const ListApprovalsInput& input, absl::Time now);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_LIST_APPROVALS_H_
