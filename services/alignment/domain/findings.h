// SPDX-License-Identifier: Apache-2.0
//
// The reasons that an assessment takes from the strategy's elements.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FINDINGS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FINDINGS_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/element_index.h"

namespace zusage::alignment {

// How sure it is that an element speaks to the wish at all, 0 to 1, whatever the others do: its
// odds against "none".
double Strength(const Judgement& judgement, size_t candidate);

// The elements in the order in which they speak to the wish, best first. One that holds an acronym
// or number of the wish comes among the first three.
std::vector<size_t> Rank(const Judgement& judgement, const WishMatch& match);

// One finding per element that speaks for or against the wish, strongest first, at most six: those
// that match well, the best of every kind that matches at all, those that an acronym names, and the
// one that the verdict rests on. So a conflict is never hidden behind a better match.
std::vector<Finding> ElementFindings(const CompiledStrategy& strategy, const WishMatch& match,
                                     const Judgement& judgement, absl::Span<const size_t> ranked);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FINDINGS_H_
