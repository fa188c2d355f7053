// SPDX-License-Identifier: Apache-2.0
//
// How evidence grows.
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_EVIDENCE_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_EVIDENCE_H_

#include <cstddef>
#include <string_view>

#include "absl/status/status.h"
#include "services/alignment/domain/assessment.h"
#include "services/base/time.h"

namespace zusage::intake {

// The most conversations that a request may have, with all that was added to it.
inline constexpr size_t kMaxConversations = 200;

// `known` with what `added` says: each value that is given takes the place of the one before, and
// conversations are added to those there are.
alignment::Evidence Combine(alignment::Evidence known, const alignment::Evidence& added);

// SAID_IN_FUTURE for each conversation of a day after `today`; `field` is the path of the evidence.
absl::Status CheckDays(const alignment::Evidence& evidence, Date today, std::string_view field);

// FAILED_PRECONDITION / TOO_MANY_CONVERSATIONS if `known` with `added` has more than
// kMaxConversations; `resource` is the request that they are about.
absl::Status CheckConversations(const alignment::Evidence& known, const alignment::Evidence& added,
                                std::string_view resource);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_EVIDENCE_H_
