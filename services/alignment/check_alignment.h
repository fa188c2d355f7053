// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_CHECK_ALIGNMENT_H_
#define ZUSAGE_SERVICES_ALIGNMENT_CHECK_ALIGNMENT_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/knowledge.h"

namespace zusage::alignment {

// What a caller waits at most for what is on its way here: it takes milliseconds to arrive.
inline constexpr absl::Duration kPatience = absl::Milliseconds(200);

struct CheckAlignmentInput {
  std::string product;  // "products/atlas"
  Wish wish;
  int64_t known_position = 0;               // must be known at least
  absl::Duration wait_at_most = kPatience;  // for that, and for a product that is not known
};

struct CheckAlignmentOutput {
  Assessment assessment;
  std::shared_ptr<const CompiledStrategy> strategy;  // that it was checked against
};

// Judges a wish by the strategy in force and the past as far as they are known. Blocks only while
// the product or `known_position` is not known. Errors: NOT_FOUND for a product without a strategy;
// UNAVAILABLE / NOT_LEARNED_YET.
absl::StatusOr<CheckAlignmentOutput> CheckAlignment(const Knowledge& knowledge,
                                                    const CheckAlignmentInput& input);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_CHECK_ALIGNMENT_H_
