// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_

#include "services/commitments/domain/standing.h"

namespace zusage::commitments {

// What to say to the customer on an allowance in force: what it is, what to say along, where it
// ends.
Text WordsFor(const Allowance& allowance);

// What can be said to the customer, given how a promise made now would stand.
Text GuidanceFor(const Judgement& judgement, const Claim& claim, const Ground& ground);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_
