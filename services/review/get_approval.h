// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_GET_APPROVAL_H_
#define ZUSAGE_SERVICES_REVIEW_GET_APPROVAL_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/request_view.h"

namespace zusage::review {

// An approval with the request that it belongs to.
struct GivenApproval {
  storage::RequestView view;
  size_t decision = 0;  // its index in view.history.decisions
};

// "products/…/approvals/…". NOT_FOUND if there is none.
absl::StatusOr<GivenApproval> GetApproval(storage::ReadTransaction& tx, const std::string& name);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_GET_APPROVAL_H_
