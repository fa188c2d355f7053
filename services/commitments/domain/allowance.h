// SPDX-License-Identifier: Apache-2.0
//
// Allowances: whatever allows an item to be promised. They are collected from what was known about
// the item at one position, and each says by what a promise goes beyond it.
//
// A new kind of allowance (a clearance that was issued) is one more function that adds to a Ground.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/base/time.h"
#include "services/commitments/domain/promise.h"
#include "services/review/domain/decision.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::commitments {

// By what a promise goes beyond an allowance; numbered as commitments.v1.Excess.
enum class Excess { kUnspecified = 0, kCustomer = 1, kScope = 2, kDate = 3, kCondition = 4 };

// The most that may be promised; a view.
struct Limit {
  double value = 0;
  std::string_view unit;
};

// What allows, or allowed, an item to be promised. Texts and pointers are views of the facts it was
// collected from.
struct Allowance {
  // Numbered as commitments.v1.Allowance.Kind.
  enum class Kind {
    kUnspecified = 0,
    kApproval = 1,
    kCapability = 2,
    kServices = 3,
    kRoadmapItem = 4,
  };
  // Why it is over, whatever the date.
  enum class End { kNone, kRevoked, kSuperseded, kConditionFailed };

  Kind kind = Kind::kUnspecified;
  std::string_view name;  // of the approval, the element or the request
  int64_t position = 0;   // known since
  End end = End::kNone;
  bool includes_item = true;                   // false: it is about the item without allowing it
  const review::Approval* approval = nullptr;  // of kApproval
  const strategy::Element* element = nullptr;  // of kCapability and kRoadmapItem
  std::string_view only_customer;              // of kServices
  std::optional<Date> earliest;
  bool undated_only = false;
  std::optional<Date> valid_until;  // the last day on which it may be promised
  std::optional<Limit> at_most;

  // Whether something could be promised on it on `day`.
  bool InForceOn(Date day) const {
    return end == End::kNone && (!valid_until.has_value() || day <= *valid_until);
  }
};

// What product management said about an item.
enum class Answer {
  kNeverAsked,
  kWaiting,
  kAllowed,  // approved, or sold as services: what came of it is among the allowances
  kDeclined,
  kDeferred,
  kAsIs,           // an element does it today, and that is what may be promised
  kNotPromisable,  // on the roadmap, not to be promised
};

// What was known about one item at one position.
struct Ground {
  Answer answer = Answer::kNeverAsked;
  std::string_view request;        // the item's, once it was submitted
  std::string_view as_is_element;  // with kAsIs
  std::vector<Allowance> allowances;
};

// A strategy with the position from which on it is in force.
struct StrategyVersion {
  int64_t position = 0;
  const strategy::Strategy* document = nullptr;
};

// What was known at `position` about `item` of a request.
Ground GroundOfRequestItem(const review::RequestHistory& history, std::string_view item,
                           int64_t position);

// What was known at `position` about the element named `item`. `versions` are the product's, newest
// first; those before the one in force only matter if that one does not allow the element.
Ground GroundOfElement(absl::Span<const StrategyVersion> versions, std::string_view item,
                       int64_t position);

// Of versions newest first, the one in force at `position`, or null.
const StrategyVersion* InForceAt(absl::Span<const StrategyVersion> versions, int64_t position);

// What one line claims: what, to whom, when. Views.
struct Claim {
  std::string_view item;
  std::string_view customer;          // "customers/…"
  std::string_view customer_segment;  // as known at the position that counts
  const std::optional<Quantity>& quantity;
  std::optional<Date> due;
  absl::Span<const std::string> carried_conditions;
  std::string_view carried_approval;
};

// By what the claim goes beyond the allowance, in the order of Excess; empty if it is within.
// Whether the allowance is in force is another question.
std::vector<Excess> ExcessesOf(const Claim& claim, const Allowance& allowance);

// The open conditions of the allowance that the claim does not carry.
std::vector<const review::Condition*> UncarriedConditions(const Claim& claim,
                                                          const Allowance& allowance);

// Whether the claim's quantity is more than the allowance has, or of another unit.
bool ExceedsQuantity(const Claim& claim, const Allowance& allowance);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_
