// SPDX-License-Identifier: Apache-2.0
//
// What happened to a product in a week, and what was overdue at its end, from facts. A week is told
// by positions: the entries that were committed in it.
#ifndef ZUSAGE_STORAGE_WEEK_REPOSITORY_H_
#define ZUSAGE_STORAGE_WEEK_REPOSITORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/decision.h"
#include "storage/connection.h"

namespace zusage::storage {

// Entries of one product; both inclusive.
struct Period {
  std::string product;  // "products/atlas"
  int64_t first = 0;
  int64_t last = 0;
};

struct WeekDecision {
  std::string request;
  review::Outcome outcome = review::Outcome::kUnspecified;
  std::string decider;
  absl::Time decide_time;
  absl::Time due_time;  // of the routing that it answered
  int64_t position = 0;
};

struct WeekRequest {
  std::string name;
  std::string customer;
  // Its newest assessment at the end of the period, as JSON; "" if there is none.
  std::string assessment;
  int64_t position = 0;
};

struct OverdueReview {
  std::string request;
  std::string customer;
  std::string owner;  // "" if it is nobody's
  absl::Time due_time;
};

class WeekRepository {
 public:
  // At most `limit` decisions, the newest first.
  static absl::StatusOr<std::vector<WeekDecision>> Decisions(ReadTransaction& tx,
                                                             const Period& period, int limit);
  // At most `limit` requests that were handed in, the newest first.
  static absl::StatusOr<std::vector<WeekRequest>> Requests(ReadTransaction& tx,
                                                           const Period& period, int limit);
  // At most `limit` requests that waited for a decision at `position` and were due before `time`,
  // those that wait longest first.
  static absl::StatusOr<std::vector<OverdueReview>> Overdue(ReadTransaction& tx,
                                                            std::string_view product,
                                                            int64_t position, absl::Time time,
                                                            int limit);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_WEEK_REPOSITORY_H_
