// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/prepare.h"

#include <algorithm>
#include <vector>

#include "services/alignment/domain/proposal_worth.h"

namespace zusage::alignment {

PreparationAnswer Prepare(const strategy::Strategy& strategy, const Lexicon& lexicon,
                          absl::Span<const BacktestRequest> requests,
                          const ProposalOptions& options) {
  requests = requests.subspan(0, std::min(requests.size(), kMaxPreparationRequests));
  PreparationAnswer answer{.preparation = PreparationOf(strategy),
                           .proposed = Propose(strategy, lexicon, requests, options),
                           .together = {}};
  std::vector<Proposal> helpful;
  for (const Proposal& proposal : answer.proposed.proposals) {
    if (proposal.worth.has_value() && proposal.worth->helps()) helpful.push_back(proposal);
  }
  if (!helpful.empty()) {
    answer.together = MeasureTogether(strategy, lexicon, requests, helpful);
  }
  return answer;
}

}  // namespace zusage::alignment
