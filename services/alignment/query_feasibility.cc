// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/query_feasibility.h"

#include "services/alignment/domain/feasibility.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {

absl::StatusOr<QueryFeasibilityOutput> QueryFeasibility(const Knowledge& knowledge,
                                                        const QueryFeasibilityInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const Knowledge::Product product, knowledge.Get(input.product));
  return QueryFeasibilityOutput{AnswerQuestion(*product.strategy, input.question, *product.past),
                                product.publish_time};
}

}  // namespace zusage::alignment
