// SPDX-License-Identifier: Apache-2.0
//
// How a promise stands against what may be promised. A promise is judged twice: as it stood when it
// was made, by what was known then, and as it stands at some later position. Both are pure
// functions of the facts known at the position that counts; nothing of this is stored.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_STANDING_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_STANDING_H_

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/time.h"
#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/promise.h"

namespace zusage::commitments {

// From best to worst, so that the greatest of several is the worst; numbered as
// commitments.v1.Standing.
enum class Standing {
  kUnspecified = 0,
  kCovered = 1,
  kExceeds = 2,
  kPending = 3,
  kUnrequested = 4,
  kAgainstDecision = 5,
};

// What decided a standing.
enum class Cause {
  kCovered,          // one allowance covers it
  kBeyond,           // it goes beyond an allowance in force
  kWaiting,          // the request waits for a decision
  kFreeWords,        // no item is linked
  kNeverAsked,       // nobody asked
  kWithdrawn,        // asked, and taken back before it was decided
  kNotPromisable,    // on the roadmap, but not to be promised
  kDeclined,         // product management said no
  kDeferred,         // product management said not now
  kAnsweredAsIs,     // an element does it, and the promise is not for that
  kLapsed,           // the allowance is past its last day
  kRevoked,          // the allowance was taken back
  kSuperseded,       // the strategy no longer has what allowed it
  kConditionFailed,  // a condition of the allowance is not met and will not be
  kDisplaced,        // the roadmap item was pushed off for something else
};

// The standing that a cause means.
Standing StandingOf(Cause cause);

// When a claim was made, and from when it is looked at. Looking back at the making itself, the two
// days are one.
struct Days {
  Date made;
  Date today;
};

// How a claim stands, and by which allowance. `allowance` points into the ground; null if none
// decided it.
struct Judgement {
  Cause cause = Cause::kNeverAsked;
  std::vector<Excess> excesses;  // with kBeyond
  const Allowance* allowance = nullptr;

  Standing standing() const { return StandingOf(cause); }
};

// COVERED if one allowance covers customer, scope, date and conditions together: one in force on
// the day it was made, and neither revoked nor superseded since. Otherwise EXCEEDS, by the
// allowance in force today that it exceeds least; else PENDING; else AGAINST_DECISION; else
// UNREQUESTED.
Judgement Judge(const Claim& claim, const Days& days, const Ground& ground);

// The worst of its lines.
Standing WorstOf(absl::Span<const Standing> lines);

// Whether product management had not allowed it when it was made.
constexpr bool IsUnilateral(Standing when_made) { return when_made != Standing::kCovered; }

// Whether it was covered and is not any more: the organisation moved, not the promiser.
constexpr bool HasLostGround(Standing when_made, Standing now) {
  return when_made == Standing::kCovered && now != Standing::kCovered;
}

// The position at which a promise is judged as made: what was known at its made_time
// (`known_position`), but never its own entry or later.
constexpr int64_t MadePosition(int64_t known_position, int64_t own_position) {
  return known_position < own_position ? known_position : own_position - 1;
}

// The calendar of a product by the strategy in force; UTC and the calendar year without one.
struct Calendar {
  absl::TimeZone zone = absl::UTCTimeZone();
  int fiscal_year_start_month = 1;
};

Calendar CalendarOf(const strategy::Strategy* strategy);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_STANDING_H_
