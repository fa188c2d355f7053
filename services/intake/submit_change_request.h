// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_

#include <optional>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/intake/domain/draft.h"
#include "services/intake/domain/guidance.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::intake {

struct SubmittedChangeRequest {
  storage::RequestView view;
  Guidance guidance;
};

// Records a wish with the assessment that a peer made of it before, and routes it. `assessment` is
// empty if the check could not be reached; one that was made against another version than the one
// in force now is dropped. Either way the request is recorded as SUBMITTED and checked later.
//
// Errors: NOT_FOUND for an unknown product; those of ResolveOrRecordCustomer and
// ResolveOrRecordDeal, under "change_request.customer" and "change_request.deal".
absl::StatusOr<SubmittedChangeRequest> SubmitChangeRequest(
    storage::Unit& unit, const directory::Caller& caller, const Draft& draft,
    std::optional<alignment::Assessment> assessment, RandomSource& random);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_
