// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_ASK_FOR_EVIDENCE_H_
#define ZUSAGE_SERVICES_REVIEW_ASK_FOR_EVIDENCE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct AskForEvidenceInput {
  std::string name;
  std::string question;
  std::string etag;  // "" for whatever it is
};

// Asks the field for evidence: the request is NEEDS_EVIDENCE until somebody adds some, and still
// due. Errors in the order of precedence: NOT_FOUND, ABORTED / ETAG_STALE, FAILED_PRECONDITION /
// WRONG_STATE.
absl::StatusOr<storage::RequestView> AskForEvidence(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    const AskForEvidenceInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_ASK_FOR_EVIDENCE_H_
