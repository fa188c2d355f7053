// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_ITEM_OWNERS_H_
#define ZUSAGE_SERVICES_NEWS_ITEM_OWNERS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/commitments/knowledge.h"

namespace zusage::news {

// Who answers for what a line of a promise is about, as of the view of `knowledge`: the owner of
// the request's review, where it was merged that of the other one; the owner of an element's area;
// for free words all owners that the product's strategy names. Its publisher where it names none.
absl::StatusOr<std::vector<std::string>> OwnersOf(commitments::Knowledge& knowledge,
                                                  std::string_view product, std::string_view item);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_ITEM_OWNERS_H_
