// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARE_H_

#include <optional>

#include "services/alignment/domain/preparation.h"
#include "services/alignment/domain/preparation_proposals.h"

namespace zusage::alignment {

// How well a strategy is prepared and what could be added to it.
struct PreparationAnswer {
  Preparation preparation;
  ProposalAnswer proposed;
  std::optional<ProposalWorth> together;  // of all proposals that help; absent if none does
};

// `strategy` must be valid. Pure, thread-safe.
PreparationAnswer Prepare(const strategy::Strategy& strategy, const Lexicon& lexicon,
                          absl::Span<const BacktestRequest> requests,
                          const ProposalOptions& options = {});

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PREPARE_H_
