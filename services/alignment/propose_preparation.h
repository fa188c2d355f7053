// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_PROPOSE_PREPARATION_H_
#define ZUSAGE_SERVICES_ALIGNMENT_PROPOSE_PREPARATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/prepare.h"
#include "services/alignment/knowledge.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

struct ProposePreparationInput {
  std::string product;  // "products/atlas"
  strategy::Strategy document;
  std::vector<BacktestRequest> requests;
  std::string element;       // only of this one; "" for all
  size_t max_proposals = 0;  // kMaxProposals if 0
  std::vector<Suggestion> suggestions;
};

// How well a document is prepared, and what could be added to it. Uses the linguistic data of
// `knowledge` and nothing else of it. Errors: INVALID_ARGUMENT, relative to the document, as
// ValidateStrategy; PRODUCT_MISMATCH.
absl::StatusOr<PreparationAnswer> ProposePreparation(const Knowledge& knowledge,
                                                     const ProposePreparationInput& input);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_PROPOSE_PREPARATION_H_
