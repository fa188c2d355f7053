// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/draft.h"

#include "services/base/resource_name.h"

namespace zusage::intake {

alignment::Wish WishOf(const Draft& draft) {
  return {.product = std::string(LastSegment(draft.product)),
          .title = draft.title,
          .body = draft.wish,
          .problem = draft.problem,
          .area = draft.area,
          .customer_segment = draft.customer.segment,
          .customer_size = draft.customer.size,
          .context = draft.context,
          .evidence = draft.evidence};
}

alignment::Wish WishOf(const ChangeRequest& request, const directory::Customer& customer) {
  return {.name = request.name,
          .product = std::string(LastSegment(request.product)),
          .title = request.title,
          .body = request.wish,
          .problem = request.problem,
          .area = request.area,
          .customer_segment = customer.segment,
          .customer_size = customer.size,
          .context = request.context,
          .evidence = request.evidence};
}

}  // namespace zusage::intake
