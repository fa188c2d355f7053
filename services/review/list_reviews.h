// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_LIST_REVIEWS_H_
#define ZUSAGE_SERVICES_REVIEW_LIST_REVIEWS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"
#include "storage/request_view.h"

namespace zusage::review {

struct ListReviewsInput {
  std::string parent;  // "products/…" or "products/-"
  std::string owner;   // also what they decide as a substitute today; "" for all
  bool overdue_only = false;
  bool differing_only = false;  // a second reader thinks otherwise than the check
  int page_size = 0;
  std::string page_token;
};

struct ReviewPage {
  std::vector<storage::RequestView> reviews;
  std::string next_page_token;
  int total_size = 0;  // counted to kMaxCounted
  absl::Time now;      // what overdue was judged at; the same on all pages of a query
};

inline constexpr int kMaxCounted = 10000;

// The open requests of the caller's products in the order of the queue: overdue first, then by
// priority, due time and age. Errors: INVALID_ARGUMENT / INVALID_PAGE_TOKEN.
absl::StatusOr<ReviewPage> ListReviews(storage::ReadTransaction& tx,
                                       const directory::Caller& caller,
                                       const ListReviewsInput& input, absl::Time now);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_LIST_REVIEWS_H_
