// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/promises_without_ground.h"

#include "services/base/status_macros.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {

absl::StatusOr<std::vector<std::string>> PromisesWithoutGround(
    storage::ReadTransaction& tx, const review::RequestHistory& history, int64_t position,
    absl::Time time) {
  Knowledge knowledge(tx, {position, time});
  knowledge.Provide(history);
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Promise> promises,
                          storage::PromiseRepository::AboutRequest(tx, history.request, position));
  std::vector<std::string> without_ground;
  for (const Promise& promise : promises) {
    ZUSAGE_ASSIGN_OR_RETURN(const Standing before,
                            StandingAt(knowledge, promise, position - 1, time));
    if (before != Standing::kCovered) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const Standing after, StandingAt(knowledge, promise, position, time));
    if (after != Standing::kCovered) without_ground.push_back(promise.name);
  }
  return without_ground;
}

}  // namespace zusage::commitments
