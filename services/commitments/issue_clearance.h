// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_ISSUE_CLEARANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_ISSUE_CLEARANCE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/commitments/domain/issued_clearance.h"
#include "services/commitments/domain/promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct IssueClearanceInput {
  std::string product;
  std::string customer;
  std::string item;
  std::optional<Date> by;
  std::optional<Quantity> quantity;
  std::optional<absl::Time> expire_time;  // a day from now if absent
};

// A clearance with what to say to the customer by what was known when it was issued.
struct ClearanceView {
  IssuedClearance clearance;
  Text guidance;
};

// Issues a clearance if the very same question, asked in this transaction, is answered with yes.
// Errors: those of CheckClearance(); INVALID_ARGUMENT / EXPIRY_OUT_OF_RANGE; FAILED_PRECONDITION /
// NOT_CLEARED.
absl::StatusOr<ClearanceView> IssueClearance(storage::Unit& unit, const directory::Caller& caller,
                                             const IssueClearanceInput& input,
                                             RandomSource& random);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_ISSUE_CLEARANCE_H_
