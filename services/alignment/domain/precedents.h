// SPDX-License-Identifier: Apache-2.0
//
// What was decided on requests like a wish, as reasons of its assessment.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENTS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENTS_H_

#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/similar_requests.h"

namespace zusage::alignment {

// One finding per decided request that is very similar, at most three: PRECEDENT_DECLINED and
// PRECEDENT_DEFERRED, against, which say what `evidence` has that theirs had not when they were
// decided; PRECEDENT_APPROVED, PRECEDENT_AS_IS, PRECEDENT_SERVICES, for. `strength` is the
// similarity. Pure.
std::vector<Finding> PrecedentFindings(const SimilarAnswer& similar, const Evidence& evidence);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PRECEDENTS_H_
