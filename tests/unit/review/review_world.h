// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_REVIEW_REVIEW_WORLD_H_
#define ZUSAGE_TESTS_UNIT_REVIEW_REVIEW_WORLD_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/review/ask_for_evidence.h"
#include "services/review/assign_review.h"
#include "services/review/end_substitute.h"
#include "services/review/merge_change_requests.h"
#include "services/review/reopen_change_request.h"
#include "services/review/set_condition_state.h"
#include "services/review/set_substitute.h"
#include "tests/support/world.h"

namespace zusage::testing {

// A world in which Petra, Paula and Pia, who manage the product, and Sofia, who sells it and
// manages it as well, are recorded; and short ways to do what product managers do.
class ReviewWorld : public World {
 public:
  ReviewWorld();

  static directory::Caller Pia();
  static directory::Caller Admin();

  // Records that the principal is active or not, with these grants.
  absl::Status Record(const std::string& id, std::vector<directory::Grant> grants,
                      bool active = true);
  // A request of `customer` for one item, as `submitter` handed it in.
  storage::RequestView RequestOf(const std::string& customer,
                                 const directory::Caller& submitter = Sofia());
  // The decided request.
  storage::RequestView Approved(const storage::RequestView& view, review::Approval approval = {});

  absl::StatusOr<storage::RequestView> Assign(const storage::RequestView& view,
                                              const std::string& owner,
                                              const directory::Caller& caller = Petra());
  absl::StatusOr<storage::RequestView> Ask(const storage::RequestView& view);
  absl::StatusOr<review::MergedChangeRequests> Merge(const storage::RequestView& source,
                                                     const storage::RequestView& target,
                                                     std::vector<review::ItemMapping> items = {},
                                                     const directory::Caller& caller = Petra());
  absl::StatusOr<storage::RequestView> Reopen(const storage::RequestView& view,
                                              const directory::Caller& caller = Petra());
  absl::StatusOr<review::ConditionStateSet> SetCondition(const storage::RequestView& view,
                                                         const std::string& condition,
                                                         review::Condition::State state,
                                                         const directory::Caller& caller = Petra());
  // Days count from today, in Berlin.
  absl::StatusOr<review::Substitute> Substitute(const std::string& principal,
                                                const std::string& substitute, int first, int last,
                                                const directory::Caller& caller = Admin());
  absl::StatusOr<review::Substitute> End(const std::string& name,
                                         const directory::Caller& caller = Admin());
  absl::Status Withdraw(const storage::RequestView& view);

  Date Today();

 private:
  // Runs `operation` in a mutation and returns what it gave.
  template <typename T, typename Operation>
  absl::StatusOr<T> Do(Operation operation) {
    absl::StatusOr<T> result = absl::InternalError("never ran");
    const absl::Status written = store().Write([&](storage::Unit& unit) {
      result = operation(unit);
      return result.status();
    });
    if (!written.ok()) return written;
    return result;
  }
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_UNIT_REVIEW_REVIEW_WORLD_H_
