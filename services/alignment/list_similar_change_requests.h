// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LIST_SIMILAR_CHANGE_REQUESTS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LIST_SIMILAR_CHANGE_REQUESTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/alignment/knowledge.h"

namespace zusage::alignment {

inline constexpr int kDefaultSimilar = 10;

// Exactly one of `text` and `change_request`.
struct ListSimilarChangeRequestsInput {
  std::string product;         // "products/atlas"
  std::string text;            // free words
  std::string change_request;  // "products/atlas/changeRequests/…"
  int page_size = 0;           // up to kMaxSimilar; 0 for kDefaultSimilar
};

// The requests most like a text or like another request, which itself is left out. A request that
// is not known (yet) has none like it. Never blocks. Errors: INVALID_ARGUMENT /
// EXACTLY_ONE_QUESTION, INVALID_FORMAT for a request of another product; NOT_FOUND for a product
// without a strategy; UNAVAILABLE / NOT_LEARNED_YET.
absl::StatusOr<SimilarAnswer> ListSimilarChangeRequests(
    const Knowledge& knowledge, const ListSimilarChangeRequestsInput& input);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LIST_SIMILAR_CHANGE_REQUESTS_H_
