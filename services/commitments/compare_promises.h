// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_COMPARE_PROMISES_H_
#define ZUSAGE_SERVICES_COMMITMENTS_COMPARE_PROMISES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/domain/compare.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/promise_selection.h"
#include "services/commitments/view.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

// Most promises that one comparison judges.
inline constexpr int kMaxCompared = 100000;

struct ComparePromisesInput {
  std::string parent;  // "products/…" or "products/-"
  PromiseSelection selection;
  GroupBy group_by = GroupBy::kUnspecified;
  std::optional<absl::Time> as_of_time;  // now if absent
  int page_size = 0;
  std::string page_token;
};

// What product management owes the field.
struct ProductManagementPart {
  int requests_waiting = 0;  // counted to 10,000 per product when asked for now
  int requests_overdue = 0;
  int covered_not_delivered = 0;
};

struct Comparison {
  std::vector<PromiseGroup> groups;  // on the first page only
  PromiseGroup total;
  ProductManagementPart product_management;
  std::vector<JudgedPromise> promises;  // unilateral ones first, then lost ground, then the rest
  std::string next_page_token;          // "" on the last page
  View as_of;
  absl::Time as_of_commit_time;  // of the entry at as_of.position
};

// Promised against approved. Product managers and leaders see all of their products, sales and
// pre-sales what they promised themselves. All pages of a query look from where the first one did.
// Errors: INVALID_ARGUMENT / INVALID_PAGE_TOKEN, TOO_MANY_PROMISES.
absl::StatusOr<Comparison> ComparePromises(storage::ReadTransaction& tx,
                                           const directory::Caller& caller,
                                           const ComparePromisesInput& input, absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_COMPARE_PROMISES_H_
