// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/promises_under_strategy.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/domain/course.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "services/commitments/view.h"
#include "services/intake/domain/change_request.h"
#include "storage/element_citations.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

constexpr int kBatch = 1000;

bool IsOver(Course course) {
  return course != Course::kOpen && course != Course::kBroken;  // broken ones are still owed
}

bool IsElement(std::string_view item) {
  return !item.empty() && intake::RequestOfItem(item).empty();
}

// What holds before and what would hold after `next` is published.
class Outlook {
 public:
  Outlook(storage::ReadTransaction& tx, const View& now, storage::PublishedStrategy next)
      : now_(tx, now), then_(tx, {now.position + 1, now.time}) {
    next.position = now.position + 1;
    time_zone_ = next.document->time_zone;
    then_.Provide(std::move(next));
  }

  // Whether days themselves change, so that every promise may stand otherwise.
  absl::Status CompareCalendars(std::string_view product) {
    ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                            now_.StrategyAt(product, now_.view().position));
    days_change_ = strategy == nullptr || strategy->time_zone != time_zone_;
    return absl::OkStatus();
  }

  absl::Status Look(const Promise& promise, std::vector<PromiseAtRisk>& at_risk) {
    if (!MayChange(promise)) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(const Standing before, StandingIn(now_, promise));
    if (before != Standing::kCovered) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(const Standing after, StandingIn(then_, promise));
    if (after == Standing::kCovered) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged, JudgePromise(then_, promise, Reasons::kNo));
    if (!IsOver(judged.course.course)) at_risk.push_back(Describe(judged));
    return absl::OkStatus();
  }

 private:
  // Nothing else about a request depends on the strategy.
  bool MayChange(const Promise& promise) const {
    if (promise.over()) return false;
    return days_change_ ||
           std::any_of(promise.lines.begin(), promise.lines.end(),
                       [&](const Line& line) { return IsElement(promise.ItemOf(line)); });
  }

  static absl::StatusOr<Standing> StandingIn(Knowledge& knowledge, const Promise& promise) {
    const View& view = knowledge.view();
    return StandingAt(knowledge, promise, view.position, view.time);
  }

  static PromiseAtRisk Describe(const JudgedPromise& judged) {
    const Promise& promise = judged.promise;
    PromiseAtRisk at_risk{promise.name, promise.customer, promise.promised_by, "", ""};
    for (size_t i = 0; i < judged.lines.size(); ++i) {
      if (judged.lines[i].now.standing == Standing::kCovered) continue;
      at_risk.text = promise.lines[i].text;
      at_risk.item = promise.ItemOf(promise.lines[i]);
      break;
    }
    return at_risk;
  }

  Knowledge now_;
  Knowledge then_;
  std::string time_zone_;
  bool days_change_ = false;
};

bool IsOwedAbout(const Promise& promise, std::string_view element) {
  return std::any_of(promise.lines.begin(), promise.lines.end(), [&](const Line& line) {
    return promise.ItemOf(line) == element && promise.DeliveryOf(line.id) == nullptr;
  });
}

}  // namespace

absl::StatusOr<std::vector<PromiseAtRisk>> PromisesAtRisk(storage::ReadTransaction& tx,
                                                          storage::PublishedStrategy next,
                                                          absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  const storage::PromiseFilter filter{.product = next.product, .customer = "", .promised_by = ""};
  Outlook outlook(tx, view, std::move(next));
  ZUSAGE_RETURN_IF_ERROR(outlook.CompareCalendars(filter.product));
  std::vector<PromiseAtRisk> at_risk;
  storage::PromisePlace place;
  for (;;) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<Promise> promises,
        storage::PromiseRepository::List(tx, filter, place, kBatch, view.position));
    for (const Promise& promise : promises) {
      ZUSAGE_RETURN_IF_ERROR(outlook.Look(promise, at_risk));
    }
    if (promises.size() < static_cast<size_t>(kBatch)) break;
    place = {promises.back().made_time, promises.back().position};
  }
  std::reverse(at_risk.begin(), at_risk.end());
  return at_risk;
}

absl::StatusOr<int> CountPromisesAbout(storage::ReadTransaction& tx, std::string_view element,
                                       absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> names,
                          storage::PromisesAbout(tx, element));
  Knowledge knowledge(tx, view);
  int count = 0;
  for (const std::string& name : names) {
    ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                            storage::PromiseRepository::Get(tx, name, view.position));
    if (!IsOwedAbout(promise, element)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged,
                            JudgePromise(knowledge, std::move(promise), Reasons::kNo));
    if (!IsOver(judged.course.course)) ++count;
  }
  return count;
}

}  // namespace zusage::commitments
