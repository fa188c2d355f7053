// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/allowance.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "services/base/resource_name.h"
#include "services/commitments/domain/horizon.h"
#include "services/directory/domain/customer.h"
#include "services/intake/domain/change_request.h"

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

bool Has(const Allowance& allowance, review::Condition::State state) {
  return std::any_of(allowance.conditions.begin(), allowance.conditions.end(),
                     [&](const AllowanceCondition& c) { return c.state == state; });
}

bool IsRevoked(const review::RequestHistory& history, std::string_view approval, int64_t position) {
  return std::any_of(history.revocations.begin(), history.revocations.end(),
                     [&](const review::Revocation& revocation) {
                       return revocation.position <= position && revocation.approval == approval;
                     });
}

Allowance OfApproval(const review::RequestHistory& history, const review::Decision& decision,
                     std::string_view item, int64_t position) {
  const review::Approval& approval = *decision.approval;
  Allowance allowance{.kind = Allowance::Kind::kApproval,
                      .name = approval.name,
                      .position = decision.position,
                      .includes_item = Contains(approval.included, item),
                      .approval = &approval,
                      .earliest = approval.earliest,
                      .valid_until = approval.valid_until,
                      .conditions_of = approval.name};
  for (const review::Condition& condition : approval.conditions) {
    allowance.conditions.push_back(
        {condition.id, condition.text,
         review::ConditionAt(history, approval.name, condition.id, position)});
  }
  for (const review::ItemLimit& limit : approval.limits) {
    if (limit.item == item) allowance.at_most = Limit{limit.at_most, limit.unit};
  }
  if (Has(allowance, review::Condition::State::kFailed)) {
    allowance.end = Allowance::End::kConditionFailed;
  }
  if (IsRevoked(history, approval.name, position)) allowance.end = Allowance::End::kRevoked;
  return allowance;
}

// To the customer of the request, and to those whose requests were part of it when it was decided.
Allowance OfServices(const review::RequestHistory& history, const review::Decision& decision) {
  return Allowance{.kind = Allowance::Kind::kServices,
                   .name = history.request,
                   .position = decision.position,
                   .only_customers = review::CustomersAt(history, decision.position)};
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
    case review::Outcome::kDuplicate:  // no answer, see AnswerAt()
    case review::Outcome::kUnspecified:
      break;
  }
  return Answer::kNeverAsked;
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

// Whether the claim's customer, by any of its names, is one of these.
bool IsAmong(const std::vector<std::string>& customers, const Claim& claim) {
  return Contains(customers, claim.customer) ||
         std::any_of(claim.also_known_as.begin(), claim.also_known_as.end(),
                     [&](const std::string& name) { return Contains(customers, name); });
}

bool IsCustomerAllowed(const Claim& claim, const Allowance& allowance) {
  if (allowance.kind == Allowance::Kind::kServices) {
    return IsAmong(allowance.only_customers, claim);
  }
  if (allowance.approval == nullptr) return true;
  const review::CustomerScope& scope = allowance.approval->customers;
  switch (scope.kind) {
    case review::CustomerScope::Kind::kAll:
      return true;
    case review::CustomerScope::Kind::kCustomers:
      return IsAmong(scope.customers, claim);
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
  const bool waits = review::WaitsAt(history, position);
  const review::Decision* decision = review::AnswerAt(history, position);
  if (decision == nullptr) {
    ground.answer = waits ? Answer::kWaiting : Answer::kWithdrawn;
    return ground;
  }
  ground.answer = waits ? Answer::kWaiting : AnswerOf(decision->outcome);
  if (ground.answer == Answer::kAsIs) ground.as_is_element = decision->as_is_element;
  if (decision->approval.has_value()) {
    ground.allowances.push_back(OfApproval(history, *decision, item, position));
  }
  if (decision->outcome == review::Outcome::kServices) {
    ground.allowances.push_back(OfServices(history, *decision));
  }
  return ground;
}

absl::StatusOr<ItemPlace> FollowMergings(std::string_view item, int64_t position,
                                         HistoryLookup lookup) {
  for (int followed = 0; followed <= kMaxMergings; ++followed) {
    absl::StatusOr<const review::RequestHistory*> history = lookup(intake::RequestOfItem(item));
    if (!history.ok()) return history.status();
    if (*history == nullptr) break;
    const review::Merging* merging = review::MergingAt(**history, position);
    if (merging == nullptr) return ItemPlace{*history, item};
    const auto mapping =
        std::find_if(merging->items.begin(), merging->items.end(),
                     [&](const review::ItemMapping& mapping) { return mapping.item == item; });
    if (mapping == merging->items.end()) break;
    item = mapping->into;
  }
  return ItemPlace{};
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

bool Displaces(const review::Displacement& displacement, const review::RequestHistory& history,
               int64_t strategy_position, int64_t position) {
  if (displacement.position > position || displacement.position < strategy_position) return false;
  const review::Decision* decision = review::DecisionAt(history, position);
  if (decision == nullptr || !decision->approval.has_value()) return false;
  if (decision->approval->name != displacement.approval) return false;
  return OfApproval(history, *decision, {}, position).end == Allowance::End::kNone;
}

const StrategyVersion* InForceAt(absl::Span<const StrategyVersion> versions, int64_t position) {
  for (const StrategyVersion& version : versions) {
    if (version.position <= position) return &version;
  }
  return nullptr;
}

bool DependsOnNames(const Ground& ground, std::string_view customer) {
  return std::any_of(ground.allowances.begin(), ground.allowances.end(), [&](const Allowance& a) {
    if (a.kind == Allowance::Kind::kServices) return !Contains(a.only_customers, customer);
    return a.approval != nullptr &&
           a.approval->customers.kind == review::CustomerScope::Kind::kCustomers &&
           !Contains(a.approval->customers.customers, customer);
  });
}

bool DependsOnSegment(const Ground& ground) {
  return std::any_of(ground.allowances.begin(), ground.allowances.end(), [](const Allowance& a) {
    return a.approval != nullptr &&
           a.approval->customers.kind == review::CustomerScope::Kind::kSegment;
  });
}

bool ExceedsQuantity(const Claim& claim, const Allowance& allowance) {
  if (!claim.quantity.has_value()) return false;
  if (allowance.without_quantity) return true;
  if (!allowance.at_most.has_value()) return false;
  return claim.quantity->value > allowance.at_most->value ||
         !SameWords(claim.quantity->unit, allowance.at_most->unit);
}

std::vector<AllowanceCondition> UncarriedConditions(const Claim& claim,
                                                    const Allowance& allowance) {
  std::vector<AllowanceCondition> missing;
  const bool same_approval = claim.carried_approval == allowance.conditions_of;
  for (const AllowanceCondition& condition : allowance.conditions) {
    if (condition.state != review::Condition::State::kOpen) continue;
    const bool carried =
        same_approval && std::find(claim.carried_conditions.begin(), claim.carried_conditions.end(),
                                   condition.id) != claim.carried_conditions.end();
    if (!carried) missing.push_back(condition);
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
