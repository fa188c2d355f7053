// SPDX-License-Identifier: Apache-2.0
//
// What publishing a document changes for those who asked and those who promised. It is never a
// reason to refuse: it is there so that nobody is surprised.
#ifndef ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_H_
#define ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/promises_under_strategy.h"
#include "services/strategy/domain/strategy_difference.h"
#include "services/strategy/publish_strategy.h"
#include "services/strategy/retired_elements.h"
#include "services/strategy/wish_judge.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::strategy {

// Lists name so many at most, and count all.
inline constexpr size_t kMaxNamed = 200;

// An element that goes although something cites it.
struct CitedElement {
  RetiredElement element;
  int open_requests = 0;  // whose newest assessment cites it in a finding
  int decisions = 0;      // in force, that answer with it or displaced it
  int promises = 0;       // not over, with a line about it

  int citations() const { return open_requests + decisions + promises; }
};

// An open request that would be judged differently.
struct RejudgedRequest {
  storage::RequestHead head;
  std::string title;
  JudgedWish before;  // what its newest assessment says
  JudgedWish after;
};

struct StrategyChange {
  std::optional<StrategyDifference> difference;  // to the version before, or to nothing
  std::vector<CitedElement> retired;             // most cited first
  int retired_count = 0;
  std::vector<RejudgedRequest> requests;  // most urgent first
  int requests_count = 0;
  int open_requests_count = 0;
  bool requests_not_judged = false;  // the check was away
  std::vector<commitments::PromiseAtRisk> promises;
  int promises_count = 0;
};

// What publishing `input` changes as things stand at `now`: all of it, where `judge` says how the
// check would judge. Without `judge` only `retired` is found out, which costs nothing unless an
// element goes. Says nothing if `input` does not follow the newest version: publishing it will be
// refused. Reads in several transactions: run it outside of any.
absl::StatusOr<StrategyChange> ChangeBy(storage::Store& store, const PublishStrategyInput& input,
                                        WishJudge* judge, absl::Time now);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_STRATEGY_CHANGE_H_
