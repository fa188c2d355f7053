// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_WEEK_PROMISES_H_
#define ZUSAGE_SERVICES_NEWS_WEEK_PROMISES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/knowledge.h"
#include "services/news/domain/digest_text.h"
#include "storage/week_repository.h"

namespace zusage::news {

// What a digest says of a product's promises.
struct WeekPromises {
  std::vector<PromisedFact> recorded;     // in the week, the newest first; with those never made
  std::vector<PromisedFact> lost_ground;  // in the week, those that are still owed, newest first
  int without_ground_before = 0;          // owed, and lost before the week
  std::vector<PromisedFact> undelivered;  // past their due date, the longest due first
  bool is_whole = true;                   // false if there are more promises than are looked at
};

// Judges the promises of a product from the view of `knowledge`, which is the end of the period: up
// to 100,000, those made last first. `begin` is when the period began.
absl::StatusOr<WeekPromises> JudgeWeek(commitments::Knowledge& knowledge,
                                       const storage::Period& period, absl::Time begin);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_WEEK_PROMISES_H_
