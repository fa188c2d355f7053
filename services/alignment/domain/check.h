// SPDX-License-Identifier: Apache-2.0
//
// The check: how a customer's wish stands to a published strategy. It never decides; it gives the
// field an answer in the same second and product management a prepared case.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CHECK_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CHECK_H_

#include <string_view>
#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/similar_requests.h"

namespace zusage::alignment {

// Named in every assessment; changes whenever an output can change.
inline constexpr std::string_view kCheckVersion = "6";

// Judges `wish` against the strategy and the past. Any text is accepted, of any length.
//
// - Verdict and confidence come from calibration.h. A broken guardrail turns ALIGNED and UNCLEAR
//   into CONFLICTS; what exists or is planned already stays so, with the guardrail cited.
// - Earlier decisions on similar wishes move both (precedent_odds.h). Where they change the
// verdict,
//   a finding says what it would be without them.
// - Findings come strongest first within their kind: elements for and against (a non-goal that
//   speaks against the wish is cited whatever else matches), guardrails, segment, precedents,
//   single customer, missing evidence.
// - `elements` holds three, or all if the strategy has fewer.
//
// Pure and thread-safe; the same four (strategy version, check version, linguistic data, position)
// and the same wish give the same assessment.
Assessment Check(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past);

// The same with other constants than the built-in ones: for fitting and for backtests.
Assessment CheckWith(const CompiledStrategy& strategy, const Wish& wish, const PastRequests& past,
                     const Calibration& calibration);

// How well each element that text can match (ElementIndex::elements) matches the wish: what the
// verdict is taken from, before precedents. For fitting.
std::vector<Candidate> CandidatesFor(const CompiledStrategy& strategy, const Wish& wish);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_CHECK_H_
