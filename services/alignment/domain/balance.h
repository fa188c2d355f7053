// SPDX-License-Identifier: Apache-2.0
//
// What a wish brings, held against what it takes.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BALANCE_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BALANCE_H_

#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// What the customer would pay for a person day of the effort; empty unless both are known. Where
// the strategy says what a person day costs (the weight `person_day_thousands`): EFFORT_COVERED,
// for, if the customer pays for it; EFFORT_COVERED_TOGETHER, neutral, if all who are known to have
// the wish would, paying as much each; EFFORT_NOT_COVERED, against, with how many it takes.
// EFFORT_AGAINST_PAY, neutral, if it does not say.
std::vector<Finding> HoldPayAgainstEffort(const Evidence& evidence,
                                          const strategy::Strategy& strategy);

// Sets how the two scores weigh under the focus, and their weighted geometric mean as `balance`:
// where customers lead, the market score counts `focus_lead` times (a weight, 2 unless given) as
// much as the commercial one; where sales leads the other way round; else both count alike.
void WeighFocus(const Score& market, const Score& commercial, const strategy::Strategy& strategy,
                FocusAdvice& advice);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_BALANCE_H_
