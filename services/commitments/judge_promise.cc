// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/judge_promise.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::commitments {
namespace {

// A position to judge at, with the days that count there.
struct Stand {
  int64_t position = 0;
  Days days;
  std::optional<absl::Time> made;  // set when judging the making: only then clearances count
};

// Adds the clearances that the line may have rested on when it was made.
absl::Status AddClearancesTo(Ground& ground, Claim& claim, Knowledge& knowledge,
                             const Stand& stand) {
  ZUSAGE_ASSIGN_OR_RETURN(const absl::Span<const IssuedClearance> clearances,
                          knowledge.ClearancesFor(claim.item, *stand.made));
  if (clearances.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(claim.also_known_as,
                          knowledge.OtherNamesAt(claim.customer, stand.position));
  AddClearances(clearances, claim, stand.position, *stand.made, ground);
  return absl::OkStatus();
}

absl::StatusOr<LineStanding> JudgeLine(Knowledge& knowledge, const Promise& promise,
                                       const Line& line, const Stand& stand, Reasons reasons) {
  Claim claim{.item = promise.ItemOf(line),
              .customer = promise.customer,
              .also_known_as = {},
              .customer_segment = {},
              .quantity = line.quantity,
              .due = line.due,
              .carried_conditions = line.carried_conditions,
              .carried_approval = line.carried_approval};
  Ground ground;
  if (!claim.item.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(ground, knowledge.GroundOf(claim.item, stand.position));
    ZUSAGE_RETURN_IF_ERROR(knowledge.Complete(claim, ground, stand.position));
  }
  Judgement judgement = Judge(claim, stand.days, ground);
  // What is covered anyhow needs no clearance.
  if (stand.made.has_value() && !claim.item.empty() && judgement.cause != Cause::kCovered) {
    ZUSAGE_RETURN_IF_ERROR(AddClearancesTo(ground, claim, knowledge, stand));
    judgement = Judge(claim, stand.days, ground);
  }
  if (reasons == Reasons::kNo) return LineStanding{.standing = judgement.standing()};
  return Explain(judgement, claim, ground);
}

// As it was made, nothing had happened yet: the day of the making is the one that counts.
absl::StatusOr<Stand> StandWhenMade(Knowledge& knowledge, const Promise& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t position, knowledge.MadePositionOf(promise));
  ZUSAGE_ASSIGN_OR_RETURN(const Date made,
                          knowledge.DayAt(promise.product, position, promise.made_time));
  return Stand{position, {.made = made, .today = made}, promise.made_time};
}

absl::StatusOr<Stand> StandFrom(Knowledge& knowledge, const Promise& promise, int64_t position,
                                absl::Time time) {
  ZUSAGE_ASSIGN_OR_RETURN(const Calendar calendar, knowledge.CalendarAt(promise.product, position));
  return Stand{
      position,
      {.made = DayOf(promise.made_time, calendar.zone), .today = DayOf(time, calendar.zone)},
      std::nullopt};
}

// The course and the deal's amount, both as known at the view.
absl::Status AddCourse(Knowledge& knowledge, JudgedPromise& judged) {
  const Promise& promise = judged.promise;
  const directory::Deal* deal = nullptr;
  if (!promise.deal.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(deal, knowledge.DealOf(promise.deal));
  }
  if (deal != nullptr) judged.at_stake = deal->amount;
  const bool deal_lost = deal != nullptr && deal->stage == directory::DealStage::kLost;
  const View& view = knowledge.view();
  ZUSAGE_ASSIGN_OR_RETURN(const Calendar calendar,
                          knowledge.CalendarAt(promise.product, view.position));
  judged.course = CourseOf(promise, DayOf(view.time, calendar.zone), calendar.zone, deal_lost);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<JudgedPromise> JudgePromise(Knowledge& knowledge, Promise promise, Reasons reasons) {
  JudgedPromise judged{.promise = std::move(promise)};
  ZUSAGE_ASSIGN_OR_RETURN(const Stand made, StandWhenMade(knowledge, judged.promise));
  ZUSAGE_ASSIGN_OR_RETURN(
      const Stand now,
      StandFrom(knowledge, judged.promise, knowledge.view().position, knowledge.view().time));
  for (const Line& line : judged.promise.lines) {
    JudgedLine standings;
    ZUSAGE_ASSIGN_OR_RETURN(standings.when_made,
                            JudgeLine(knowledge, judged.promise, line, made, reasons));
    ZUSAGE_ASSIGN_OR_RETURN(standings.now,
                            JudgeLine(knowledge, judged.promise, line, now, reasons));
    judged.when_made = std::max(judged.when_made, standings.when_made.standing);
    judged.now = std::max(judged.now, standings.now.standing);
    judged.lines.push_back(std::move(standings));
  }
  ZUSAGE_RETURN_IF_ERROR(AddCourse(knowledge, judged));
  return judged;
}

absl::StatusOr<Standing> StandingAt(Knowledge& knowledge, const Promise& promise, int64_t position,
                                    absl::Time time) {
  ZUSAGE_ASSIGN_OR_RETURN(const Stand stand, StandFrom(knowledge, promise, position, time));
  Standing worst = Standing::kUnspecified;
  for (const Line& line : promise.lines) {
    ZUSAGE_ASSIGN_OR_RETURN(const LineStanding standing,
                            JudgeLine(knowledge, promise, line, stand, Reasons::kNo));
    worst = std::max(worst, standing.standing);
  }
  return worst;
}

}  // namespace zusage::commitments
