// SPDX-License-Identifier: Apache-2.0
#include "services/news/week_promises.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "storage/promise_repository.h"

namespace zusage::news {
namespace {

using commitments::Course;
using commitments::JudgedPromise;
using commitments::Knowledge;
using commitments::Promise;
using commitments::Standing;

constexpr int kBatch = 1000;
constexpr int kMaxJudged = 100'000;

// Broken ones are still owed.
bool IsOwed(Course course) { return course == Course::kOpen || course == Course::kBroken; }

// The first day on which something of it is due; of the lines that are broken if any is.
std::optional<Date> DueOf(const JudgedPromise& judged) {
  std::optional<Date> first;
  const bool broken = judged.course.course == Course::kBroken;
  for (size_t i = 0; i < judged.promise.lines.size(); ++i) {
    const std::optional<Date>& due = judged.promise.lines[i].due;
    if (!due.has_value()) continue;
    if (broken && judged.course.lines[i].course != Course::kBroken) continue;
    if (!first.has_value() || *due < *first) first = due;
  }
  return first;
}

PromisedFact FactOf(const JudgedPromise& judged) {
  const Promise& promise = judged.promise;
  return {.name = promise.name,
          .deal = promise.deal,
          .at_stake = judged.at_stake,
          .when_made = judged.when_made,
          .now = judged.now,
          .due = DueOf(judged),
          .never_made = promise.never_made(),
          .disputed = promise.disputed(),
          .position = promise.position};
}

// Whether it still had its ground when the period began; one that was recorded in it did.
absl::StatusOr<bool> LostItWithin(Knowledge& knowledge, const Promise& promise,
                                  const storage::Period& period, absl::Time begin) {
  if (promise.position >= period.first) return true;
  ZUSAGE_ASSIGN_OR_RETURN(const Standing before,
                          commitments::StandingAt(knowledge, promise, period.first - 1, begin));
  return before == Standing::kCovered;
}

absl::Status Sort(Knowledge& knowledge, const JudgedPromise& judged, const storage::Period& period,
                  absl::Time begin, WeekPromises& week) {
  PromisedFact fact = FactOf(judged);
  if (judged.lost_ground() && IsOwed(judged.course.course)) {
    ZUSAGE_ASSIGN_OR_RETURN(const bool within,
                            LostItWithin(knowledge, judged.promise, period, begin));
    if (within) {
      week.lost_ground.push_back(fact);
    } else {
      ++week.without_ground_before;
    }
  }
  if (judged.course.course == Course::kBroken && !fact.never_made) week.undelivered.push_back(fact);
  if (fact.position >= period.first) week.recorded.push_back(std::move(fact));
  return absl::OkStatus();
}

// A batch of promises, those made last first.
absl::Status JudgeBatch(Knowledge& knowledge, std::vector<Promise> batch,
                        const storage::Period& period, absl::Time begin, WeekPromises& week) {
  if (batch.empty()) return absl::OkStatus();
  ZUSAGE_RETURN_IF_ERROR(
      knowledge.LearnClearances(period.product, batch.back().made_time, batch.front().made_time));
  for (Promise& promise : batch) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const JudgedPromise judged,
        commitments::JudgePromise(knowledge, std::move(promise), commitments::Reasons::kNo));
    ZUSAGE_RETURN_IF_ERROR(Sort(knowledge, judged, period, begin, week));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WeekPromises> JudgeWeek(Knowledge& knowledge, const storage::Period& period,
                                       absl::Time begin) {
  const storage::PromiseFilter filter{.product = period.product};
  WeekPromises week;
  storage::PromisePlace place;
  int judged = 0;
  for (bool more = true; more && week.is_whole;) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> batch,
                            storage::PromiseRepository::List(knowledge.tx(), filter, place, kBatch,
                                                             knowledge.view().position));
    more = batch.size() == static_cast<size_t>(kBatch);
    judged += static_cast<int>(batch.size());
    week.is_whole = !more || judged < kMaxJudged;
    if (more) place = {batch.back().made_time, batch.back().position};
    ZUSAGE_RETURN_IF_ERROR(JudgeBatch(knowledge, std::move(batch), period, begin, week));
  }
  std::ranges::sort(week.recorded, std::greater<>(), &PromisedFact::position);
  std::ranges::stable_sort(week.undelivered, {}, &PromisedFact::due);
  return week;
}

}  // namespace zusage::news
