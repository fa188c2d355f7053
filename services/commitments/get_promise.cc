// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/get_promise.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/view.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {

absl::StatusOr<JudgedPromise> GetPromise(storage::ReadTransaction& tx, const GetPromiseInput& input,
                                         absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, input.as_of_time, now));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(tx, input.name, view.position));
  Knowledge knowledge(tx, view);
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
