// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_GET_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_GET_PROMISE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/judge_promise.h"
#include "storage/store.h"

namespace zusage::commitments {

struct GetPromiseInput {
  std::string name;
  std::optional<absl::Time> as_of_time;  // now if absent
};

// One promise as it was made and as it stands, now or by what was known at a time. NOT_FOUND if
// there is none, or was none yet.
absl::StatusOr<JudgedPromise> GetPromise(storage::ReadTransaction& tx, const GetPromiseInput& input,
                                         absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_GET_PROMISE_H_
