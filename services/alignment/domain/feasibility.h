// SPDX-License-Identifier: Apache-2.0
//
// The five-way answer to "can it do X?", from the strategy, from what was found out and from what
// was decided before.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/past_studies.h"
#include "services/alignment/domain/similar_requests.h"

namespace zusage::alignment {

// What questions are answered from.
struct FeasibilitySources {
  const CompiledStrategy& strategy;
  const PastRequests& past;
  const PastStudies* studies = nullptr;  // null for none
  // By element id: when the version was published in which it last changed; null if not known.
  const std::map<std::string, absl::Time>* change_times = nullptr;
  absl::Time now = absl::InfinitePast();  // to tell which studies are out of date
};

// Answers `question` from capabilities (AS_IS, or CONFIGURATION where its `how` speaks of
// configuring or extending), roadmap, themes (NEEDS_CHANGE), non-goals (CONFLICTS), studies and
// decided requests. A study answers by what it found out, or because it is the newest about an
// element or a request that answers or is very similar. Answers come best first, at most five, each
// with how old it is. Elements are ranked as the check ranks them, so that three stand in it if
// they are anywhere near; its kind is kNoAnswer where none of them is likely meant, better than a
// guess. Pure but for what `past` and `studies` know, and thread-safe.
Feasibility AnswerQuestion(const FeasibilitySources& sources, std::string_view question);

// The same from the strategy and the past alone.
inline Feasibility AnswerQuestion(const CompiledStrategy& strategy, std::string_view question,
                                  const PastRequests& past) {
  return AnswerQuestion({.strategy = strategy, .past = past}, question);
}

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FEASIBILITY_H_
