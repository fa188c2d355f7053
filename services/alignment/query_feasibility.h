// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_QUERY_FEASIBILITY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_QUERY_FEASIBILITY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/knowledge.h"

namespace zusage::alignment {

struct QueryFeasibilityInput {
  std::string product;                    // "products/atlas"
  std::string question;                   // in free words
  absl::Time now = absl::InfinitePast();  // to tell which studies are out of date
};

struct QueryFeasibilityOutput {
  Feasibility feasibility;
  absl::Time strategy_time;  // when the version was published that it was answered from
};

// Answers "can it do X?" as far as strategy and past are known. Never blocks. Errors: NOT_FOUND for
// a product without a strategy; UNAVAILABLE / NOT_LEARNED_YET.
absl::StatusOr<QueryFeasibilityOutput> QueryFeasibility(const Knowledge& knowledge,
                                                        const QueryFeasibilityInput& input);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_QUERY_FEASIBILITY_H_
