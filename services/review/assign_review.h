// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_ASSIGN_REVIEW_H_
#define ZUSAGE_SERVICES_REVIEW_ASSIGN_REVIEW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct AssignReviewInput {
  std::string name;
  std::string owner;  // "principals/…"
  std::string note;
  std::string etag;  // "" for whatever it is
};

// Gives an open request to a product manager of its product, who decides on it from then on, by the
// time that it was due before: giving it away buys no time. Errors in the order of precedence:
// NOT_FOUND, ABORTED / ETAG_STALE, FAILED_PRECONDITION / WRONG_STATE, INVALID_ARGUMENT /
// NOT_A_PRODUCT_MANAGER or OWNER_SUBMITTED.
absl::StatusOr<storage::RequestView> AssignReview(storage::Unit& unit,
                                                  const directory::Caller& caller,
                                                  const AssignReviewInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_ASSIGN_REVIEW_H_
