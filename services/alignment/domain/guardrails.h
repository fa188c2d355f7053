// SPDX-License-Identifier: Apache-2.0
//
// The guardrails of a strategy against the evidence of a request.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_GUARDRAILS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_GUARDRAILS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// What the evidence says about a measure of strategy::Measures(); nothing if it does not say.
std::optional<double> MeasureEvidence(std::string_view measure, const Evidence& evidence,
                                      const strategy::Strategy& strategy);

// One finding per guardrail that is broken (GUARDRAIL_BROKEN, against) or cannot be judged for want
// of evidence (GUARDRAIL_UNKNOWN, neutral), in the order of the strategy. Kept ones say nothing.
std::vector<Finding> JudgeGuardrails(const Evidence& evidence, const strategy::Strategy& strategy);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_GUARDRAILS_H_
