// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/allowance.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "services/base/resource_name.h"
#include "services/commitments/domain/horizon.h"
#include "services/directory/domain/customer.h"

namespace zusage::commitments {
namespace {

bool Contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Equal but for case, Unicode form and white space. Nearly always the texts are plain ASCII, so
// that is tried first.
bool SameWords(std::string_view a, std::string_view b) {
  if (absl::EqualsIgnoreCase(absl::string_view(a.data(), a.size()),
                             absl::string_view(b.data(), b.size()))) {
    return true;
  }
  return directory::MatchingKey(a) == directory::MatchingKey(b);
}

bool HasFailedCondition(const review::Approval& approval) {
  return std::any_of(
      approval.conditions.begin(), approval.conditions.end(),
      [](const review::Condition& c) { return c.state == review::Condition::State::kFailed; });
}

Allowance::End EndOf(const review::RequestHistory& history, const review::Approval& approval,
                     int64_t position) {
  for (const review::Revocation& revocation : history.revocations) {
    if (revocation.position <= position && revocation.approval == approval.name) {
      return Allowance::End::kRevoked;
    }
  }
  return HasFailedCondition(approval) ? Allowance::End::kConditionFailed : Allowance::End::kNone;
}

Allowance OfApproval(const review::RequestHistory& history, const review::Decision& decision,
                     std::string_view item, int64_t position) {
  const review::Approval& approval = *decision.approval;
  Allowance allowance{.kind = Allowance::Kind::kApproval,
                      .name = approval.name,
                      .position = decision.position,
                      .end = EndOf(history, approval, position),
                      .includes_item = Contains(approval.included, item),
                      .approval = &approval,
                      .earliest = approval.earliest,
                      .valid_until = approval.valid_until};
  for (const review::ItemLimit& limit : approval.limits) {
    if (limit.item == item) allowance.at_most = Limit{limit.at_most, limit.unit};
  }
  return allowance;
}

Allowance OfServices(const review::RequestHistory& history, const review::Decision& decision) {
  return Allowance{.kind = Allowance::Kind::kServices,
                   .name = history.request,
                   .position = decision.position,
                   .only_customer = history.customer};
}

// What an answer of product management means for the items of its request.
Answer AnswerOf(review::Outcome outcome) {
  switch (outcome) {
    case review::Outcome::kApproved:
    case review::Outcome::kServices:
      return Answer::kAllowed;
    case review::Outcome::kDeclined:
      return Answer::kDeclined;
    case review::Outcome::kDeferred:
      return Answer::kDeferred;
    case review::Outcome::kAsIs:
      return Answer::kAsIs;
    case review::Outcome::kDuplicate:  // stands as the request it was merged into, not by itself
    case review::Outcome::kUnspecified:
      break;
  }
  return Answer::kNeverAsked;
}

const review::Decision* NewestDecision(const review::RequestHistory& history, int64_t position) {
  const review::Decision* newest = nullptr;
  for (const review::Decision& decision : history.decisions) {
    if (decision.position > position) continue;
    if (newest == nullptr || decision.position > newest->position) newest = &decision;
  }
  return newest;
}

bool IsAllowed(const strategy::Element& element) {
  return element.kind == strategy::ElementKind::kCapability ||
         (element.kind == strategy::ElementKind::kRoadmapItem && element.promisable);
}

Allowance OfElement(const StrategyVersion& version, const strategy::Element& element,
                    std::string_view item) {
  const bool is_roadmap_item = element.kind == strategy::ElementKind::kRoadmapItem;
  Allowance allowance{
      .kind = is_roadmap_item ? Allowance::Kind::kRoadmapItem : Allowance::Kind::kCapability,
      .name = item,
      .position = version.position,
      .element = &element};
  if (is_roadmap_item) {
    allowance.earliest = HorizonEnd(element.horizon, version.document->fiscal_year_start_month);
    allowance.undated_only = !allowance.earliest.has_value();
  }
  if (element.at_most.has_value()) allowance.at_most = Limit{*element.at_most, element.unit};
  return allowance;
}

bool IsCustomerAllowed(const Claim& claim, const Allowance& allowance) {
  if (allowance.kind == Allowance::Kind::kServices) {
    return claim.customer == allowance.only_customer;
  }
  if (allowance.approval == nullptr) return true;
  const review::CustomerScope& scope = allowance.approval->customers;
  switch (scope.kind) {
    case review::CustomerScope::Kind::kAll:
      return true;
    case review::CustomerScope::Kind::kCustomers:
      return Contains(scope.customers, claim.customer);
    case review::CustomerScope::Kind::kSegment:
      return !claim.customer_segment.empty() && SameWords(claim.customer_segment, scope.segment);
  }
  return false;
}

bool IsDateAllowed(const Claim& claim, const Allowance& allowance) {
  if (!claim.due.has_value()) return true;
  if (allowance.undated_only) return false;
  return !allowance.earliest.has_value() || *claim.due >= *allowance.earliest;
}

}  // namespace

Ground GroundOfRequestItem(const review::RequestHistory& history, std::string_view item,
                           int64_t position) {
  Ground ground;
  if (history.submitted_position > position) return ground;
  ground.request = history.request;
  ground.answer = Answer::kWaiting;
  const review::Decision* decision = NewestDecision(history, position);
  if (decision == nullptr) return ground;
  ground.answer = AnswerOf(decision->outcome);
  if (decision->outcome == review::Outcome::kAsIs) ground.as_is_element = decision->as_is_element;
  if (decision->approval.has_value()) {
    ground.allowances.push_back(OfApproval(history, *decision, item, position));
  }
  if (decision->outcome == review::Outcome::kServices) {
    ground.allowances.push_back(OfServices(history, *decision));
  }
  return ground;
}

Ground GroundOfElement(absl::Span<const StrategyVersion> versions, std::string_view item,
                       int64_t position) {
  Ground ground;
  const std::string_view id = LastSegment(item);
  bool in_force = true;
  for (const StrategyVersion& version : versions) {
    if (version.position > position) continue;
    const strategy::Element* element = version.document->Find(id);
    if (element != nullptr && IsAllowed(*element)) {
      ground.allowances.push_back(OfElement(version, *element, item));
      if (!in_force) ground.allowances.back().end = Allowance::End::kSuperseded;
      return ground;
    }
    if (in_force && element != nullptr && element->kind == strategy::ElementKind::kRoadmapItem) {
      ground.answer = Answer::kNotPromisable;
    }
    in_force = false;
  }
  return ground;
}

const StrategyVersion* InForceAt(absl::Span<const StrategyVersion> versions, int64_t position) {
  for (const StrategyVersion& version : versions) {
    if (version.position <= position) return &version;
  }
  return nullptr;
}

bool ExceedsQuantity(const Claim& claim, const Allowance& allowance) {
  if (!claim.quantity.has_value() || !allowance.at_most.has_value()) return false;
  return claim.quantity->value > allowance.at_most->value ||
         !SameWords(claim.quantity->unit, allowance.at_most->unit);
}

std::vector<const review::Condition*> UncarriedConditions(const Claim& claim,
                                                          const Allowance& allowance) {
  std::vector<const review::Condition*> missing;
  if (allowance.approval == nullptr) return missing;
  const bool same_approval = claim.carried_approval == allowance.approval->name;
  for (const review::Condition& condition : allowance.approval->conditions) {
    if (condition.state != review::Condition::State::kOpen) continue;
    const bool carried =
        same_approval && std::find(claim.carried_conditions.begin(), claim.carried_conditions.end(),
                                   condition.id) != claim.carried_conditions.end();
    if (!carried) missing.push_back(&condition);
  }
  return missing;
}

std::vector<Excess> ExcessesOf(const Claim& claim, const Allowance& allowance) {
  std::vector<Excess> excesses;
  if (!IsCustomerAllowed(claim, allowance)) excesses.push_back(Excess::kCustomer);
  if (!allowance.includes_item || ExceedsQuantity(claim, allowance)) {
    excesses.push_back(Excess::kScope);
  }
  if (!IsDateAllowed(claim, allowance)) excesses.push_back(Excess::kDate);
  if (!UncarriedConditions(claim, allowance).empty()) excesses.push_back(Excess::kCondition);
  return excesses;
}

}  // namespace zusage::commitments
