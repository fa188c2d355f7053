// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_GET_CLEARANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_GET_CLEARANCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/issue_clearance.h"
#include "services/commitments/knowledge.h"
#include "storage/store.h"

namespace zusage::commitments {

// One clearance that was issued, expired or not. NOT_FOUND if there is none.
absl::StatusOr<ClearanceView> GetClearance(storage::ReadTransaction& tx, const std::string& name,
                                           absl::Time now);

// The clearance with what to say, worked out again by what was known when it was issued.
absl::StatusOr<ClearanceView> ViewOf(Knowledge& knowledge, IssuedClearance clearance);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_GET_CLEARANCE_H_
