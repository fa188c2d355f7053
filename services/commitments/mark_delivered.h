// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_MARK_DELIVERED_H_
#define ZUSAGE_SERVICES_COMMITMENTS_MARK_DELIVERED_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct MarkDeliveredInput {
  std::string name;
  std::string etag;
  std::vector<std::string> lines;      // all that are not delivered yet if empty
  std::optional<Date> delivered_date;  // today in the product's time zone if absent
};

// Records that lines of a promise were delivered. Errors in the order of precedence: NOT_FOUND;
// PERMISSION_DENIED / OWN_PROMISE; ABORTED / ETAG_STALE; FAILED_PRECONDITION / PROMISE_OVER if it
// was retracted, superseded or never made; INVALID_ARGUMENT / DELIVERED_IN_FUTURE; NOT_FOUND for an
// unknown line; FAILED_PRECONDITION / ALREADY_DELIVERED.
absl::StatusOr<JudgedPromise> MarkDelivered(storage::Unit& unit, const directory::Caller& caller,
                                            const MarkDeliveredInput& input);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_MARK_DELIVERED_H_
