// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_DOMAIN_CANDIDATES_H_
#define ZUSAGE_SERVICES_READER_DOMAIN_CANDIDATES_H_

#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/reader/domain/opinion.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::reader {

// The elements of `strategy` that a reader may choose from, at most kMaxCandidates, each once:
// those that the check ranked, those that it cites, those on its shortlist, then others in the
// order of the document. `strategy` is the version that the assessment is about. Pure, thread-safe.
std::vector<Candidate> CandidatesOf(const alignment::Assessment& assessment,
                                    const strategy::Strategy& strategy);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_DOMAIN_CANDIDATES_H_
