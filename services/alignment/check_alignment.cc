// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/check_alignment.h"

#include "services/alignment/domain/check.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {

absl::StatusOr<CheckAlignmentOutput> CheckAlignment(const Knowledge& knowledge,
                                                    const CheckAlignmentInput& input) {
  knowledge.AwaitProduct(input.product, input.wait_at_most);
  ZUSAGE_RETURN_IF_ERROR(knowledge.Await(input.known_position, input.wait_at_most));
  ZUSAGE_ASSIGN_OR_RETURN(const Knowledge::Product product, knowledge.Get(input.product));
  return CheckAlignmentOutput{Check(*product.strategy, input.wish, *product.past),
                              product.strategy};
}

}  // namespace zusage::alignment
