// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/query_feasibility.h"

#include "services/alignment/domain/feasibility.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {

absl::StatusOr<QueryFeasibilityOutput> QueryFeasibility(const Knowledge& knowledge,
                                                        const QueryFeasibilityInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const Knowledge::Product product, knowledge.Get(input.product));
  const FeasibilitySources sources{.strategy = *product.strategy,
                                   .past = *product.past,
                                   .studies = product.studies.get(),
                                   .change_times = product.change_times.get(),
                                   .now = input.now};
  return QueryFeasibilityOutput{AnswerQuestion(sources, input.question), product.publish_time};
}

}  // namespace zusage::alignment
