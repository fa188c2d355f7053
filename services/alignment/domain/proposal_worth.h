// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PROPOSAL_WORTH_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PROPOSAL_WORTH_H_

#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/preparation_proposals.h"

namespace zusage::alignment {

// Proposals × (requests + elements) are measured at most; those behind it are not. Some ten
// seconds.
inline constexpr size_t kMaxMeasuring = 60'000;

// Sets the worth of each proposal, taken alone: a backtest over the requests with a known verdict
// with it and without, precedents left out. Requests that a proposal rests on do not count, so that
// it does not prove itself. Proposals that nothing is left for have no worth.
void MeasureProposals(const strategy::Strategy& strategy, const Lexicon& lexicon,
                      absl::Span<const BacktestRequest> requests, std::vector<Proposal>& proposals);

// What accepting all of them together would change: each request is judged with those proposals
// that rest on no request of its part, of ten.
ProposalWorth MeasureTogether(const strategy::Strategy& strategy, const Lexicon& lexicon,
                              absl::Span<const BacktestRequest> requests,
                              absl::Span<const Proposal> proposals);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PROPOSAL_WORTH_H_
