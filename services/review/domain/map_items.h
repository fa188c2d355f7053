// SPDX-License-Identifier: Apache-2.0
//
// What becomes of the items of a request that is merged into another one.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_MAP_ITEMS_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_MAP_ITEMS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/review/domain/request_history.h"

namespace zusage::review {

struct MappedItems {
  std::vector<ItemMapping> items;   // one for every item of the source
  std::vector<intake::Item> added;  // to the target
};

// Completes what was said of some items ("1" or whole names, in `source` and `target`): if both
// have one item these are the same; other items of which nothing was said become new items of the
// target, if it is open. Errors: INVALID_ARGUMENT / UNKNOWN_ITEM, DUPLICATE, ITEMS_NOT_MAPPED.
absl::StatusOr<MappedItems> MapItems(const std::vector<ItemMapping>& said,
                                     const RequestHistory& source, const RequestHistory& target,
                                     bool target_is_open);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_MAP_ITEMS_H_
