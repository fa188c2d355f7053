// SPDX-License-Identifier: Apache-2.0
//
// What earlier decisions on similar wishes add to the odds of a new one.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENT_ODDS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENT_ODDS_H_

#include <cstddef>
#include <optional>

#include "absl/types/span.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/compiled_strategy.h"

namespace zusage::alignment {

inline constexpr size_t kSimilarChecked = 5;  // the most similar requests, which the check looks at

// Each decided request that is more like the wish than Calibration::precedent_from speaks, the more
// the more it is alike, for the element that its decision named. A decision that named none, or one
// that this strategy no longer has, speaks for the wish's own best element of the kind that the
// outcome stands for (declined: a non-goal; as is: a capability; approved: a roadmap item or a
// theme), if that shares a word with the wish; a deferral speaks for "none of them". Of several
// that speak for the same only the most similar counts: to decide one wish often is no new reason.
// `alone` is what the softmax says without precedents.
LogitGains PrecedentOdds(absl::Span<const SimilarRequest> similar, const CompiledStrategy& strategy,
                         absl::Span<const Candidate> candidates, const Judgement& alone,
                         const Calibration& calibration);

// Names the decision that counts most where `gains` are not empty, and says where it changed the
// verdict, and from what: nothing is overruled silently. nullopt where none counts, or where the
// verdict stays and the precedent is as similar as `cited_from`, so that it has a finding already.
std::optional<Finding> PrecedentInfluence(absl::Span<const SimilarRequest> similar,
                                          const LogitGains& gains, const Judgement& alone,
                                          const Judgement& with, double cited_from);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENT_ODDS_H_
