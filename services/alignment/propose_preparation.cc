// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/propose_preparation.h"

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::alignment {

absl::StatusOr<PreparationAnswer> ProposePreparation(const Knowledge& knowledge,
                                                     const ProposePreparationInput& input) {
  const std::string expected(LastSegment(input.product));
  if (input.document.product != expected) {
    return FieldError("product", strategy::kProductMismatch, {{"expected", expected}});
  }
  // The check relies on it.
  ZUSAGE_RETURN_IF_ERROR(strategy::ValidateStrategy(input.document));
  ProposalOptions options;
  options.element = input.element;
  options.suggestions = input.suggestions;
  if (input.max_proposals > 0) options.max_proposals = input.max_proposals;
  return Prepare(input.document, knowledge.lexicon(), input.requests, options);
}

}  // namespace zusage::alignment
