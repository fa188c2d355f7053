// SPDX-License-Identifier: Apache-2.0
//
// What should lead in a context: customers, the product or sales.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOCUS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOCUS_H_

#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// The row of the strategy's own policy for the context, else of the default policy (below), else,
// when the context is not known, the company's focus as a whole. Pure.
//
//   early discovery        customer-led   validate real problems
//   scaling                product-led    efficiency and repeatability
//   large enterprise       sales-led      strategic requirements of the account
//   new feature            customer-led   make sure that real needs are met
//   self-service           product-led    autonomous growth
//   complex procurement    sales-led      enterprise buying processes
//   competitive pressure   product-led    differentiate by a better experience
//   adjacent market        customer-led   understand the new context
FocusAdvice AdviseFocus(strategy::Context context, const strategy::Strategy& strategy);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_FOCUS_H_
