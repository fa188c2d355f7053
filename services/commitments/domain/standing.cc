// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/standing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace zusage::commitments {
namespace {

// By Cause.
constexpr std::array kStandings = {
    Standing::kCovered,          // kCovered
    Standing::kExceeds,          // kBeyond
    Standing::kPending,          // kWaiting
    Standing::kUnrequested,      // kFreeWords
    Standing::kUnrequested,      // kNeverAsked
    Standing::kUnrequested,      // kWithdrawn
    Standing::kUnrequested,      // kNotPromisable
    Standing::kAgainstDecision,  // kDeclined
    Standing::kAgainstDecision,  // kDeferred
    Standing::kAgainstDecision,  // kAnsweredAsIs
    Standing::kAgainstDecision,  // kLapsed
    Standing::kAgainstDecision,  // kRevoked
    Standing::kAgainstDecision,  // kSuperseded
    Standing::kAgainstDecision,  // kConditionFailed
    Standing::kAgainstDecision,  // kDisplaced
};
static_assert(kStandings.size() == static_cast<size_t>(Cause::kDisplaced) + 1);

// Whether `a` says more about why a claim exceeds: fewer kinds, then newer.
bool IsExceededLess(const Judgement& a, const Judgement& b) {
  if (a.excesses.size() != b.excesses.size()) return a.excesses.size() < b.excesses.size();
  return a.allowance->position > b.allowance->position;
}

// What the end of an allowance means for a claim that no other allowance is in force for.
Cause CauseOf(const Allowance& ended) {
  switch (ended.end) {
    case Allowance::End::kRevoked:
      return Cause::kRevoked;
    case Allowance::End::kSuperseded:
      return Cause::kSuperseded;
    case Allowance::End::kConditionFailed:
      return Cause::kConditionFailed;
    case Allowance::End::kDisplaced:
      return Cause::kDisplaced;
    case Allowance::End::kNone:
      break;
  }
  return Cause::kLapsed;
}

Judgement JudgeWithoutAllowance(const Days& days, const Ground& ground) {
  switch (ground.answer) {
    case Answer::kWaiting:
      return {.cause = Cause::kWaiting};
    case Answer::kWithdrawn:
      return {.cause = Cause::kWithdrawn};
    case Answer::kDeclined:
      return {.cause = Cause::kDeclined};
    case Answer::kDeferred:
      return {.cause = Cause::kDeferred};
    case Answer::kAsIs:
      return {.cause = Cause::kAnsweredAsIs};
    case Answer::kNeverAsked:
    case Answer::kNotPromisable:
    case Answer::kAllowed:
      break;
  }
  const Allowance* newest = nullptr;
  for (const Allowance& allowance : ground.allowances) {
    if (allowance.InForceOn(days.today)) continue;
    if (newest == nullptr || allowance.position > newest->position) newest = &allowance;
  }
  if (newest != nullptr) return {.cause = CauseOf(*newest), .allowance = newest};
  return {.cause =
              ground.answer == Answer::kNotPromisable ? Cause::kNotPromisable : Cause::kNeverAsked};
}

}  // namespace

Standing StandingOf(Cause cause) { return kStandings[static_cast<size_t>(cause)]; }

Judgement Judge(const Claim& claim, const Days& days, const Ground& ground) {
  if (claim.item.empty()) return {.cause = Cause::kFreeWords};
  Judgement least{.cause = Cause::kBeyond};
  for (const Allowance& allowance : ground.allowances) {
    const bool promised_in_time = allowance.InForceOn(days.made);
    const bool in_force_today = allowance.InForceOn(days.today);
    if (!promised_in_time && !in_force_today) continue;
    Judgement judgement{Cause::kBeyond, ExcessesOf(claim, allowance), &allowance};
    if (promised_in_time && judgement.excesses.empty()) {
      judgement.cause = Cause::kCovered;
      return judgement;
    }
    if (!in_force_today) continue;
    if (least.allowance == nullptr || IsExceededLess(judgement, least)) {
      least = std::move(judgement);
    }
  }
  if (least.allowance != nullptr) return least;
  return JudgeWithoutAllowance(days, ground);
}

Standing WorstOf(absl::Span<const Standing> lines) {
  const auto worst = std::max_element(lines.begin(), lines.end());
  return worst == lines.end() ? Standing::kUnspecified : *worst;
}

Calendar CalendarOf(const strategy::Strategy* strategy) {
  Calendar calendar;
  if (strategy == nullptr) return calendar;
  calendar.zone = ParseTimeZone(strategy->time_zone).value_or(absl::UTCTimeZone());
  calendar.fiscal_year_start_month = strategy->fiscal_year_start_month;
  return calendar;
}

}  // namespace zusage::commitments
