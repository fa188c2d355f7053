// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_LIST_PROMISES_H_
#define ZUSAGE_SERVICES_COMMITMENTS_LIST_PROMISES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/promise_selection.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

// Most promises that one page looks through when it takes judging to know which are asked for.
inline constexpr int kMaxLookedThrough = 1000;

struct ListPromisesInput {
  std::string parent;  // "products/…" or "products/-"
  PromiseSelection selection;
  int page_size = 0;
  std::string page_token;
};

struct PromisePage {
  std::vector<JudgedPromise> promises;  // those made last first
  std::string next_page_token;          // "" on the last page
};

// Promises of the caller's products as they stand now. A page behind which kMaxLookedThrough were
// looked through may be short, or empty, and still name a next one. Errors: INVALID_ARGUMENT /
// INVALID_PAGE_TOKEN.
absl::StatusOr<PromisePage> ListPromises(storage::ReadTransaction& tx,
                                         const directory::Caller& caller,
                                         const ListPromisesInput& input, absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_LIST_PROMISES_H_
