// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_JUDGE_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_JUDGE_PROMISE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/money.h"
#include "services/commitments/domain/course.h"
#include "services/commitments/domain/explain.h"
#include "services/commitments/domain/promise.h"
#include "services/commitments/domain/standing.h"
#include "services/commitments/knowledge.h"

namespace zusage::commitments {

// How one line stood when it was made, and how it stands at the view.
struct JudgedLine {
  LineStanding when_made;
  LineStanding now;
};

// A promise with everything that there is to say about it at one view.
struct JudgedPromise {
  Promise promise;
  std::vector<JudgedLine> lines;  // in the order of the promise's
  Standing when_made = Standing::kUnspecified;
  Standing now = Standing::kUnspecified;
  PromiseCourse course;
  std::optional<Money> at_stake;  // the deal's amount at the view

  bool lost_ground() const { return !promise.never_made() && HasLostGround(when_made, now); }
};

// Whether standings come with their reasons in words. Comparing many promises needs none.
enum class Reasons { kNo, kYes };

// Judges a promise as it was recorded up to the view of `knowledge`.
absl::StatusOr<JudgedPromise> JudgePromise(Knowledge& knowledge, Promise promise,
                                           Reasons reasons = Reasons::kYes);

// How the promise stood by what was known at `position`, dates judged at `time`.
absl::StatusOr<Standing> StandingAt(Knowledge& knowledge, const Promise& promise, int64_t position,
                                    absl::Time time);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_JUDGE_PROMISE_H_
