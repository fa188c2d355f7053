// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_ADD_EVIDENCE_H_
#define ZUSAGE_SERVICES_INTAKE_ADD_EVIDENCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/intake/reassess.h"
#include "storage/store.h"

namespace zusage::intake {

struct AddEvidenceInput {
  std::string name;
  std::string etag;  // "" if it does not matter what happened to the request meanwhile
  alignment::Evidence evidence;
};

// OK if evidence can be added to a request that stands so. FAILED_PRECONDITION / REQUEST_MERGED,
// which says where to add it, or WRONG_STATE.
absl::Status CheckTakesEvidence(storage::ReadTransaction& tx, const storage::RequestHead& head);

// Adds to the evidence of a request: values take the place of those before, conversations are
// added. One that NEEDS_EVIDENCE comes to be IN_REVIEW. `answer` is what the check said of the
// question that AskAbout() made; a decided request is checked again when it is reopened.
//
// Errors: NOT_FOUND; ABORTED / ETAG_STALE; those of CheckTakesEvidence(); INVALID_ARGUMENT /
// NO_EVIDENCE or SAID_IN_FUTURE; FAILED_PRECONDITION / TOO_MANY_CONVERSATIONS; Outdated() as
// `if_outdated` says.
absl::StatusOr<Reassessed> AddEvidence(storage::Unit& unit, const directory::Caller& caller,
                                       const AddEvidenceInput& input, const Answer& answer,
                                       IfOutdated if_outdated);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_ADD_EVIDENCE_H_
