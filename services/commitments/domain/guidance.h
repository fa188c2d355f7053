// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_

#include "services/commitments/domain/standing.h"

namespace zusage::commitments {

// What can be said to the customer, given how a promise made now would stand.
Text GuidanceFor(const Judgement& judgement, const Claim& claim, const Ground& ground);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_GUIDANCE_H_
