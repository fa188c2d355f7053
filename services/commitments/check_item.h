// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_CHECK_ITEM_H_
#define ZUSAGE_SERVICES_COMMITMENTS_CHECK_ITEM_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/commitments/knowledge.h"

namespace zusage::commitments {

// OK if `item` can be promised of `product` at the view: it is an item of a request, or a
// capability or roadmap item of the strategy in force. Errors are about `field`: NOT_FOUND;
// INVALID_ARGUMENT / NOT_AN_ITEM, OTHER_PRODUCT.
absl::Status CheckItem(Knowledge& knowledge, std::string_view field, std::string_view product,
                       std::string_view item);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_CHECK_ITEM_H_
