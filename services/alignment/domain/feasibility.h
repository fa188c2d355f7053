// SPDX-License-Identifier: Apache-2.0
//
// The five-way answer to "can it do X?", from the strategy and from what was decided before.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_

#include <string_view>

#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/similar_requests.h"

namespace zusage::alignment {

// Answers `question` from capabilities (AS_IS, or CONFIGURATION where its `how` speaks of
// configuring or extending), roadmap, themes (NEEDS_CHANGE), non-goals (CONFLICTS) and decided
// requests. Answers come best first, at most five. kNoAnswer, with no answers, when nothing known
// speaks to the question: better none than a guess. Pure and thread-safe.
Feasibility AnswerQuestion(const CompiledStrategy& strategy, std::string_view question,
                           const PastRequests& past);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_
