// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_PROMISE_SELECTION_H_
#define ZUSAGE_SERVICES_COMMITMENTS_PROMISE_SELECTION_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/knowledge.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {

// Which promises a caller asks for. Empty fields do not filter; both days are inclusive and those
// of each product's calendar.
struct PromiseSelection {
  std::string customer;
  std::string promised_by;
  std::optional<Date> made_from;
  std::optional<Date> made_until;
  // Unspecified and false do not filter either. These need a promise to be judged.
  Standing when_made = Standing::kUnspecified;
  Standing now = Standing::kUnspecified;
  Course course = Course::kUnspecified;
  bool lost_ground = false;

  // Whether it takes judging to know which promises are asked for.
  bool judged() const;
  // Whether a promise is one of those, as far as that takes judging.
  bool Fits(const JudgedPromise& promise) const;
};

// The selection within one product.
absl::StatusOr<storage::PromiseFilter> FilterOf(Knowledge& knowledge,
                                                const PromiseSelection& selection,
                                                const std::string& product);

// What tells two selections apart, for page tokens.
std::string Describe(const PromiseSelection& selection);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_PROMISE_SELECTION_H_
