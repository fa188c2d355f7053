// SPDX-License-Identifier: Apache-2.0
//
// Allowances: whatever allows an item to be promised. They are collected from what was known about
// the item at one position, and each says by what a promise goes beyond it.
// A new kind of allowance is one more function that adds to a Ground.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/time.h"
#include "services/commitments/domain/promise.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::commitments {

// By what a promise goes beyond an allowance; numbered as commitments.v1.Excess.
enum class Excess { kUnspecified = 0, kCustomer = 1, kScope = 2, kDate = 3, kCondition = 4 };

// The most that may be promised; a view.
struct Limit {
  double value = 0;
  std::string_view unit;
};

// A condition as it stood at the position that the allowance was collected for; views.
struct AllowanceCondition {
  std::string_view id;  // "1", within the approval
  std::string_view text;
  review::Condition::State state = review::Condition::State::kOpen;
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
    kClearance = 5,
  };
  // Why it is over, whatever the date.
  enum class End { kNone, kRevoked, kSuperseded, kConditionFailed, kDisplaced };

  Kind kind = Kind::kUnspecified;
  std::string_view name;  // of the approval, the element, the request or the clearance
  int64_t position = 0;   // known since
  End end = End::kNone;
  std::string_view ended_by;                   // with kDisplaced: the approval it was displaced for
  bool includes_item = true;                   // false: it is about the item without allowing it
  const review::Approval* approval = nullptr;  // of kApproval
  const strategy::Element* element = nullptr;  // of kCapability and kRoadmapItem
  std::vector<std::string> only_customers;     // of kServices
  std::optional<Date> earliest;
  bool undated_only = false;
  std::optional<Date> valid_until;  // the last day on which it may be promised
  std::optional<Limit> at_most;
  bool without_quantity = false;               // no quantity may be named
  std::vector<AllowanceCondition> conditions;  // as they stood at the position
  std::string_view conditions_of;              // the approval whose conditions they are
  std::optional<absl::Time> expires;           // of kClearance

  // Whether something could be promised on it on `day`.
  bool InForceOn(Date day) const {
    return end == End::kNone && (!valid_until.has_value() || day <= *valid_until);
  }
};

// What product management said about an item.
enum class Answer {
  kNeverAsked,
  kWithdrawn,  // asked, and taken back before it was decided
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

// What was known at `position` about `item` of a request by what was said about that request alone:
// one that is merged stands as another, see FollowMergings(). What was reopened goes on allowing
// what it did; what was withdrawn counts as unasked, unless it had been decided before.
Ground GroundOfRequestItem(const review::RequestHistory& history, std::string_view item,
                           int64_t position);

// How many mergings are followed from one request to the next. Behind a longer chain nothing is
// allowed.
inline constexpr int kMaxMergings = 16;

// An item with the request by which it is judged; views.
struct ItemPlace {
  const review::RequestHistory* history = nullptr;  // null: unknown, or behind too many mergings
  std::string_view item;
};

// The history of a request as known, or null; its errors are those of FollowMergings().
using HistoryLookup =
    absl::FunctionRef<absl::StatusOr<const review::RequestHistory*>(std::string_view request)>;

// Where `item` of a request was judged at `position`: in the request itself, or in the one that it
// had become part of, from merging to merging.
absl::StatusOr<ItemPlace> FollowMergings(std::string_view item, int64_t position,
                                         HistoryLookup lookup);

// What was known at `position` about the element named `item`. `versions` are the product's, newest
// first; those before the one in force only matter if that one does not allow the element.
Ground GroundOfElement(absl::Span<const StrategyVersion> versions, std::string_view item,
                       int64_t position);

// Whether a displacement pushed its roadmap item off at `position`: the approval was there and had
// not ended, and no newer strategy was in force than when it was given. `history` is that of the
// approval's request; `strategy_position` that of the strategy in force.
bool Displaces(const review::Displacement& displacement, const review::RequestHistory& history,
               int64_t strategy_position, int64_t position);

// Of versions newest first, the one in force at `position`, or null.
const StrategyVersion* InForceAt(absl::Span<const StrategyVersion> versions, int64_t position);

// What one line claims: what, to whom, when. Views.
struct Claim {
  std::string_view item;
  std::string_view customer;  // "customers/…"
  // The other names that counted as the same customer at the position that counts.
  absl::Span<const std::string> also_known_as;
  std::string_view customer_segment;  // as known at the position that counts
  const std::optional<Quantity>& quantity;
  std::optional<Date> due;
  absl::Span<const std::string> carried_conditions;
  std::string_view carried_approval;
};

// By what the claim goes beyond the allowance, in the order of Excess; empty if it is within.
// Whether the allowance is in force is another question.
std::vector<Excess> ExcessesOf(const Claim& claim, const Allowance& allowance);

// Whether it can matter by which further names the customer is known: something is allowed to
// certain customers, and none of them has this name.
bool DependsOnNames(const Ground& ground, std::string_view customer);

// Whether something is allowed to a segment.
bool DependsOnSegment(const Ground& ground);

// The open conditions of the allowance that the claim does not carry.
std::vector<AllowanceCondition> UncarriedConditions(const Claim& claim, const Allowance& allowance);

// Whether the claim's quantity is more than the allowance has, or of another unit.
bool ExceedsQuantity(const Claim& claim, const Allowance& allowance);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ALLOWANCE_H_
