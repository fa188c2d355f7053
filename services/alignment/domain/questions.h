// SPDX-License-Identifier: Apache-2.0
//
// What the evidence leaves open.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_QUESTIONS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_QUESTIONS_H_

#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

// One kMissingEvidence finding per unanswered question, each with what answering it could change,
// in words and, where a score rests on it, from the worst answer to the best:
// MISSING_PROBLEM, MISSING_PAIN, MISSING_FREQUENCY, MISSING_SIMILAR_CUSTOMERS,
// MISSING_SEGMENT_SHARE, MISSING_WILLINGNESS_TO_PAY, MISSING_EFFORT, MISSING_CONVERSATIONS,
// MISSING_CONTEXT. A question that a guardrail of the strategy depends on weighs more and names it.
std::vector<Finding> MissingEvidence(const Wish& wish, const strategy::Strategy& strategy,
                                     const Score& market, const Score& commercial);

// The same, working the scores out.
std::vector<Finding> MissingEvidence(const Wish& wish, const strategy::Strategy& strategy);

// SINGLE_CUSTOMER, against, where the evidence names no other customer: "because one customer wants
// it" is no reason. Empty otherwise.
std::vector<Finding> SingleCustomer(const Evidence& evidence);

// SEGMENT_INSIDE, for, or SEGMENT_OUTSIDE, against, where the customer's segment is given and the
// strategy names target segments; empty otherwise. Segments are compared by their words.
std::vector<Finding> JudgeSegment(const Wish& wish, const strategy::Strategy& strategy);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_QUESTIONS_H_
