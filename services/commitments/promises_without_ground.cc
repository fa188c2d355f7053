// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/promises_without_ground.h"

#include <map>
#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

// By position, each once.
using Promises = std::map<int64_t, Promise>;

void AddAll(std::vector<Promise> found, Promises& promises) {
  for (Promise& promise : found) {
    const int64_t position = promise.position;
    promises.emplace(position, std::move(promise));
  }
}

// The promises about items of the request, and of those that were merged into it.
absl::Status AddAboutRequest(Knowledge& knowledge, const review::RequestHistory& history,
                             int mergings, Promises& promises) {
  const int64_t position = knowledge.view().position;
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Promise> found,
      storage::PromiseRepository::AboutRequest(knowledge.tx(), history.request, position));
  AddAll(std::move(found), promises);
  if (mergings == kMaxMergings) return absl::OkStatus();
  for (const review::Merging& merging : history.merged) {
    if (!merging.HoldsAt(position)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* merged,
                            knowledge.HistoryOf(merging.request));
    if (merged == nullptr) continue;
    ZUSAGE_RETURN_IF_ERROR(AddAboutRequest(knowledge, *merged, mergings + 1, promises));
  }
  return absl::OkStatus();
}

// The promises about roadmap items that were pushed off at the view.
absl::Status AddAboutDisplaced(Knowledge& knowledge, const review::RequestHistory& history,
                               Promises& promises) {
  const int64_t position = knowledge.view().position;
  for (const review::Decision& decision : history.decisions) {
    if (decision.position != position || !decision.approval.has_value()) continue;
    for (const std::string& element : decision.approval->displaced) {
      ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> found, storage::PromiseRepository::AboutItem(
                                                              knowledge.tx(), element, position));
      AddAll(std::move(found), promises);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<std::string>> PromisesWithoutGround(
    storage::ReadTransaction& tx, const review::RequestHistory& history, int64_t position,
    absl::Time time) {
  Knowledge knowledge(tx, {position, time});
  knowledge.Provide(history);
  Promises promises;
  ZUSAGE_RETURN_IF_ERROR(AddAboutRequest(knowledge, history, 0, promises));
  ZUSAGE_RETURN_IF_ERROR(AddAboutDisplaced(knowledge, history, promises));
  std::vector<std::string> without_ground;
  for (const auto& [recorded, promise] : promises) {
    ZUSAGE_ASSIGN_OR_RETURN(const Standing before,
                            StandingAt(knowledge, promise, position - 1, time));
    if (before != Standing::kCovered) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const Standing after, StandingAt(knowledge, promise, position, time));
    if (after != Standing::kCovered) without_ground.push_back(promise.name);
  }
  return without_ground;
}

}  // namespace zusage::commitments
