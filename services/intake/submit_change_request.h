// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment_json.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/intake/domain/draft.h"
#include "services/intake/domain/guidance.h"
#include "services/intake/if_outdated.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::intake {

struct SubmittedChangeRequest {
  storage::RequestView view;
  Guidance guidance;
};

// Records a wish with the assessment that a peer made of it before, and routes it. `assessment` is
// null if the check could not be reached; then the request is recorded as SUBMITTED and checked
// later.
//
// Errors: Outdated() as `if_outdated` says; NOT_FOUND for an unknown product; SAID_IN_FUTURE under
// "change_request.evidence"; those of ResolveOrRecordCustomer and
// ResolveOrRecordDeal, under "change_request.customer" and "change_request.deal".
absl::StatusOr<SubmittedChangeRequest> SubmitChangeRequest(
    storage::Unit& unit, const directory::Caller& caller, const Draft& draft,
    std::shared_ptr<const alignment::EncodedAssessment> assessment, IfOutdated if_outdated,
    RandomSource& random);

// What SubmitChangeRequest() returned for the request that the entry at `position` brought: the
// same, whatever became of the request since.
absl::StatusOr<SubmittedChangeRequest> RetellSubmission(storage::ReadTransaction& tx,
                                                        int64_t position);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_SUBMIT_CHANGE_REQUEST_H_
