// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_PREVIEW_STRATEGY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_PREVIEW_STRATEGY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/knowledge.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

struct PreviewStrategyInput {
  std::string product;  // "products/atlas"
  strategy::Strategy document;
  std::vector<Wish> wishes;
};

// How each wish would be judged by a document that is not published, in their order: as
// CheckAlignment() would by the same words and precedents. A product that is not known yet has no
// past. Errors: INVALID_ARGUMENT, relative to the document, as ValidateStrategy; PRODUCT_MISMATCH;
// NOT_LEARNED_YET as Knowledge::Get().
absl::StatusOr<std::vector<Assessment>> PreviewStrategy(const Knowledge& knowledge,
                                                        PreviewStrategyInput input);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_PREVIEW_STRATEGY_H_
