// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/clearance.h"

#include "services/commitments/domain/guidance.h"

namespace zusage::commitments {
namespace {

std::vector<std::string> IdsOf(const std::vector<review::Condition>& conditions) {
  std::vector<std::string> ids;
  for (const review::Condition& condition : conditions) ids.push_back(condition.id);
  return ids;
}

// The approval among the allowances, or null: a request has at most one that counts.
const review::Approval* ApprovalIn(const Ground& ground) {
  for (const Allowance& allowance : ground.allowances) {
    if (allowance.approval != nullptr) return allowance.approval;
  }
  return nullptr;
}

}  // namespace

AllowanceTerms TermsOf(const Allowance& allowance) {
  AllowanceTerms terms{.kind = allowance.kind,
                       .name = std::string(allowance.name),
                       .earliest = allowance.earliest,
                       .valid_until = allowance.valid_until,
                       .expires = allowance.expires};
  for (const AllowanceCondition& condition : allowance.conditions) {
    terms.conditions.push_back(
        {std::string(condition.id), std::string(condition.text), condition.state});
  }
  terms.conditions_of = allowance.conditions_of;
  if (allowance.element != nullptr) terms.limits = allowance.element->limits;
  if (allowance.at_most.has_value()) {
    terms.at_most = Quantity{allowance.at_most->value, std::string(allowance.at_most->unit)};
  }
  return terms;
}

ClearanceAnswer AnswerClearance(const ClearanceQuestion& question, Date today,
                                const Ground& ground) {
  const review::Approval* approval = ApprovalIn(ground);
  std::vector<std::string> carried;
  if (approval != nullptr) carried = IdsOf(approval->conditions);
  const Claim claim{.item = question.item,
                    .customer = question.customer,
                    .also_known_as = question.also_known_as,
                    .customer_segment = question.customer_segment,
                    .quantity = question.quantity,
                    .due = question.by,
                    .carried_conditions = carried,
                    .carried_approval = approval == nullptr ? std::string_view() : approval->name};
  const Judgement judgement = Judge(claim, {.made = today, .today = today}, ground);
  ClearanceAnswer answer{.standing = Explain(judgement, claim, ground),
                         .guidance = GuidanceFor(judgement, claim, ground)};
  const bool rests_on_it = judgement.cause == Cause::kCovered || judgement.cause == Cause::kBeyond;
  if (rests_on_it) answer.allowance = TermsOf(*judgement.allowance);
  return answer;
}

}  // namespace zusage::commitments
