// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_MERGE_CHANGE_REQUESTS_H_
#define ZUSAGE_SERVICES_REVIEW_MERGE_CHANGE_REQUESTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct MergeChangeRequestsInput {
  std::string name;
  std::string etag;  // of the request that is merged
  std::string into;
  std::vector<ItemMapping> items;  // names or bare ids
  std::string reason;
};

struct MergedChangeRequests {
  storage::RequestView merged;  // as it stands then
  storage::RequestView target;
};

// Makes an open request part of another one of its product, which is open or decided: it is MERGED,
// its decision DUPLICATE, and what was promised on it stands as the other one says. MapItems() says
// what becomes of its items. The other one gets its reach: it is checked again, and as urgent as
// both. Only who decides on the request merges it, and nobody what they submitted. Errors in the
// order of precedence: NOT_FOUND, PERMISSION_DENIED / OWN_REQUEST or NOT_YOUR_REVIEW, ABORTED /
// ETAG_STALE, FAILED_PRECONDITION / WRONG_STATE, MERGE_CYCLE or APPROVAL_IN_FORCE, INVALID_ARGUMENT
// / MERGE_ACROSS_PRODUCTS, UNKNOWN_ITEM, ITEMS_NOT_MAPPED.
absl::StatusOr<MergedChangeRequests> MergeChangeRequests(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const MergeChangeRequestsInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_MERGE_CHANGE_REQUESTS_H_
